import type { Defaults } from "../../defaults/defaults.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { conjuncts, conjunctsAndChoices, reachableNodes } from "../../schema/subschemas.js";
import type { Expansion } from "../algebra/intersect.js";
import { keyOfTerm, keyOfType } from "../algebra/key.js";
import { type ObjectTerm, type Property, type Term, type Type, UNKNOWN } from "../algebra/type.js";
import { union } from "../algebra/union.js";

/** The properties of a value whose default may not be filled in, for the sake of whichever part of its schema. */
export function riskyNames(node: SchemaNode, defaults: Pick<Defaults, "risks">): Set<string> {
  const names = new Set<string>();
  for (const layer of reachableNodes([node], conjunctsAndChoices)) {
    for (const name of defaults.risks(layer).own.keys()) names.add(name);
  }
  return names;
}

/**
 * The properties of a value that get a default, from whichever part of its schema.
 *
 * @param options.ofBranches - Whether the branches of `anyOf` and `oneOf` whose defaults are applied count too.
 */
export function defaultedNames(
  node: SchemaNode,
  defaults: Pick<Defaults, "usableDefault" | "appliedBranches">,
  { ofBranches }: { readonly ofBranches: boolean },
): Set<string> {
  const names = new Set<string>();
  const layers = new Set([node]);
  for (const layer of layers) {
    for (const [name, child] of layer.properties ?? []) {
      if (defaults.usableDefault(child) !== undefined) names.add(name);
    }
    for (const child of conjuncts(layer)) layers.add(child);
    for (const branches of ofBranches ? [layer.anyOf ?? [], layer.oneOf ?? []] : []) {
      const applied = defaults.appliedBranches(branches);
      for (const [index, child] of branches.entries()) if (applied[index] === true) layers.add(child);
    }
  }
  return names;
}

/** The type with some properties optional. */
export function withOptional(type: Type, names: ReadonlySet<string>, expansion: Expansion): Type {
  return withPresence(type, { names, optional: true }, expansion);
}

/** The type with some properties required. */
export function withRequired(type: Type, names: ReadonlySet<string>, expansion: Expansion): Type {
  return withPresence(type, { names, optional: false }, expansion);
}

/** Which properties are made optional or required. */
interface Presence {
  readonly names: ReadonlySet<string>;
  readonly optional: boolean;
}

function withPresence(type: Type, presence: Presence, expansion: Expansion): Type {
  return union(
    type.map((term): Type => {
      if (term.kind === "object") return [objectWithPresence(term, presence, expansion)];
      if (term.kind !== "name") return [term];
      const body = expansion.expand(term);
      if (body === undefined) return UNKNOWN;
      // A name may stand for another one.
      const open = withPresence(body, presence, expansion);
      return keyOfType(open) === keyOfType(body) ? [term] : open;
    }),
  );
}

function objectWithPresence(object: ObjectTerm, { names, optional }: Presence, expansion: Expansion): Term {
  const isOther = ([name, property]: readonly [string, Property]) =>
    property.optional !== optional && names.has(name);
  if (![...object.properties].some(isOther)) return object;
  const properties = [...object.properties].map((entry): [string, Property] =>
    isOther(entry) ? [entry[0], { ...entry[1], optional }] : entry,
  );
  const result: ObjectTerm = { ...object, properties: new Map(properties) };
  // With that, it may be no more than what it was made from.
  const [base, ...others] = result.bases ?? [];
  const body = base === undefined || others.length > 0 ? undefined : expansion.expand(base);
  return base !== undefined && body !== undefined && keyOfType(body) === keyOfTerm(result) ? base : result;
}
