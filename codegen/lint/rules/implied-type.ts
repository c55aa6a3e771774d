import { keysAbout } from "../../schema/keyword.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import {
  conjunction,
  inPlaceSubschemas,
  reachableNodes,
  subschemaKeys,
  subschemasAt,
} from "../../schema/subschemas.js";
import type { Finding, Rule } from "../rule.js";

/** The keywords that say something of values of one type only. `dependentSchemas` does so on a condition. */
const IMPLIED = (["object", "array", "string", "number"] as const).map(
  (type) => [type, keysAbout(type).filter((key) => key !== "dependentSchemas")] as const,
);

/** A schema that surely means one type, and lets values of every other type pass. */
export const impliedType: Rule = {
  code: "implied-type",
  severity: "warning",
  *find({ schemas }): Generator<Finding> {
    const excused = excusedParts(schemas.map(({ node }) => node));
    for (const { node, document, pointer } of schemas) {
      if (excused.has(node) || hasType(node, new Set())) continue;
      const found = IMPLIED.flatMap(([type, keywords]) => {
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

const conditionalParts = subschemasAt(
  subschemaKeys("value as condition", "value on condition", "value negated"),
);

/** The parts that describe a value without giving its type, and the schemas that they refer to. */
function excusedParts(nodes: readonly SchemaNode[]): ReadonlySet<SchemaNode> {
  const excused = new Set<SchemaNode>();
  for (const node of nodes) {
    const isTyped = [...conjunction(node)].some(tellsType);
    for (const part of isTyped ? inPlaceSubschemas(node) : conditionalParts(node)) excused.add(part);
  }
  return reachableNodes(excused, inPlaceSubschemas);
}

/** Whether the types of a value are given, here or in the parts that apply to it. */
function hasType(node: SchemaNode, open: Set<SchemaNode>): boolean {
  if (open.has(node)) return false;
  open.add(node);
  return [...conjunction(node)].some(
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
