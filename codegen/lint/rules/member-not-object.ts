import { possibleTypes } from "../../defaults/json-types.js";
import type { MemberKind } from "../../discover/member-kind.js";
import { objectShape } from "../../model/fields.js";
import type { Finding, Rule } from "../rule.js";

/** The members whose properties mean something to the graph. Events may be anything. */
const OBJECTS: ReadonlyMap<MemberKind, string> = new Map([
  ["context", "its properties are what `runtime.context` holds"],
  ["state", "its properties are the graph's fields"],
  ["input", "its properties are written to the state's fields"],
  ["output", "its properties are read from the state's fields"],
  ["store", "its properties are the namespaces"],
  ["interrupts", "its properties are the interrupts"],
  ["tools", "its properties are the tools"],
  ["sends", "its properties are the nodes that `Send` gives something to"],
]);

/** A member that must describe an object, and doesn't. */
export const memberNotObject: Rule = {
  code: "member-not-object",
  severity: "error",
  *find({ contracts }): Generator<Finding> {
    for (const { members } of contracts) {
      for (const [kind, node] of members) {
        const why = OBJECTS.get(kind);
        const types = possibleTypes(node);
        if (why === undefined || (types.size === 1 && types.has("object"))) continue;
        // A schema with properties but without a type is reported by `implied-type`.
        if (types.size === 6 && objectShape(node).properties.size > 0) continue;
        const { document, pointer } = node.origin;
        const told = types.size === 6 ? "any value" : [...types].join(" or ") || "nothing";
        yield {
          document,
          pointer,
          message: `the ${kind} member must be an object schema (${why}), but describes ${told}`,
          remedy: 'write `"type": "object"` and list the `properties`',
        };
      }
    }
  },
};
