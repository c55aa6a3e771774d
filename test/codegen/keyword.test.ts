import { validate as validate04 } from "@hyperjump/json-schema/draft-04";
import { validate as validate06 } from "@hyperjump/json-schema/draft-06";
import { validate as validate07 } from "@hyperjump/json-schema/draft-07";
import { validate as validate2019 } from "@hyperjump/json-schema/draft-2019-09";
import { validate as validate2020 } from "@hyperjump/json-schema/draft-2020-12";
import { describe, expect, it } from "vitest";
import { nodeJson } from "../../codegen/json-schemas/node-json.js";
import { loadSchema } from "../../codegen/load/load.js";
import { DIALECT_URIS } from "../../codegen/schema/dialect.js";
import { isJsonObject, type JsonValue } from "../../codegen/schema/json.js";
import { KEYWORDS, type Keyword, NODE_KEYWORDS, type Shape } from "../../codegen/schema/keyword.js";
import { schemasIn, wrongShape } from "../../codegen/schema/keyword-value.js";
import { metaSchemaAt } from "../../codegen/schema/meta-schema.js";
import type { Dialect } from "../../codegen/schema/schema-document.js";
import { subschemas } from "../../codegen/schema/subschemas.js";
import type { Contract } from "../../src/contract/contract.js";
import { mayNotFit } from "../../src/state/reducers/may-not-fit.js";
import { agentContext } from "../../src/tools/agent-context.js";

const VALIDATE = {
  "draft-04": validate04,
  "draft-06": validate06,
  "draft-07": validate07,
  "2019-09": validate2019,
  "2020-12": validate2020,
};

/** What the official meta-schema of a dialect says of a schema. */
async function isValid(dialect: Dialect, schema: JsonValue): Promise<boolean> {
  const accepts = await VALIDATE[dialect](DIALECT_URIS[dialect]);
  return accepts(schema as Parameters<typeof accepts>[0]).valid;
}

const DIALECTS = Object.keys(KEYWORDS) as Dialect[];

/** The keywords that a dialect's meta-schema describes, without those that it only mentions as dropped. */
function namesIn(uri: string): readonly string[] {
  const meta = metaSchemaAt(uri);
  if (!isJsonObject(meta)) throw new Error(`no meta-schema at ${uri}`);
  const own = isJsonObject(meta.properties) ? Object.entries(meta.properties) : [];
  const names = own.flatMap(([name, value]) =>
    isJsonObject(value) && value.deprecated === true ? [] : [name],
  );
  const parts = Array.isArray(meta.allOf) ? meta.allOf : [];
  const others = parts.flatMap((part) =>
    isJsonObject(part) && typeof part.$ref === "string" ? namesIn(new URL(part.$ref, uri).href) : [],
  );
  return [...names, ...others];
}

const FAULTY = { type: 3 };

/** What a keyword's children are, as the meta-schema judges values with and without a fault in them. */
async function shapeBy(dialect: Dialect, name: string): Promise<Shape | undefined> {
  const accepts = (value: JsonValue) => isValid(dialect, { [name]: value });
  const holds = async (right: JsonValue, wrong: JsonValue) =>
    (await accepts(right)) && !(await accepts(wrong));
  const inMap = await holds({ x: {} }, { x: FAULTY });
  const inList = await holds([{}], [FAULTY]);
  // A schema may have keywords that nobody knows, whatever their value.
  const single = (await accepts({ x: 3 })) && (await holds({}, FAULTY));
  if (inMap) return (await accepts({ x: ["a"] })) ? "schema or string list map" : "schema map";
  if (single) return inList ? "schema or schema list" : "schema";
  return inList ? "schema list" : undefined;
}

function holdsSchemas({ shape }: Keyword): boolean {
  return shape.startsWith("schema");
}

describe.each(DIALECTS)("the table of keywords, in %s,", (dialect) => {
  const known = KEYWORDS[dialect];
  const official = namesIn(DIALECT_URIS[dialect]);

  it("has every keyword of the meta-schema", () => {
    expect(official.filter((name) => !known.has(name))).toEqual([]);
    expect(official.length).toBeGreaterThan(30);
  });

  it("has no assertion, applicator or identifier that the meta-schema doesn't describe", () => {
    const others = [...known.values()].filter(
      ({ role, vocabulary }) =>
        role !== "annotation" && role !== "definitions" && vocabulary !== "graphwright",
    );
    // Newer dialects only mention `dependencies`; draft-04 left `$ref` to a standard of its own.
    const described = new Set([...official, "dependencies", ...(dialect === "draft-04" ? ["$ref"] : [])]);
    expect(others.map(({ name }) => name).filter((name) => !described.has(name))).toEqual([]);
  });

  it.each(official)("says of `%s` what children the meta-schema gives it", async (name) => {
    const keyword = known.get(name);
    const shape = await shapeBy(dialect, name);
    expect(keyword && holdsSchemas(keyword) ? keyword.shape : undefined).toBe(shape);
  });

  it("refuses no value of a keyword that the meta-schema takes", async () => {
    const values: readonly JsonValue[] = [
      ...[null, true, 0, 1, 1.5, -1, "", "string", {}, { a: {} }, { a: true }, { a: ["b"] }],
      ...[[], [1], ["string"], ["string", "string"], [{}]],
    ];
    for (const name of official) {
      const keyword = known.get(name);
      for (const value of values) {
        if (keyword === undefined || wrongShape(keyword, value) === undefined) continue;
        expect([name, value, await isValid(dialect, { maximum: 1, minimum: 1, [name]: value })]).toEqual([
          name,
          value,
          false,
        ]);
      }
    }
  });
});

describe("the table of keywords", () => {
  it("gives every keyword that holds schemas something that they apply to, but for definitions", () => {
    for (const keyword of DIALECTS.flatMap((dialect) => [...KEYWORDS[dialect].values()])) {
      const applies = holdsSchemas(keyword) && keyword.role !== "definitions";
      expect([keyword.name, keyword.target !== undefined]).toEqual([
        keyword.name,
        applies || keyword.role === "reference",
      ]);
    }
  });

  it.each(DIALECTS)("leads from a node to each schema in its keywords, in %s", (dialect) => {
    for (const keyword of KEYWORDS[dialect].values()) {
      if (keyword.target === undefined || keyword.target === "content" || !holdsSchemas(keyword)) continue;
      const value = valueWith(keyword, { title: "inside" });
      // What only means something beside another keyword gets that one.
      const beside = { if: {}, ...(keyword.name === "additionalItems" ? { items: [{}] } : {}) };
      const { root } = loadSchema({ $schema: DIALECT_URIS[dialect], ...beside, [keyword.name]: value });
      const titles = subschemas(root).map(({ title }) => title);
      expect([keyword.name, titles.includes("inside")]).toEqual([keyword.name, true]);
      expect([...schemasIn(keyword, value)].length).toBe(1);
    }
  });

  it("has no keyword that is lost where a node becomes a JSON Schema", () => {
    for (const keyword of NODE_KEYWORDS) {
      const { name, vocabulary } = keyword;
      if (keyword.role === "reference" || vocabulary === "graphwright") continue;
      const value = SAMPLES[keyword.shape] ?? valueWith(keyword, {});
      const { root } = loadSchema({ if: {}, contains: {}, [name]: value });
      const printed = nodeJson(root, String as never, () => undefined);
      expect(Object.keys(printed as object)).toContain(keyword.key);
    }
  });

  it("agrees with the runtime about what says nothing of the values that a field may hold", () => {
    for (const { name, role, vocabulary } of KEYWORDS["2020-12"].values()) {
      const jsonSchema = { properties: { field: { [name]: true } } };
      const contract = { name: "c", state: { jsonSchema } } as unknown as Contract;
      const may = mayNotFit(contract, "field", { reducer: "add", tracked: true });
      if (role === "annotation" && vocabulary === "meta-data") expect([name, may]).toEqual([name, false]);
      const isHarmless = role === "annotation" || name === "type" || role === "identifier";
      if (!isHarmless) expect([name, may]).toEqual([name, true]);
    }
  });

  it("agrees with the runtime about which schemas declare properties of the same context", () => {
    for (const keyword of KEYWORDS["2020-12"].values()) {
      if (keyword.target?.startsWith("value") !== true || !holdsSchemas(keyword)) continue;
      const jsonSchema = { [keyword.name]: valueWith(keyword, { properties: { inside: {} } }) };
      const contract = { name: "c", context: { jsonSchema } } as unknown as Contract;
      const isDeclared = Object.hasOwn(agentContext(contract)._zod.def.shape, "inside");
      // Nothing that `not` names is declared; nobody writes `dependencies` into a published schema.
      const isLeftOut = keyword.target === "value negated" || keyword.name === "dependencies";
      expect([keyword.name, isDeclared]).toEqual([keyword.name, !isLeftOut]);
    }
  });
});

const SAMPLES: Readonly<Partial<Record<Shape, JsonValue>>> = {
  "any value": 1,
  "value list": [1],
  boolean: true,
  number: 1,
  "positive number": 1,
  count: 1,
  string: "x",
  "string list": ["x"],
  "string list map": { x: ["y"] },
  type: "string",
};

function valueWith({ shape }: Keyword, schema: JsonValue): JsonValue {
  if (shape.endsWith("map")) return { x: schema };
  return shape === "schema list" ? [schema] : schema;
}
