import { describe, expect, it } from "vitest";
import type { JsonObject, JsonSchema } from "../../codegen/schema/json.js";
import { typeOf } from "../support/type-check.js";

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: "object",
  properties,
  ...more,
});
const closed = (properties: JsonObject, more: JsonObject = {}): JsonObject =>
  object(properties, { additionalProperties: false, ...more });

/** The declarations, without indentation that the test's own would add to. */
function expectType(schema: JsonSchema): ReturnType<typeof expect<string>> {
  return expect(typeOf(schema).trimEnd());
}

describe("values of an enum", () => {
  it("are described by what other tools call them", () => {
    expectType(
      closed({
        level: {
          enum: [0, 1],
          tsEnumNames: ["CALM", "ALARM"],
          "x-enum-descriptions": ["", "Wake somebody."],
        },
        same: { enum: ["low", "high"], "x-enum-varnames": ["LOW", "HIGH"] },
        short: { enum: ["a", "b"], tsEnumNames: ["First"] },
      }),
    ).toBe(`export interface Root {
  level?:
    /** CALM */
    | 0
    /** ALARM: Wake somebody. */
    | 1;
  same?: "low" | "high";
  short?: "a" | "b";
}`);
  });

  it("are all of their kind where there are more than a thousand", () => {
    const values = Array.from({ length: 1_001 }, (_, index) => `v${index}`);
    expectType({ enum: values.slice(1) }).toContain('| "v1000"');
    expectType({ enum: [...values, 1] }).toBe(
      "/** @remarks One of 1002 values. */\nexport type Root = string | 1;",
    );
  });
});

describe("bounds in comments", () => {
  it("are left out where the type says them", () => {
    expectType(
      closed({
        pair: { type: "array", items: { type: "string" }, minItems: 2, maxItems: 2 },
        some: { type: ["array", "null"], items: { type: "string" }, minItems: 1, maxItems: 9 },
        all: { enum: ["ab", "cd"], minLength: 2, maxLength: 3 },
        five: { const: 5, minimum: 3, exclusiveMaximum: 6 },
        none: { type: "object", additionalProperties: false, maxProperties: 0 },
        one: object({ a: {} }, { required: ["a"], minProperties: 1, maxProperties: 2 }),
      }),
    ).toBe(`export interface Root {
  pair?: [string, string];
  /** @maxItems 9 */
  some?: [string, ...string[]] | null;
  all?: "ab" | "cd";
  five?: 5;
  none?: { [key: string]: never };
  /** @maxProperties 2 */
  one?: { a: unknown; [key: string]: unknown };
}`);
  });

  it("stay where the type says less", () => {
    expectType(
      closed({
        long: { enum: ["a", "bcd"], minLength: 2 },
        number: { enum: [1, 2.5, "x"], maximum: 2, minLength: 1 },
        list: { type: "array", minItems: 9 },
        any: { minItems: 1 },
      }),
    ).toBe(`export interface Root {
  /** @minLength 2 */
  long?: "a" | "bcd";
  /** @maximum 2 */
  number?: 1 | 2.5 | "x";
  /** @minItems 9 */
  list?: unknown[];
  any?: string | number | boolean | [unknown, ...unknown[]] | { [key: string]: unknown } | null;
}`);
  });

  it("are cut where nobody would read them", () => {
    const pattern = `^(${"\u{1f600}".repeat(9_000)})$`;
    const type = typeOf(
      closed({
        text: { type: "string", pattern },
        map: { type: "object", patternProperties: { [pattern]: {} }, additionalProperties: false },
      }),
    );
    expect(type.length).toBeLessThan(500);
    expect(type).toMatch(/@pattern \^\(\u{1f600}+… \(18004 characters\)/u);
    expect(type).toContain("Keys match");
    expect(type.match(/\(18004 characters\)/g)).toHaveLength(2);
  });
});

describe("what is printed once", () => {
  const hooks = {
    type: "array",
    items: object({ matcher: { type: "string", description: "A matcher" } }),
  };
  const names = { propertyNames: { enum: ["a", "b", "c"] }, additionalProperties: hooks };

  it("is the type of all properties of which only the names are listed", () => {
    expectType({ type: "object", ...names }).toBe(`export type Root = {
  [Name in "a" | "b" | "c"]?: {
    /** A matcher */
    matcher?: string;
    [key: string]: unknown;
  }[];
};`);
  });

  it("is the type of the names that have no other", () => {
    expectType(object({ a: { type: "string" } }, { ...names, required: ["a"] })).toBe(`export type Root = {
  a: string;
} & {
  [Name in "b" | "c"]?: {
    /** A matcher */
    matcher?: string;
    [key: string]: unknown;
  }[];
};`);
  });

  it("is not a type that is as short as a list of its names", () => {
    expectType({
      ...names,
      type: "object",
      additionalProperties: { type: "string" },
    }).toBe(`export interface Root {
  a?: string;
  b?: string;
  c?: string;
}`);
  });

  it("is what a condition leaves as it is", () => {
    expectType(
      object(
        {
          country: { enum: ["US", "NL", "DE"] },
          name: { type: "string", description: "Who." },
          city: { type: "string" },
          postal: { type: "string" },
        },
        {
          required: ["name"],
          if: { properties: { country: { const: "US" } }, required: ["country"] },
          // biome-ignore lint/suspicious/noThenProperty: the keyword
          then: { required: ["postal"] },
        },
      ),
    ).toBe(`export type Root = {
  /** Who. */
  name: string;
  city?: string;
  [key: string]: unknown;
} & (
  | { country: "US"; postal: string }
  | { country?: "NL" | "DE"; postal?: string }
);`);
  });

  it("is what the alternatives of a property share, beside other types", () => {
    const shared = { id: { type: "string" }, at: { type: "string" } };
    expectType(
      closed({
        event: {
          anyOf: [
            { type: "null" },
            closed({ ...shared, kind: { const: "a" }, x: { type: "number", description: "X." } }),
            closed({ ...shared, kind: { const: "b" } }),
          ],
        },
      }),
    ).toBe(`export interface Root {
  event?: ({
    id?: string;
    at?: string;
  } & (
    | {
        kind?: "a";
        /** X. */
        x?: number;
      }
    | { kind?: "b" }
  )) | null;
}`);
  });
});

describe("objects", () => {
  it("are interfaces that say what is required, and that other properties may follow", () => {
    expectType(object({ name: { type: "string" }, age: { type: "integer" } }, { required: ["name"] })).toBe(
      `export interface Root {
  name: string;
  age?: number;
  [key: string]: unknown;
}`,
    );
  });

  it("that are closed have no index signature", () => {
    expectType(closed({ name: { type: "string" } })).toBe(`export interface Root {
  name?: string;
}`);
  });

  it("that are closed and have no properties can't have any", () => {
    expectType(closed({})).toBe(`export interface Root {
  [key: string]: never;
}`);
  });

  it("have an index signature that leaves room for the declared properties", () => {
    expectType(
      object(
        { name: { type: "string" }, age: { type: "integer" } },
        {
          required: ["name", "age"],
          additionalProperties: { type: "number" },
        },
      ),
    ).toBe(`export interface Root {
  name: string;
  age: number;
  [key: string]: number | string;
}`);
  });

  it("have undefined in it only where a declared property may be absent", () => {
    expectType(object({ age: { type: "integer" } }, { additionalProperties: { type: "number" } })).toBe(
      `export interface Root {
  age?: number;
  [key: string]: number | undefined;
}`,
    );
  });

  it("say which keys have a type where an expression fixes their beginning", () => {
    expectType({
      type: "object",
      patternProperties: { "^x-": { type: "string" } },
    }).toBe(`export interface Root {
  [key: \`x-\${string}\`]: string;
  [key: string]: unknown;
}`);
  });

  it("tell in words which keys there are where TypeScript has no type for them", () => {
    expectType({
      type: "object",
      patternProperties: { "^[0-9]+$": { type: "string" } },
      additionalProperties: false,
    }).toBe(`export interface Root {
  /** Keys match \`^[0-9]+$\`. */
  [key: string]: string;
}`);
  });

  it("list the keys that `propertyNames` lists", () => {
    expectType({
      type: "object",
      propertyNames: { enum: ["en", "de"] },
      additionalProperties: { type: "string" },
    }).toBe(`export interface Root {
  en?: string;
  de?: string;
}`);
  });

  it("name what is required without being declared", () => {
    expectType({ type: "object", required: ["id"], additionalProperties: { type: "number" } }).toBe(
      `export interface Root {
  id: number;
  [key: string]: number;
}`,
    );
  });

  it("are only one of the possibilities where a schema doesn't say its type", () => {
    expectType({ properties: { a: { type: "string" } } }).toBe(
      "export type Root = string | number | boolean | unknown[] | { a?: string; [key: string]: unknown } | null;",
    );
  });

  it("quote the names that need it", () => {
    expectType(closed({ class: true, "": true, "a b": true, 'a"\n\u2028': true, "1": true })).toBe(
      `export interface Root {
  "1"?: unknown;
  class?: unknown;
  ""?: unknown;
  "a b"?: unknown;
  "a\\"\\n\\u2028"?: unknown;
}`,
    );
  });
});

describe("values", () => {
  it("are literals where they are constants, objects and arrays too", () => {
    expectType({ enum: [6, "foo", [], true, { foo: 12 }, null, ["a", 1]] }).toBe(
      'export type Root = 6 | "foo" | [] | true | { foo: 12 } | ["a", 1] | null;',
    );
  });

  it("true and false are boolean", () => {
    expectType({ enum: [true, false, "unset"] }).toBe('export type Root = boolean | "unset";');
  });

  it("are left out of a list where the type excludes them", () => {
    expectType({ type: "integer", enum: [1, 1.5, "one"] }).toBe("export type Root = 1;");
  });

  it("are only of their kind where there are too many to read", () => {
    expectType({ enum: Array.from({ length: 50_000 }, (_, index) => `v${index}`) }).toBe(
      "/** @remarks One of 50000 values. */\nexport type Root = string;",
    );
  });

  it("keep the words about them where each is listed by itself", () => {
    expectType({
      oneOf: [
        { const: "low", description: "Can wait." },
        { const: "high", description: "Can't." },
      ],
    }).toBe(`export type Root =
  /** Can wait. */
  | "low"
  /** Can't. */
  | "high";`);
  });

  it("that are taken away by `not` are gone", () => {
    expectType({ enum: ["a", "b", 1], not: { enum: ["a", 1] } }).toBe('export type Root = "b";');
    expectType({ not: { type: ["string", "null"] } }).toBe(
      "export type Root = number | boolean | unknown[] | { [key: string]: unknown };",
    );
  });

  it("are none where the schema contradicts itself", () => {
    expectType({ allOf: [{ type: "string" }, { type: "number" }] }).toBe("export type Root = never;");
  });
});

describe("arrays", () => {
  it("are written with brackets", () => {
    expectType({ type: "array", items: { type: ["string", "null"] } }).toBe(
      "export type Root = (string | null)[];",
    );
  });

  it("are tuples where the places differ, optional as far as the length is", () => {
    expectType({
      type: "array",
      prefixItems: [{ type: "number" }, { type: "string" }, { enum: ["NW", "NE"] }],
      minItems: 1,
      items: { type: "boolean" },
    }).toBe('export type Root = [number, string?, ("NW" | "NE")?, ...boolean[]];');
  });

  it("end where the items do", () => {
    expectType({ type: "array", prefixItems: [{ type: "number" }], items: false }).toBe(
      "export type Root = [number?];",
    );
  });

  it("of a fixed length are tuples, and those that can't be empty say so", () => {
    expectType({ type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 }).toContain(
      "type Root = [number, number];",
    );
    expectType({ type: "array", items: { type: "number" }, minItems: 1 }).toContain(
      "type Root = [number, ...number[]];",
    );
  });

  it.each([
    [1, 6, "[number, ...number[]]"],
    [2, 3, "[number, number] | [number, number, number]"],
    [1, 3, "[number] | [number, number] | [number, number, number]"],
    [3, 3, "[number, number, number]"],
    [5, 6, "number[]"],
    [0, 4, "number[]"],
  ])("of %i to %i like items have no optional places", (minItems, maxItems, type) => {
    expectType({ type: "array", items: { type: "number" }, minItems, maxItems }).toContain(
      `type Root = ${type};`,
    );
  });

  it("keep the optional places of `prefixItems`", () => {
    expectType({
      type: "array",
      prefixItems: [{ type: "string" }],
      items: { type: "number" },
      minItems: 2,
      maxItems: 3,
    }).toContain("type Root = [string, number, number?];");
  });

  it("of like items are covered by those that may be longer and shorter", () => {
    const numbers = (minItems: number, maxItems: number) => ({
      type: "array",
      items: { type: "number" },
      minItems,
      maxItems,
    });
    expectType(
      object({ a: numbers(2, 4) }, { required: ["a"], additionalProperties: numbers(1, 6) }),
    ).toContain("[key: string]: [number, ...number[]];");
  });
});

describe("combinations", () => {
  const animal = object(
    { kind: { enum: ["dog", "cat"] }, name: { type: "string", description: "Its name." } },
    { required: ["kind"] },
  );

  it("merge what `allOf` says into one object", () => {
    expectType({
      allOf: [
        object({ a: { type: ["string", "null"] } }),
        { required: ["a"] },
        object({ a: { type: "string" }, b: {} }),
      ],
    }).toBe(`export interface Root {
  a: string;
  b?: unknown;
  [key: string]: unknown;
}`);
  });

  it("extend the definition that they add to", () => {
    expectType({
      allOf: [{ $ref: "#/$defs/Animal" }],
      properties: { kind: { const: "dog" }, bark: { type: "string" } },
      $defs: { Animal: animal },
    }).toBe(`export interface Root extends Animal {
  kind: "dog";
  bark?: string;
}

interface Animal {
  kind: "dog" | "cat";
  /** Its name. */
  name?: string;
  [key: string]: unknown;
}`);
  });

  it("extend definitions that they add nothing to", () => {
    const $defs = {
      Named: object({ name: { type: "string" } }, { required: ["name"] }),
      Dated: object({ on: { type: "string" } }),
    };
    const both = { allOf: [{ $ref: "#/$defs/Named" }, { $ref: "#/$defs/Dated" }] };
    expectType({ ...both, $defs }).toContain("export interface Root extends Named, Dated {}\n");
    expectType({ ...closed({ both }), $defs }).toContain("  both?: Named & Dated;\n");
  });

  it("keep a definition's name in place, too", () => {
    expectType({
      ...closed({
        pet: { allOf: [{ $ref: "#/$defs/Animal" }, { required: ["name"] }] },
        pets: { type: "array", items: { type: "object", $ref: "#/$defs/Animal" } },
      }),
      $defs: { Animal: object({ kind: { type: "string" }, name: { type: "string" } }) },
    }).toContain("  pet?: Animal & { name: string };\n  pets?: Animal[];\n");
  });

  it("are closed where nothing is left unevaluated", () => {
    expectType({
      allOf: [{ $ref: "#/$defs/Base" }],
      properties: { b: { type: "number" } },
      unevaluatedProperties: false,
      $defs: { Base: object({ a: { type: "string" } }) },
    }).toContain(`export interface Root {
  a?: string;
  b?: number;
}`);
  });

  it("that are closed keep the properties of one branch of a `oneOf` out of the others, wherever it stands", () => {
    const branch = (kind: string, more: JsonObject) =>
      object({ kind: { const: kind }, ...more }, { required: ["kind"] });
    const choice = {
      oneOf: [branch("a", { x: { type: "number" } }), branch("b", { y: { type: "number" } })],
    };
    const kept = `export type Root = { id?: string; kind: "a"; x?: number } | { id?: string; kind: "b"; y?: number };`;
    const whole = object({ id: { type: "string" } }, { unevaluatedProperties: false });
    expectType({ ...whole, ...choice }).toBe(kept);
    expectType({ ...whole, allOf: [choice] }).toBe(kept);
    expectType({ ...whole, allOf: [{ allOf: [choice] }] }).toBe(kept);
    expectType({ ...whole, allOf: [{ $ref: "#/$defs/Choice" }], $defs: { Choice: choice } }).toBe(kept);
  });

  it("are unions where there is a choice, told apart by what they have in common", () => {
    expectType({
      type: "object",
      properties: { id: { type: "string" } },
      required: ["id", "kind"],
      oneOf: [
        { properties: { kind: { const: "a" }, x: { type: "number" } } },
        { properties: { kind: { const: "b" } } },
      ],
    }).toBe(`export type Root =
  | {
      id: string;
      kind: "a";
      x?: number;
      [key: string]: unknown;
    }
  | { id: string; kind: "b"; [key: string]: unknown };`);
  });

  it("tell the cases of a condition apart", () => {
    expectType({
      type: "object",
      properties: { country: { enum: ["US", "NL"] }, zip: { type: "string" } },
      required: ["country"],
      if: { properties: { country: { const: "US" } } },
      // biome-ignore lint/suspicious/noThenProperty: the keyword
      then: { required: ["zip"] },
    }).toBe(`export type Root =
  | { country: "US"; zip: string; [key: string]: unknown }
  | { country: "NL"; zip?: string; [key: string]: unknown };`);
  });

  it("are joined where all of them could not be read", () => {
    const choice = (index: number) => ({ anyOf: [{ required: [`a${index}`] }, { required: [`b${index}`] }] });
    const text = typeOf({ type: "object", allOf: Array.from({ length: 30 }, (_, index) => choice(index)) });
    expect(text.split("\n").length).toBeLessThan(200);
    expect(text).toContain("a0");
  });

  it("say what is optional and what may be null", () => {
    expectType(
      closed(
        {
          a: { type: "string" },
          b: { anyOf: [{ type: "string" }, { type: "null" }] },
          c: { type: ["null", "string"] },
        },
        { required: ["b"] },
      ),
    ).toBe(`export interface Root {
  a?: string;
  b: string | null;
  c?: string | null;
}`);
  });
});

describe("definitions", () => {
  it("are referred to by name, recursion too", () => {
    expectType({
      $ref: "#/$defs/Json",
      $defs: {
        Json: {
          anyOf: [
            { type: ["string", "number", "boolean", "null"] },
            { type: "array", items: { $ref: "#/$defs/Json" } },
            { type: "object", additionalProperties: { $ref: "#/$defs/Json" } },
          ],
        },
      },
    }).toBe(`export type Root = Json;

type Json = string | number | boolean | Json[] | { [key: string]: Json } | null;`);
  });

  it("that only have a name and are a plain value are written in place", () => {
    expectType({
      ...closed({ a: { type: "string" }, b: { $ref: "#/properties/a" } }),
    }).toBe(`export interface Root {
  a?: string;
  b?: string;
}`);
  });
});

describe("words", () => {
  it("become comments: descriptions, or titles that say more than the name", () => {
    expectType(
      closed({
        user_id: { type: "string", title: "User Id" },
        plan: { type: "string", title: "What is paid for" },
        since: {
          type: "string",
          title: "Since",
          description: "The day.\nIn UTC.",
          format: "date",
          deprecated: true,
        },
      }),
    ).toBe(`export interface Root {
  user_id?: string;
  /** What is paid for */
  plan?: string;
  /**
   * The day.
   * In UTC.
   *
   * @deprecated
   * @format date
   */
  since?: string;
}`);
  });

  it("include defaults, examples and bounds", () => {
    expectType(
      closed({ limit: { type: "integer", default: 5, examples: [7], minimum: 0, exclusiveMaximum: 10 } }),
    ).toBe(
      `export interface Root {
  /**
   * @default 5
   * @example 7
   * @minimum 0
   * @exclusiveMaximum 10
   */
  limit?: number;
}`,
    );
  });

  it("never show a secret's values, nor what may hold them", () => {
    const text = typeOf({
      ...closed({
        key: { type: "string", writeOnly: true, default: "hunter2", examples: ["hunter2"] },
        login: { ...closed({ key: { $ref: "#/$defs/Key" } }), default: { key: "hunter2" } },
        held: { writeOnly: true, ...closed({ inner: { type: "string", default: "hunter2" } }) },
      }),
      examples: [{ key: "hunter2" }],
      $defs: { Key: { type: "string", minLength: 3, writeOnly: true, default: "hunter2" } },
    });
    expect(text).not.toContain("hunter2");
    expect(text).toContain("@minLength 3");
  });

  it("can't end their comment", () => {
    const text = typeOf({
      description: "a */ export const x = 1; /* b",
      ...closed({ p: { type: "string", pattern: "^.*/$", description: "c\r\n*/\u2028d\u0000e" } }),
    });
    expect(text).toBe(`/** a *\\/ export const x = 1; /* b */
export interface Root {
  /**
   * c
   * *\\/
   * d\\u0000e
   *
   * @pattern ^.*\\/$
   */
  p?: string;
}
`);
  });
});

describe("tsType", () => {
  it("is used as it is, in parentheses where it needs them", () => {
    expectType(
      closed({
        pool: { tsType: 'import("pg").Pool' },
        list: { type: "array", items: { tsType: "() => void" } },
        maybe: { anyOf: [{ tsType: "Map<string, number>" }, { type: "null" }] },
        either: { tsType: "Date | string" },
      }),
    ).toBe(`export interface Root {
  pool?: import("pg").Pool;
  list?: (() => void)[];
  maybe?: Map<string, number> | null;
  either?: Date | string;
}`);
  });

  it.each([
    "string; process.exit()",
    "string\nprocess.exit()",
    "} ; {",
    "string /* ",
    '"',
    "a = b",
    "string, number",
  ])("is ignored where it is not one type: %j", (tsType) => {
    expectType({ tsType }).toBe("export type Root = unknown;");
  });
});

describe("views", () => {
  const schema = closed(
    { plan: { type: "string", default: "free" }, name: { type: "string" } },
    { required: ["name"] },
  );

  it("have a property with a default optional in what is accepted, and present in what is held", () => {
    expect(typeOf(schema, "input")).toContain("plan?: string;");
    expect(typeOf(schema, "output")).toContain("plan: string;");
  });

  it("leave it optional where nobody can tell whether the default applies", () => {
    const unclear = { anyOf: [schema, closed({ name: { type: "string" } })] };
    expect(typeOf(unclear, "output")).toContain("plan?: string;");
    const clear = { anyOf: [schema, { type: "null" }] };
    expect(typeOf(clear, "output")).toContain("plan: string;");
  });
});
