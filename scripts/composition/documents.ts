import type { JsonObject, JsonValue } from "../../codegen/schema/json.js";

/** What each property of the parts may hold, fitting or not; `undefined`: it is absent. */
const CHOICES: Readonly<Record<string, readonly (JsonValue | undefined)[]>> = {
  a: [undefined, "x", "z", 1, null],
  b: [undefined, 1, "s"],
  c: [undefined, true, 0],
  kind: [undefined, "x", "y"],
};

/** Values of other kinds, and objects with properties that no part names. */
const OTHERS: readonly JsonValue[] = [
  ...[null, true, 1, 1.5, "x", "z"],
  ...[[], ["x"], ["x", 1], ["x", "y"], [1, "x"], ["x", 1, "y"], [{}]],
  ...[{ "x-1": 1 }, { a: "x", "x-1": 1 }, { a: "x", "x-1": "s" }, { other: null }, { a: "x", other: 1 }],
  ...[{ kids: [] }, { a: "x", kids: [{ kids: [{ a: "x" }] }] }, { kids: [{ a: 1 }] }],
];

/** The documents that every composition is tried on. */
export const DOCUMENTS: readonly JsonValue[] = withInner([...objects(Object.entries(CHOICES)), ...OTHERS]);

function objects([choice, ...others]: readonly (readonly [
  string,
  readonly (JsonValue | undefined)[],
])[]): JsonObject[] {
  if (choice === undefined) return [{}];
  const [name, values] = choice;
  const rest = objects(others);
  return values.flatMap((value) =>
    rest.map((object) => (value === undefined ? object : { [name]: value, ...object })),
  );
}

/** The documents, and some of them inside objects. */
function withInner(documents: readonly JsonValue[]): JsonValue[] {
  const some = documents.filter((_, index) => index % 11 === 0);
  return [
    ...documents,
    ...some.flatMap((inner): JsonValue[] => [{ inner }, { inner, more: inner, other: 1 }]),
  ];
}
