import type { SchemaNode } from "../schema/schema-node.js";
import { conjunction } from "../schema/subschemas.js";

/** The properties that the node declares whatever the value is, each with all the schemas that describe it. */
export function declaredProperties(root: SchemaNode): ReadonlyMap<string, readonly SchemaNode[]> {
  const found = new Map<string, SchemaNode[]>();
  for (const layer of conjunction(root)) {
    for (const [name, node] of layer.properties ?? []) found.set(name, [...(found.get(name) ?? []), node]);
  }
  return found;
}
