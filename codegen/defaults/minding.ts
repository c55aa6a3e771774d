import { keysAbout } from "../schema/keyword.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { conjuncts, inPlaceSubschemas } from "../schema/subschemas.js";

/** What a schema may mind of an object: that it has a property of one of these names, or of any name. */
interface Minded {
  readonly names: ReadonlySet<string>;
  readonly any: boolean;
}

/** The members of a list that may mind whether an object has some property. */
interface Minding {
  readonly byName: ReadonlyMap<string, readonly number[]>;
  readonly always: readonly number[];
}

/**
 * Those of a schema's references and members of `allOf` whose verdict on an object may depend on a property, in their order. Published schemas
 * have hundreds of members that mind one property each.
 */
export function conjunctsMinding(node: SchemaNode, property: string): readonly SchemaNode[] {
  let entry = known.get(node);
  if (entry === undefined) {
    const parts = conjuncts(node);
    entry = { parts, minding: parts.length < FEW ? undefined : indexed(parts) };
    known.set(node, entry);
  }
  const { parts, minding } = entry;
  if (minding === undefined) return parts;
  const indexes = [...(minding.byName.get(property) ?? []), ...minding.always].sort((a, b) => a - b);
  return indexes.flatMap((index) => parts[index] ?? []);
}

/** Shorter lists are gone through. */
const FEW = 8;

/** Answers that were given before: schemas that are asked about don't change any more. */
const known = new WeakMap<
  SchemaNode,
  { readonly parts: readonly SchemaNode[]; readonly minding: Minding | undefined }
>();

function indexed(parts: readonly SchemaNode[]): Minding {
  const byName = new Map<string, number[]>();
  const always: number[] = [];
  for (const [index, part] of parts.entries()) {
    const { names, any } = mindedBy(part);
    if (any) always.push(index);
    else {
      for (const name of names) {
        const list = byName.get(name);
        if (list === undefined) byName.set(name, [index]);
        else list.push(index);
      }
    }
  }
  return { byName, always };
}

/** By the schema itself and all others for the same object. */
function mindedBy(start: SchemaNode): Minded {
  const names = new Set<string>();
  const nodes = new Set([start]);
  for (const node of nodes) {
    if (nodes.size > MAX_PARTS || ANY.some((keyword) => node[keyword] !== undefined)) {
      return { names, any: true };
    }
    for (const name of node.properties?.keys() ?? []) names.add(name);
    for (const name of node.required ?? []) names.add(name);
    for (const name of node.dependentSchemas?.keys() ?? []) names.add(name);
    for (const [name, others] of node.dependentRequired ?? [])
      for (const each of [name, ...others]) names.add(each);
    for (const part of inPlaceSubschemas(node)) nodes.add(part);
  }
  return { names, any: false };
}

/** Of a schema that consists of more, any property may matter. */
const MAX_PARTS = 50;

/** Keywords that mind properties whatever their names. */
const ANY: readonly (keyof SchemaNode)[] = [
  ...keysAbout("object").filter(
    (key) => !["properties", "required", "dependentSchemas", "dependentRequired"].includes(key),
  ),
  ...(["const", "enum"] as const),
];
