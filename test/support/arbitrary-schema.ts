import fc from "fast-check";
import type { JsonObject, JsonSchema, JsonValue } from "../../codegen/schema/json.js";

/*
 * Names that every object inherits (`toString`) are left out: under an index signature TypeScript takes a literal's property
 * of such a name for the inherited one, whatever the types are.
 */
const NAMES = ["a", "b", "c", "x-a", "x-b", "__proto__", "a b", ""];
const name = fc.oneof({ weight: 4, arbitrary: fc.constantFrom("a", "b", "c") }, fc.constantFrom(...NAMES));
const PATTERNS = ["^x-", "^x-[a-z]$", "b$", "^a", "a", "^x-a$|^b", "^[a-c]$"];
const TYPES = ["null", "boolean", "object", "array", "number", "integer", "string"];

const scalar = fc.constantFrom<JsonValue>(null, true, false, 0, 1, 2, 1.5, -1, "", "a", "b", "x");

/** Small JSON values whose keys and scalars schemas are likely to ask for. */
export const arbitraryValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    objectOf(tie("value"), 3),
  ),
})).value;

function objectOf<T extends JsonValue>(
  value: fc.Arbitrary<T>,
  maxLength: number,
  minLength = 0,
): fc.Arbitrary<JsonObject> {
  return fc
    .uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, minLength, maxLength })
    .map((entries) => {
      const object: Record<string, JsonValue> = {};
      for (const [key, member] of entries) {
        // An assignment to `__proto__` would not make a property.
        Object.defineProperty(object, key, {
          value: member,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      return object;
    });
}

/** A property with a default, which mostly fits. */
function withDefault(schema: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  const properties = objectOf(schema, 2, 1);
  return fc.oneof(
    fc.constantFrom<JsonValue>("a", "b", "x").map((value) => ({ default: value })),
    fc.constantFrom<JsonValue>(0, 1, 2).map((value) => ({ type: "integer", default: value })),
    fc.constantFrom<JsonValue>("a", "b").map((value) => ({ enum: ["a", "b", 1], default: value })),
    fc
      .tuple(properties, objectOf(scalar, 1))
      .map(([some, value]): JsonSchema => ({ type: "object", properties: some, default: value })),
    schema.map((items): JsonSchema => ({ type: "array", items, default: [{}] })),
    fc
      .tuple(schema, arbitraryValue)
      .map(([some, value]) => (typeof some === "object" ? { ...some, default: value } : some)),
  );
}

/** Whatever the keywords of a schema, one to four of them at once. */
const nodeOf = (hasDefaults: boolean) =>
  fc.letrec<{ schema: JsonSchema }>((tie) => {
    const schema = tie("schema");
    const property = hasDefaults
      ? fc.oneof({ weight: 3, arbitrary: withDefault(schema) }, { weight: 2, arbitrary: schema })
      : schema;
    const some = fc.array(schema, { minLength: 1, maxLength: 3 });
    const keyword = (key: string, value: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonObject> =>
      value.map((given) => ({ [key]: given }));
    const keywords = fc.oneof(
      {
        weight: 4,
        arbitrary: keyword("type", fc.oneof(fc.constantFrom("object", "array"), fc.constantFrom(...TYPES))),
      },
      { weight: 4, arbitrary: keyword("properties", objectOf(property, 3, 1)) },
      { weight: 2, arbitrary: keyword("required", fc.uniqueArray(name, { minLength: 1, maxLength: 2 })) },
      { weight: 2, arbitrary: keyword("additionalProperties", fc.oneof(fc.constant(false), schema)) },
      keyword(
        "patternProperties",
        fc.tuple(fc.constantFrom(...PATTERNS), schema).map(([pattern, child]) => ({ [pattern]: child })),
      ),
      keyword("propertyNames", keyword("enum", fc.uniqueArray(name, { minLength: 1, maxLength: 3 }))),
      keyword("unevaluatedProperties", fc.oneof(fc.constant(false), schema)),
      keyword("dependentSchemas", objectOf(schema, 1, 1)),
      keyword("maxProperties", fc.nat(2)),
      keyword("prefixItems", some),
      keyword("items", fc.oneof(fc.constant(false), schema)),
      keyword("unevaluatedItems", fc.oneof(fc.constant(false), schema)),
      keyword("contains", schema),
      keyword("minItems", fc.nat(3)),
      keyword("maxItems", fc.nat(3)),
      { weight: 2, arbitrary: keyword("allOf", some) },
      { weight: 2, arbitrary: keyword("anyOf", some) },
      { weight: 2, arbitrary: keyword("oneOf", some) },
      keyword("not", schema),
      // biome-ignore lint/suspicious/noThenProperty: the keyword
      fc.record({ if: schema, then: schema, else: schema }, { requiredKeys: ["if"] }),
      { weight: 2, arbitrary: keyword("const", arbitraryValue) },
      keyword("enum", fc.array(arbitraryValue, { minLength: 1, maxLength: 3 })),
      { weight: 2, arbitrary: keyword("$ref", fc.constantFrom("#/$defs/A", "#/$defs/B")) },
    );
    return {
      schema: fc.oneof(
        { maxDepth: 3, depthSize: "small" },
        { weight: 1, arbitrary: fc.boolean() },
        { weight: 3, arbitrary: keyword("type", fc.constantFrom(...TYPES)) },
        {
          weight: 8,
          arbitrary: fc
            .array(keywords, { minLength: 1, maxLength: 4 })
            .map((parts): JsonObject => Object.assign({}, ...parts)),
        },
      ),
    };
  }).schema;

/** Schemas of all keywords that types depend on, with two definitions that anything may refer to. */
export const arbitrarySchema: fc.Arbitrary<JsonObject> = withDefinitions(nodeOf(false));

const nodeWithDefaults = nodeOf(true);

/** The same of objects, in which properties have defaults. */
export const arbitrarySchemaWithDefaults: fc.Arbitrary<JsonObject> = withDefinitions(
  fc
    .tuple(nodeWithDefaults, objectOf(withDefault(nodeWithDefaults), 3, 1))
    .map(([node, properties]) => ({ ...(typeof node === "object" ? node : {}), type: "object", properties })),
);

function withDefinitions(node: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(node, node, node)
    .map(([root, A, B]) => ({ ...(typeof root === "object" ? root : { allOf: [root] }), $defs: { A, B } }));
}
