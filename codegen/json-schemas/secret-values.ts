import type { JsonValue } from "../schema/json.js";
import { nodesIn } from "../schema/nodes-in.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { isSecret } from "../schema/secrets.js";

/**
 * Whether a value that a schema quotes (a default, an example) may show a secret: the schema is one, or it has one inside and the value
 * is more than an empty structure or a scalar.
 */
export function showsSecret(node: SchemaNode, value: JsonValue): boolean {
  if (isSecret(node)) return true;
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return false;
  return hasSecretInside(node);
}

const known = new WeakMap<SchemaNode, boolean>();

function hasSecretInside(node: SchemaNode): boolean {
  let answer = known.get(node);
  if (answer === undefined) {
    const reached = new Set([node]);
    for (const each of reached) for (const child of nodesIn(each)) reached.add(child);
    answer = [...reached].some((each) => each.writeOnly === true);
    known.set(node, answer);
  }
  return answer;
}
