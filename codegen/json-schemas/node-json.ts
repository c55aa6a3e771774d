import type { SchemaNode } from "../schema/schema-node.js";
import { showsSecret } from "../schema/secrets.js";
import { copyNested, put } from "./copy.js";
import { type Code, type Printable, verbatim } from "./print-document.js";

/**
 * A schema node as JSON Schema 2020-12.
 *
 * @param refTo - What `$ref` says of the target of a reference.
 * @param partAt - What gives a schema inside, for one that is printed elsewhere.
 */
export function nodeJson(
  node: SchemaNode,
  refTo: (target: SchemaNode) => Code | string,
  partAt: (node: SchemaNode, depth: number) => Printable | undefined,
): Printable {
  if (node.boolean !== undefined) return node.boolean;
  return copyNested<{ node: SchemaNode; depth: number }>({ node, depth: 0 }, (each, draft, later) => {
    const depth = each.depth + 1;
    const inner: Inner = (child) => child.boolean ?? partAt(child, depth) ?? later({ node: child, depth });
    writeKeywords(each.node, refTo, inner, (keyword, value) => {
      if (value !== undefined) put(draft, keyword, value);
    });
  });
}

/** Gives the JSON of a schema inside another. */
type Inner = (child: SchemaNode) => Printable;

function writeKeywords(
  node: SchemaNode,
  refTo: (target: SchemaNode) => Code | string,
  inner: Inner,
  write: (keyword: string, value: Printable | undefined) => void,
): void {
  const one = (child: SchemaNode | undefined) => child && inner(child);
  const list = (children: readonly SchemaNode[] | undefined) => children?.map(inner);
  const map = (children: ReadonlyMap<string, SchemaNode> | undefined) =>
    children && Object.fromEntries([...children].map(([name, child]) => [name, inner(child)]));

  write("title", node.title);
  write("description", node.description);
  if (node.default !== undefined && !showsSecret(node, node.default.value))
    write("default", verbatim(node.default.value));
  if (node.examples !== undefined && !showsSecret(node, node.examples))
    write("examples", verbatim(node.examples));
  for (const keyword of ["deprecated", "readOnly", "writeOnly"] as const) write(keyword, node[keyword]);
  // What LangGraph's own tools look for, to show a conversation as such.
  if (node.reducer === "messages") write("langgraph_type", "messages");

  const [first, ...more] = node.refs ?? [];
  write("$ref", first && refTo(first));
  write("type", node.type?.length === 1 ? node.type[0] : node.type);
  write("enum", node.enum && verbatim(node.enum));
  write("const", node.const && verbatim(node.const.value));
  for (const keyword of PLAIN) write(keyword, node[keyword]);
  write("dependentRequired", node.dependentRequired && Object.fromEntries(node.dependentRequired));
  write("properties", map(node.properties));
  write("patternProperties", map(node.patternProperties));
  write("additionalProperties", one(node.additionalProperties));
  write("propertyNames", one(node.propertyNames));
  write("unevaluatedProperties", one(node.unevaluatedProperties));
  write("dependentSchemas", map(node.dependentSchemas));
  write("prefixItems", list(node.prefixItems));
  write("items", one(node.items));
  write("contains", one(node.contains));
  write("unevaluatedItems", one(node.unevaluatedItems));
  const others = more.map((target) => ({ $ref: refTo(target) }));
  const allOf = [...others, ...(list(node.allOf) ?? [])];
  write("allOf", allOf.length === 0 ? undefined : allOf);
  for (const keyword of ["anyOf", "oneOf"] as const) write(keyword, list(node[keyword]));
  for (const keyword of ["not", "if", "then", "else"] as const) write(keyword, one(node[keyword]));
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
