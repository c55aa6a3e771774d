import { typeOf } from "../../defaults/json-types.js";
import { pointerTo } from "../../schema/json.js";
import type { JsonType } from "../../schema/schema-node.js";
import type { Finding, Rule } from "../rule.js";

/** A value of an `enum` that the `type` beside it excludes. */
export const enumOutsideType: Rule = {
  code: "enum-outside-type",
  severity: "warning",
  *find({ schemas }): Generator<Finding> {
    for (const { node, document, pointer } of schemas) {
      const { type, enum: values } = node;
      if (type === undefined || values === undefined) continue;
      const index = values.findIndex((value) => {
        const own: JsonType = typeOf(value);
        return !type.includes(own) && !(type.includes("integer") && Number.isInteger(value));
      });
      if (index === -1) continue;
      yield {
        document,
        pointer: pointerTo(pointerTo(pointer, "enum"), index),
        message: `the value ${JSON.stringify(values[index])} in \`enum\` is not of the \`type\` ${type.join(" or ")}, so it is never valid`,
        remedy: "add its type to `type`, or remove the value",
      };
    }
  },
};
