import { equal } from "../../../src/schema/validation/equal.js";
import type { BuiltInReducer } from "../../model/model.js";
import { isJsonObject, type JsonSchema } from "../../schema/json.js";

/** A reducer of a program. */
export type Reducer = (left: unknown, right: unknown) => unknown;

/** A fold that tells reducers apart: what is there, an update, and what each built-in reducer makes of them. */
type Probe = readonly [left: unknown, right: unknown, expected: Partial<Record<BuiltInReducer, unknown>>];

/**
 * Which built-in reducer does the same as a function, by what it makes of values; undefined where none does. However a program spells it
 * (`a.concat(b)`, `[...(a ?? []), ...b]`), what counts is what it does.
 *
 * @param schema - The field's schema: only values of its types are tried.
 */
export function recogniseReducer(reducer: Reducer, schema: JsonSchema): BuiltInReducer | undefined {
  if (/^(?:messagesStateReducer|addMessages|messagesReducer)$/.test(reducer.name) && folds(reducer))
    return "messages";
  const types = typesOf(schema, isJsonObject(schema) ? schema.$defs : undefined);
  const probes = Object.entries(PROBES).flatMap(([type, some]) => (types.has(type) ? some : []));
  return REDUCERS.find((name) => {
    const own = probes.filter(([, , expected]) => name in expected);
    // A reducer of arrays says nothing about a field that may also be a number.
    if (own.length === 0 || own.length < probes.length) return false;
    return own.every(([left, right, expected]) => gives(reducer, left, right, expected[name]));
  });
}

const REDUCERS = ["replace", "append", "union", "add", "merge", "max", "min"] as const;

/** Objects are told apart from their copies, so that a reducer that changes what it is given can be tried again. */
const PROBES: Readonly<Record<string, readonly Probe[]>> = {
  array: [
    [["a", "b"], ["b", "c"], { replace: ["b", "c"], append: ["a", "b", "b", "c"], union: ["a", "b", "c"] }],
    [["a"], [], { replace: [], append: ["a"], union: ["a"] }],
    [[], ["a"], { replace: ["a"], append: ["a"], union: ["a"] }],
    [[], ["a", "a"], { replace: ["a", "a"], append: ["a", "a"], union: ["a"] }],
    [
      [{ id: "a", n: 1 }],
      [{ id: "a", n: 2 }],
      all(
        [{ id: "a", n: 2 }],
        [
          { id: "a", n: 1 },
          { id: "a", n: 2 },
        ],
      ),
    ],
  ],
  number: [
    [2, 3, { replace: 3, add: 5, max: 3, min: 2 }],
    [3, 2, { replace: 2, add: 5, max: 3, min: 2 }],
    [7, 0, { replace: 0, add: 7, max: 7, min: 0 }],
    [1, -4, { replace: -4, add: -3, max: 1, min: -4 }],
  ],
  string: [
    ["a", "b", { replace: "b", max: "b", min: "a" }],
    ["b", "a", { replace: "a", max: "b", min: "a" }],
    ["b", "", { replace: "", max: "b", min: "" }],
  ],
  boolean: [
    [true, false, { replace: false }],
    [false, true, { replace: true }],
    [true, true, { replace: true }],
  ],
  object: [
    [
      { a: 1, b: 2 },
      { b: 3, c: 4 },
      { replace: { b: 3, c: 4 }, merge: { a: 1, b: 3, c: 4 } },
    ],
    [{ a: { x: 1 } }, { a: { y: 2 } }, { replace: { a: { y: 2 } }, merge: { a: { y: 2 } } }],
    [{ a: 1 }, {}, { replace: {}, merge: { a: 1 } }],
  ],
  null: [["a", null, { replace: null }]],
};

function all(replaced: unknown, appended: unknown): Probe[2] {
  return { replace: replaced, append: appended, union: appended };
}

function gives(reducer: Reducer, left: unknown, right: unknown, expected: unknown): boolean {
  try {
    return equal(reducer(structuredClone(left), structuredClone(right)), expected);
  } catch {
    return false;
  }
}

/** Whether a function of that name does what LangGraph's own does: it keeps messages, and replaces those with the same id. */
function folds(reducer: Reducer): boolean {
  try {
    const message = { type: "human", role: "user", content: "a", id: "1" };
    const folded = reducer([message], [{ ...message, content: "b" }]);
    return Array.isArray(folded) && folded.length === 1;
  } catch {
    return false;
  }
}

/** The types of the values that a schema has; all of them where it doesn't say. */
function typesOf(schema: unknown, definitions: unknown): ReadonlySet<string> {
  const every = new Set(Object.keys(PROBES));
  if (!isJsonObject(schema)) return every;
  const { type, enum: values, anyOf, $ref } = schema;
  if (typeof $ref === "string" && isJsonObject(definitions)) {
    return typesOf(definitions[$ref.replace("#/$defs/", "")], definitions);
  }
  const alternatives = anyOf ?? schema.oneOf;
  if (Array.isArray(alternatives))
    return new Set(alternatives.flatMap((each) => [...typesOf(each, definitions)]));
  if (Array.isArray(values)) return new Set(values.map(typeOf));
  if ("const" in schema) return new Set([typeOf(schema.const)]);
  if (Array.isArray(type)) return new Set(type.map(plain));
  return typeof type === "string" ? new Set([plain(type)]) : every;
}

function plain(type: unknown): string {
  return type === "integer" ? "number" : String(type);
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
