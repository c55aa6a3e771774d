import type { JsonSchema, JsonValue } from "../json.js";
import type { SchemaNode } from "../schema-node.js";
import { copyNested, put } from "./copy.js";
import { showsSecret } from "./secret-values.js";

/**
 * A schema node as JSON Schema 2020-12.
 *
 * @param refTo - What `$ref` says of the target of a reference.
 */
export function nodeJson(node: SchemaNode, refTo: (target: SchemaNode) => string): JsonSchema {
  if (node.boolean !== undefined) return node.boolean;
  return copyNested<SchemaNode>(node, (each, draft, later) => {
    const inner: Inner = (child) => child.boolean ?? later(child);
    for (const [keyword, value] of keywordsOf(each, refTo, inner)) {
      if (value !== undefined) put(draft, keyword, value);
    }
  });
}

/** Gives the JSON of a schema inside another. */
type Inner = (child: SchemaNode) => JsonSchema;

function keywordsOf(
  node: SchemaNode,
  refTo: (target: SchemaNode) => string,
  inner: Inner,
): [string, JsonValue | undefined][] {
  const entries: [string, JsonValue | undefined][] = [];
  const one = (child: SchemaNode | undefined) => (child === undefined ? undefined : inner(child));
  const list = (children: readonly SchemaNode[] | undefined) => children?.map(inner);
  const map = (children: ReadonlyMap<string, SchemaNode> | undefined) =>
    children && Object.fromEntries([...children].map(([name, child]) => [name, inner(child)]));

  for (const keyword of ["title", "description"] as const) entries.push([keyword, node[keyword]]);
  if (node.default !== undefined && !showsSecret(node, node.default.value))
    entries.push(["default", node.default.value]);
  if (node.examples !== undefined && !showsSecret(node, node.examples))
    entries.push(["examples", node.examples]);
  for (const keyword of ["deprecated", "readOnly", "writeOnly"] as const)
    entries.push([keyword, node[keyword]]);
  // What LangGraph's own tools look for, to show a conversation as such.
  if (node.reducer === "messages") entries.push(["langgraph_type", "messages"]);

  const [first, ...more] = node.refs ?? [];
  entries.push(["$ref", first && refTo(first)]);
  entries.push(["type", node.type?.length === 1 ? node.type[0] : node.type]);
  entries.push(["enum", node.enum], ["const", node.const?.value]);
  for (const keyword of PLAIN) entries.push([keyword, node[keyword]]);
  entries.push(
    ["dependentRequired", node.dependentRequired && Object.fromEntries(node.dependentRequired)],
    ["properties", map(node.properties)],
    ["patternProperties", map(node.patternProperties)],
    ["additionalProperties", one(node.additionalProperties)],
    ["propertyNames", one(node.propertyNames)],
    ["unevaluatedProperties", one(node.unevaluatedProperties)],
    ["dependentSchemas", map(node.dependentSchemas)],
    ["prefixItems", list(node.prefixItems)],
    ["items", one(node.items)],
    ["contains", one(node.contains)],
    ["unevaluatedItems", one(node.unevaluatedItems)],
  );
  const others = more.map((target) => ({ $ref: refTo(target) }));
  const allOf = [...others, ...(list(node.allOf) ?? [])];
  entries.push(["allOf", allOf.length === 0 ? undefined : allOf]);
  for (const keyword of ["anyOf", "oneOf"] as const) entries.push([keyword, list(node[keyword])]);
  for (const keyword of ["not", "if", "then", "else"] as const) entries.push([keyword, one(node[keyword])]);
  return entries;
}

const PLAIN = [
  "multipleOf",
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minContains",
  "maxContains",
  "minProperties",
  "maxProperties",
  "required",
] as const satisfies readonly (keyof SchemaNode)[];
