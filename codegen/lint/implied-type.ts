import type { SchemaNode } from "../schema-node.js";
import { layersOf, schemasOfParts } from "./in-place.js";
import type { Finding, Rule } from "./rule.js";

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
  *find({ library, schemas }): Generator<Finding> {
    const values = new Set(schemas.flatMap(({ node }) => schemasOfParts(node)));
    for (const { root, defs } of library.documents.values())
      for (const node of [root, ...defs.values()]) values.add(node);
    const parts = new Set(schemas.flatMap(({ node }) => conditionsOf(node)));
    for (const { node, document, pointer } of schemas) {
      // A branch says something of a value that the schema around it describes.
      if (!values.has(node) || parts.has(node) || hasType(node, new Set())) continue;
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
        message: `the schema has no \`type\`: \`${found[0]?.present}\` only counts for ${aOrAn(types[0] ?? "")}, every other value passes, and the generated type has to allow it`,
        remedy: `add \`"type": ${written}\``,
      };
    }
  },
};

function conditionsOf({
  refs = [],
  allOf = [],
  anyOf = [],
  oneOf = [],
  ...node
}: SchemaNode): readonly SchemaNode[] {
  const single = [node.not, node.if, node.then, node.else].filter((part) => part !== undefined);
  return [...refs, ...allOf, ...anyOf, ...oneOf, ...single, ...(node.dependentSchemas?.values() ?? [])];
}

/** Whether the types that a value may have are told, here or in the parts that apply to it. */
function hasType(node: SchemaNode, open: Set<SchemaNode>): boolean {
  if (open.has(node)) return false;
  open.add(node);
  return [...layersOf(node)].some(
    (layer) =>
      layer.type !== undefined ||
      layer.enum !== undefined ||
      layer.const !== undefined ||
      layer.boolean !== undefined ||
      layer.tsType !== undefined ||
      [layer.anyOf, layer.oneOf].some((all) => all?.every((branch) => hasType(branch, open))),
  );
}

function aOrAn(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
