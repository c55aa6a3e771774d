import type { SchemaNode } from "../../schema/schema-node.js";
import { appliedParts, layersOf } from "../in-place.js";
import type { Finding, Rule } from "../rule.js";

/** The keywords that only say something of values of one type. */
const IMPLIED: Readonly<Record<string, readonly (keyof SchemaNode)[]>> = {
  object: [
    "properties",
    "patternProperties",
    "additionalProperties",
    "required",
    "dependentRequired",
    "propertyNames",
    "unevaluatedProperties",
    "minProperties",
    "maxProperties",
  ],
  array: ["prefixItems", "items", "contains", "unevaluatedItems", "minItems", "maxItems", "uniqueItems"],
  string: ["minLength", "maxLength", "pattern"],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
};

/** A schema that surely means one type, and lets values of every other type pass. */
export const impliedType: Rule = {
  code: "implied-type",
  severity: "warning",
  *find({ schemas }): Generator<Finding> {
    const excused = excusedParts(schemas.map(({ node }) => node));
    for (const { node, document, pointer } of schemas) {
      if (excused.has(node) || hasType(node, new Set())) continue;
      const found = Object.entries(IMPLIED).flatMap(([type, keywords]) => {
        const present = keywords.find((keyword) => node[keyword] !== undefined);
        return present === undefined ? [] : [{ type, present }];
      });
      if (found.length === 0) continue;
      const types = found.map(({ type }) => type);
      const written = types.length === 1 ? JSON.stringify(types[0]) : JSON.stringify(types);
      yield {
        document,
        pointer,
        message: `the schema has no \`type\`: \`${found[0]?.present}\` only applies to ${aOrAn(types[0] ?? "")}, so every other value passes and the generated type must allow it`,
        remedy: `add \`"type": ${written}\``,
      };
    }
  },
};

/** The parts that describe a value without giving its type, and the schemas that they refer to. */
function excusedParts(nodes: readonly SchemaNode[]): ReadonlySet<SchemaNode> {
  const excused = new Set<SchemaNode>();
  for (const node of nodes) {
    for (const part of [node.not, node.if, node.then, node.else]) if (part !== undefined) excused.add(part);
    for (const part of node.dependentSchemas?.values() ?? []) excused.add(part);
    if (![...layersOf(node)].some(tellsType)) continue;
    for (const part of appliedParts(node)) excused.add(part);
  }
  // What is added while a set is walked is walked too.
  for (const node of excused) for (const part of appliedParts(node)) excused.add(part);
  return excused;
}

/** Whether the types of a value are given, here or in the parts that apply to it. */
function hasType(node: SchemaNode, open: Set<SchemaNode>): boolean {
  if (open.has(node)) return false;
  open.add(node);
  return [...layersOf(node)].some(
    (layer) =>
      tellsType(layer) ||
      [layer.anyOf, layer.oneOf].some((all) => all?.every((branch) => hasType(branch, open))),
  );
}

function tellsType(node: SchemaNode): boolean {
  return [node.type, node.enum, node.const, node.boolean, node.tsType].some((told) => told !== undefined);
}

function aOrAn(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
