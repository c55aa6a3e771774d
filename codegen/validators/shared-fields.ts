import { Meanings } from "../model/meanings.js";
import type { ContractModel } from "../model/model.js";
import { withoutDefault } from "../model/partial.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { weight } from "./analysis.js";

/** The fields that the schemas of a state, its update and what replaces fields have in common: one function checks them for all. */
export interface SharedFields {
  /** An object of these fields. */
  readonly node: SchemaNode;
  /** The schemas that have them. */
  readonly owners: readonly SchemaNode[];
}

/** Fewer schemas than these are printed in each place: a function and its calls would be as long. */
const LEAST = 5;

/** What the validators of a contract's state and updates share, if it is enough for a function of its own. */
export function sharedFields({ members, update, overwrite }: ContractModel): SharedFields | undefined {
  const state = members.find(({ kind }) => kind === "state")?.node;
  const updates = overwrite === undefined ? [update] : [update, overwrite];
  const candidates = state === undefined ? [updates] : [[state, ...updates], updates];
  for (const owners of candidates) {
    if (owners.length < 2) continue;
    const node = commonFields(update, owners);
    if (weight(node) > LEAST) return { node, owners };
  }
  return undefined;
}

function commonFields(update: SchemaNode, owners: readonly SchemaNode[]): SchemaNode {
  const meanings = new Meanings();
  const properties = [...(update.properties ?? [])].filter(([name, field]) =>
    owners.every(({ properties: own }) => isSame(own?.get(name), field, meanings)),
  );
  return { origin: update.origin, properties: new Map(properties) };
}

/** Whether a field of a state is checked like that of an update, which has no default: at the same place of the schema, by the same keywords. */
function isSame(own: SchemaNode | undefined, field: SchemaNode, meanings: Meanings): boolean {
  if (own === undefined || own === field) return own === field;
  return own.origin === field.origin && meanings.areSame(withoutDefault(own), field);
}

/** A schema without the fields that it shares. */
export function withoutFields(node: SchemaNode, shared: SharedFields | undefined): SchemaNode {
  if (shared === undefined || !shared.owners.includes(node)) return node;
  const own = [...(node.properties ?? [])].filter(([name]) => shared.node.properties?.has(name) !== true);
  return { ...node, properties: new Map(own) };
}
