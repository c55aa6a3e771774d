import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { conjunction } from "../schema/subschemas.js";

/** The property that tells the branches of a union apart, and the constants that each branch gives it. */
export interface Discriminator {
  readonly property: string;
  /** One entry a branch, in their order; no constant is in two of them. */
  readonly values: readonly (readonly JsonValue[])[];
}

/**
 * The property whose constants differ from branch to branch, so that its value tells the only branch that can fit.
 *
 * @param branches - At least two schemas.
 * @returns The first such property of the first branch; undefined where there is none. A branch need not require the property.
 */
export function discriminatorOf(branches: readonly SchemaNode[]): Discriminator | undefined {
  const [first, ...others] = branches.map(constantProperties);
  if (first === undefined || others.length === 0) return undefined;
  for (const [property, values] of first) {
    const lists = [values];
    for (const other of others) {
      const theirs = other.get(property);
      if (theirs === undefined) break;
      lists.push(theirs);
    }
    if (lists.length === branches.length && areDisjoint(lists)) return { property, values: lists };
  }
  return undefined;
}

/** Whether every value of a schema has a property, as the schema itself, its references and its `allOf` say. */
export function requires(node: SchemaNode, property: string): boolean {
  let names = required.get(node);
  if (names === undefined) {
    names = new Set([...conjunction(node)].flatMap((part) => part.required ?? []));
    required.set(node, names);
  }
  return names.has(property);
}

/** Answers that were given before: schemas that are asked about don't change any more. */
const required = new WeakMap<SchemaNode, ReadonlySet<string>>();

/** The properties that can only be one of some constants, as the schema itself, its references and its `allOf` say. */
function constantProperties(branch: SchemaNode): Map<string, readonly JsonValue[]> {
  const found = new Map<string, readonly JsonValue[]>();
  for (const part of conjunction(branch)) {
    for (const [name, schema] of part.properties ?? []) {
      if (found.has(name)) continue;
      const values = constantsOf(schema);
      if (values !== undefined) found.set(name, values);
    }
  }
  return found;
}

/** The scalars that a schema allows, where it says so by `const` or `enum`. */
function constantsOf(node: SchemaNode): readonly JsonValue[] | undefined {
  for (const part of conjunction(node)) {
    const values = part.const === undefined ? part.enum : [part.const.value];
    if (values?.every(isScalar)) return values;
  }
  return undefined;
}

function areDisjoint(lists: readonly (readonly JsonValue[])[]): boolean {
  const all = lists.flatMap((values) => [...new Set(values)]);
  return new Set(all).size === all.length;
}

function isScalar(value: JsonValue): boolean {
  return typeof value !== "object" || value === null;
}
