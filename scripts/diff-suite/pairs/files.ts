import type { JsonObject } from "../../../codegen/schema/json.js";
import type { ContractPair } from "../pair.js";

const text = { type: "string" };
const whole = { type: "integer" };
const object = (properties: object, more: object = {}): JsonObject => ({
  type: "object",
  properties: properties as JsonObject,
  ...more,
});
const state = object({ x: text });
const DRAFT_04 = "http://json-schema.org/draft-04/schema#";
const DRAFT_07 = "http://json-schema.org/draft-07/schema#";
const DRAFT_2019 = "https://json-schema.org/draft/2019-09/schema";

/** A context that refers to another file, before and after. */
const shared = (
  name: string,
  ref: readonly [old: string, now: string],
  old: object,
  now: object,
  breaks: readonly string[],
): ContractPair => ({
  name,
  old: { state, context: object({ u: { $ref: ref[0] } }), "shared/user": old },
  new: { state, context: object({ u: { $ref: ref[1] } }), "shared/user": now },
  breaks,
});
const USER = "shared/user.schema.json";
const both = (ref: string) => [ref, ref] as const;

/** References across files, and from one dialect to another. */
export const filePairs: readonly ContractPair[] = [
  shared(
    "another file is narrowed",
    both(USER),
    object({ a: text }),
    object({ a: { ...text, maxLength: 3 } }),
    ["context-narrowed"],
  ),
  shared("another file is widened", both(USER), object({ a: whole }), object({ a: { type: "number" } }), []),
  shared(
    "a definition of another file is narrowed",
    both(`${USER}#/$defs/User`),
    { $defs: { User: { enum: ["a", "b"] } } },
    { $defs: { User: { enum: ["a"] } } },
    ["context-narrowed"],
  ),
  shared(
    "a definition that is not used is narrowed",
    both(`${USER}#/$defs/User`),
    { $defs: { User: text, Other: text } },
    { $defs: { User: text, Other: whole } },
    [],
  ),
  shared(
    "a definition moves",
    [`${USER}#/$defs/User`, `${USER}#/$defs/Person`],
    { $defs: { User: text } },
    { $defs: { Person: text } },
    [],
  ),
  shared(
    "a file with an $id is narrowed",
    both("https://example.com/user"),
    { $id: "https://example.com/user", ...text },
    { $id: "https://example.com/user", type: "string", minLength: 1 },
    ["context-narrowed"],
  ),
  shared(
    "an anchor in another file is narrowed",
    both(`${USER}#it`),
    { $defs: { U: { $anchor: "it", ...text } } },
    { $defs: { U: { $anchor: "it", type: "string", pattern: "^a" } } },
    ["context-narrowed"],
  ),
  shared(
    "a file of draft-04 excludes its bound",
    both(USER),
    { $schema: DRAFT_04, type: "number", minimum: 0 },
    { $schema: DRAFT_04, type: "number", minimum: 0, exclusiveMinimum: true },
    ["context-narrowed"],
  ),
  shared(
    "a file goes from draft-04 to the newest dialect",
    both(USER),
    { $schema: DRAFT_04, type: "number", minimum: 0, exclusiveMinimum: true },
    { type: "number", exclusiveMinimum: 0 },
    [],
  ),
  shared(
    "a file goes from draft-07 to 2019-09, and what stands beside a reference counts",
    both(USER),
    {
      $schema: DRAFT_07,
      definitions: { a: text },
      properties: { a: { $ref: "#/definitions/a", maxLength: 3 } },
    },
    {
      $schema: DRAFT_2019,
      definitions: { a: text },
      properties: { a: { $ref: "#/definitions/a", maxLength: 3 } },
    },
    ["context-narrowed"],
  ),
  shared(
    "a tuple goes from draft-07 to the newest dialect",
    both(USER),
    { $schema: DRAFT_07, type: "array", items: [text], additionalItems: false },
    { type: "array", prefixItems: [text], items: false },
    [],
  ),
  shared(
    "a tuple loses its meaning in the newest dialect",
    both(USER),
    { $schema: DRAFT_07, type: "array", items: text, additionalItems: false },
    { type: "array", items: text },
    [],
  ),
  shared(
    "a tree that others extend is narrowed",
    both(USER),
    {
      $schema: DRAFT_2019,
      $recursiveAnchor: true,
      ...object({ n: { type: "number" }, next: { $recursiveRef: "#" } }),
    },
    { $schema: DRAFT_2019, $recursiveAnchor: true, ...object({ n: whole, next: { $recursiveRef: "#" } }) },
    ["context-narrowed"],
  ),
  shared(
    "a dynamic tree stays",
    both(USER),
    { $dynamicAnchor: "node", ...object({ n: whole, next: { $dynamicRef: "#node" } }) },
    object({ n: whole, next: { $ref: "#" } }),
    [],
  ),
  shared(
    "a default in another file changes",
    both(USER),
    object({ a: { type: "string", default: "x" } }),
    object({ a: { type: "string", default: "y" } }),
    ["default-changed"],
  ),
  shared(
    "a file requires what it has a default for",
    both(USER),
    object({ a: text }),
    object({ a: text, b: { type: "integer", default: 1 } }, { required: ["b"], additionalProperties: true }),
    ["context-narrowed"],
  ),
];
