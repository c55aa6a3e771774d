import { possibleTypes, type ValueType } from "../../defaults/json-types.js";
import type { BuiltInReducer } from "../../model/model.js";
import { pointerTo } from "../../schema/json.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { conjunction } from "../../schema/subschemas.js";
import type { Finding, Rule } from "../rule.js";

/** What values a built-in reducer can fold; `replace` takes all. */
const FOLDS: Readonly<Record<Exclude<BuiltInReducer, "replace">, readonly ValueType[]>> = {
  append: ["array"],
  union: ["array"],
  messages: ["array"],
  merge: ["object"],
  add: ["number"],
  min: ["number", "string"],
  max: ["number", "string"],
};

/** A built-in reducer on a field whose values it can't fold. */
export const reducerMisfit: Rule = {
  code: "reducer-misfit",
  severity: "warning",
  *find({ contracts }): Generator<Finding> {
    for (const { fields } of contracts) {
      for (const [name, nodes] of fields) {
        const layer = nodes
          .flatMap((node) => [...conjunction(node)])
          .find(({ reducer }) => reducer !== undefined);
        const reducer = layer?.reducer ?? "replace";
        if (layer === undefined || !isFolding(reducer)) continue;
        const wrong = typesOf(nodes).filter((type) => !FOLDS[reducer].includes(type));
        if (wrong.length === 0) continue;
        const { document, pointer } = layer.origin;
        yield {
          document,
          pointer: pointerTo(pointer, "x-reducer"),
          message: `the reducer \`${reducer}\` folds ${FOLDS[reducer].join(" or ")} values, but the field ${JSON.stringify(name)} may be ${wrong.join(" or ")}`,
          remedy: `change the type of the field to ${FOLDS[reducer].join(" or ")}, or use another reducer`,
        };
      }
    }
  },
};

function isFolding(reducer: string): reducer is keyof typeof FOLDS {
  return Object.hasOwn(FOLDS, reducer);
}

/** The types that a field's values can have; none where it doesn't say, which is another rule's concern. */
function typesOf(nodes: readonly SchemaNode[]): readonly ValueType[] {
  const [first, ...others] = nodes.map(possibleTypes);
  if (first === undefined) return [];
  const types = [...first].filter((type) => others.every((other) => other.has(type)));
  return types.length === 6 ? [] : types;
}
