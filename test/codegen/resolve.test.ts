import { describe, expect, it } from "vitest";
import { type LoadOptions, loadSchema } from "../../codegen/load/load.js";
import type { JsonSchema, JsonValue } from "../../codegen/schema/json.js";
import type { Dialect } from "../../codegen/schema/schema-document.js";
import type { SchemaNode } from "../../codegen/schema/schema-node.js";

const DRAFT_04 = "http://json-schema.org/draft-04/schema#";
const DRAFT_06 = "http://json-schema.org/draft-06/schema#";
const DRAFT_07 = "http://json-schema.org/draft-07/schema#";
const IN_2019 = "https://json-schema.org/draft/2019-09/schema";
const IN_2020 = "https://json-schema.org/draft/2020-12/schema";

type Options = LoadOptions & { readonly dialect?: Dialect };

/** Resolves a schema that has no problem. */
function resolved(schema: JsonSchema, options: Options = {}) {
  const loaded = loadSchema(schema, options);
  expect(loaded.problems).toEqual([]);
  return loaded;
}

/** The problems of a schema, without their places in the text. */
function problemsOf(schema: JsonSchema, options: Options = {}): string[] {
  return loadSchema(schema, options).problems.map(
    ({ severity, code, message, remedy }) => `${severity} ${code}: ${message}; ${remedy}`,
  );
}

/** The nodes at names of properties, one after the other. */
function at(node: SchemaNode | undefined, ...names: readonly string[]): SchemaNode {
  let found = node;
  for (const name of names) found = found?.properties?.get(name);
  if (found === undefined) throw new Error(`no property ${names.join(".")}`);
  return found;
}

/** What a node's only reference leads to. */
function target(node: SchemaNode): SchemaNode {
  const [found, ...others] = node.refs ?? [];
  if (found === undefined || others.length > 0) throw new Error("not one reference");
  return found;
}

const pointerOf = ({ origin }: SchemaNode): string => origin.pointer;

/** A node as it would be written in 2020-12, without where it comes from; references as pointers. */
function plain({ origin: _, refs, ...keywords }: SchemaNode): Record<string, unknown> {
  const entries = Object.entries(keywords).map(([name, value]) => [name, plainValue(value)]);
  return { ...(refs === undefined ? {} : { $ref: refs.map(pointerOf) }), ...Object.fromEntries(entries) };
}

function plainValue(value: unknown): unknown {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, held]) => [key, plainValue(held)]));
  if (Array.isArray(value)) return value.map(plainValue);
  return typeof value === "object" && value !== null && "origin" in value
    ? plain(value as SchemaNode)
    : value;
}

describe("keywords", () => {
  it("keep the values and the order of the source", () => {
    const { root } = resolved({
      title: "T",
      type: ["object", "null"],
      properties: { b: { const: { $ref: "#/nope" } }, a: { enum: [{ $ref: "#/nope" }, 1] }, "10": true },
      required: ["b", "b"],
      default: { $ref: "#/nope" },
      examples: [{ $ref: "#/nope" }],
      writeOnly: true,
    });
    expect(plain(root)).toEqual({
      title: "T",
      type: ["object", "null"],
      properties: {
        b: { const: { value: { $ref: "#/nope" } } },
        a: { enum: [{ $ref: "#/nope" }, 1] },
        "10": { boolean: true },
      },
      required: ["b"],
      default: { value: { $ref: "#/nope" } },
      examples: [{ $ref: "#/nope" }],
      writeOnly: true,
    });
  });

  it("know graphwright's vocabulary", () => {
    const { root } = resolved({
      properties: {
        log: { "x-reducer": "append", "x-update": { type: "string" }, "x-channel": "untracked" },
        messages: { langgraph_type: "messages" },
        pool: { tsType: 'import("pg").Pool' },
      },
    });
    expect(plain(root).properties).toEqual({
      log: { reducer: "append", update: { type: ["string"] }, channel: "untracked" },
      messages: { reducer: "messages" },
      pool: { tsType: 'import("pg").Pool' },
    });
  });

  it("called like members of Object.prototype are properties like any other", () => {
    const { root } = resolved(
      JSON.parse('{"properties": {"__proto__": {"type": "string"}, "constructor": true}}'),
    );
    expect([...(root.properties?.keys() ?? [])]).toEqual(["__proto__", "constructor"]);
    expect(root.properties?.get("__proto__")?.type).toEqual(["string"]);
    const { root: odd } = resolved(
      JSON.parse('{"constructor": {"type": 1}, "toString": 5, "__proto__": {"type": "string"}}'),
    );
    expect(plain(odd)).toEqual({});
  });

  it.each<[string, JsonSchema, object]>([
    [
      "tuples",
      { items: [{ type: "string" }], additionalItems: false },
      { prefixItems: [{ type: ["string"] }], items: { boolean: false } },
    ],
    ["an empty tuple", { items: [], additionalItems: false }, { items: { boolean: false } }],
    ["`additionalItems` beside one schema", { items: {}, additionalItems: false }, { items: {} }],
    [
      "dependencies",
      { dependencies: { a: ["b"], c: { required: ["d"] }, e: false } },
      {
        dependentRequired: { a: ["b"] },
        dependentSchemas: { c: { required: ["d"] }, e: { boolean: false } },
      },
    ],
    ["definitions", { definitions: { a: {} } }, {}],
    ["`else` without `if`", { else: false }, {}],
  ])("of draft-07 become those of 2020-12: %s", (_, schema, expected) => {
    expect(plain(resolved(schema, { dialect: "draft-07" }).root)).toEqual(expected);
  });

  it.each<[string, JsonSchema, object]>([
    [
      "exclusive bounds",
      { minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false },
      { exclusiveMinimum: 1, maximum: 5 },
    ],
    ["a boolean without its bound", { exclusiveMaximum: true }, {}],
    [
      "booleans as schemas",
      { additionalProperties: false, items: [{}], additionalItems: true },
      { additionalProperties: { boolean: false }, prefixItems: [{}], items: { boolean: true } },
    ],
    ["keywords that came later", { const: 1, if: {}, contains: {}, $id: "x", $anchor: "y" }, {}],
  ])("of draft-04 become those of 2020-12: %s", (_, schema, expected) => {
    expect(plain(resolved(schema, { dialect: "draft-04" }).root)).toEqual(expected);
  });

  it("beside a `$ref` are gone up to draft-07, but for annotations", () => {
    const schema: JsonSchema = {
      properties: {
        a: { $ref: "#/definitions/x", type: "number", description: "D", default: 1, "x-reducer": "add" },
      },
      definitions: { x: { type: "string" } },
    };
    expect(plain(at(resolved(schema, { dialect: "draft-07" }).root, "a"))).toEqual({
      $ref: ["/definitions/x"],
      description: "D",
      default: { value: 1 },
      reducer: "add",
    });
    expect(plain(at(resolved(schema, { dialect: "2019-09" }).root, "a"))).toMatchObject({ type: ["number"] });
  });

  it("of both kinds of dependency on one property are kept", () => {
    const { root } = resolved({
      dependencies: { a: { required: ["b"] }, c: ["d"] },
      dependentSchemas: { a: { required: ["c"] } },
      dependentRequired: { c: ["e"] },
    });
    expect(plain(root)).toEqual({
      dependentSchemas: { a: { allOf: [{ required: ["b"] }, { required: ["c"] }] } },
      dependentRequired: { c: ["d", "e"] },
    });
  });

  it("`contains` leaves items unevaluated before 2020-12", () => {
    const schema: JsonSchema = { contains: { const: 1 }, minContains: 2, unevaluatedItems: false };
    const contains = { contains: { const: { value: 1 } }, minContains: 2 };
    expect(plain(resolved(schema).root)).toEqual({ ...contains, unevaluatedItems: { boolean: false } });
    expect(plain(resolved(schema, { dialect: "2019-09" }).root)).toEqual({
      allOf: [{ not: { not: contains } }],
      unevaluatedItems: { boolean: false },
    });
  });
});

describe("references", () => {
  it("to one place lead to one node", () => {
    const { root, defs } = resolved({
      properties: { a: { $ref: "#/$defs/x" }, b: { $ref: "#/$defs/x" }, c: { $ref: "#" } },
      $defs: { x: { type: "string" } },
    });
    expect(target(at(root, "a"))).toBe(defs.get("x"));
    expect(target(at(root, "b"))).toBe(defs.get("x"));
    expect(target(at(root, "c"))).toBe(root);
  });

  it("may go around in circles", () => {
    const { root, defs } = resolved({
      $ref: "#/$defs/list",
      $defs: { list: { properties: { next: { $ref: "#/$defs/list" } } } },
    });
    expect(target(root)).toBe(defs.get("list"));
    expect(target(at(defs.get("list"), "next"))).toBe(defs.get("list"));
  });

  it.each([
    ["#/$defs/a~1b~0c", "a/b~c"],
    ["#/$defs/with%20space", "with space"],
    ["#/$defs/50%25", "50%"],
    ["#/$defs/na%C3%AFve", "naïve"],
    ["#/$defs/naïve", "naïve"],
    ["#/$defs/", ""],
    ["#/$defs/__proto__", "__proto__"],
  ])("%s is a JSON Pointer", (reference, key) => {
    const schema = { $defs: JSON.parse(`{${JSON.stringify(key)}: {"title": "found"}}`), $ref: reference };
    expect(target(resolved(schema).root).title).toBe("found");
  });

  it("lead into lists, and into keywords that are not known", () => {
    const { root } = resolved({
      properties: {
        item: { $ref: "#/allOf/1" },
        deep: { $ref: "#/components/schemas/x" },
        here: { $ref: "#/components/schemas/x/properties/a" },
      },
      allOf: [true, { title: "second" }],
      components: { schemas: { x: { properties: { a: { $ref: "#/allOf/1" } } } } },
    });
    expect(target(at(root, "item")).title).toBe("second");
    const deep = target(at(root, "deep"));
    expect(target(at(deep, "a")).title).toBe("second");
    expect(target(at(root, "here"))).toBe(at(deep, "a"));
  });

  it("find anchors and identifiers, relative and nested", () => {
    const { root } = resolved({
      $id: "https://example.com/schemas/root",
      properties: {
        anchor: { $ref: "#here" },
        absolute: { $ref: "https://example.com/schemas/folder/inner" },
        relative: { $ref: "folder/inner#/$defs/deep" },
        foreign: { $ref: "folder/inner#there" },
        urn: { $ref: "urn:example:x#/properties/y" },
      },
      $defs: {
        a: { $anchor: "here", title: "here" },
        b: {
          $id: "folder/inner",
          $ref: "sibling",
          $defs: { deep: { title: "deep" }, there: { $anchor: "there", title: "there" } },
        },
        c: { $id: "folder/sibling", title: "sibling" },
        d: {
          $id: "urn:example:x",
          properties: { y: { title: "y", properties: { z: { $ref: "#/properties/y" } } } },
        },
      },
    });
    expect(target(at(root, "anchor")).title).toBe("here");
    expect(target(target(at(root, "absolute"))).title).toBe("sibling");
    expect(target(at(root, "relative")).title).toBe("deep");
    expect(target(at(root, "foreign")).title).toBe("there");
    expect(target(at(target(at(root, "urn")), "z")).title).toBe("y");
  });

  it("know the identifiers of draft-04 and of draft-06", () => {
    for (const [$schema, keyword] of [
      [DRAFT_04, "id"],
      [DRAFT_06, "$id"],
      [DRAFT_07, "$id"],
    ] as const) {
      const { root } = resolved({
        $schema,
        [keyword]: "http://example.com/root.json",
        properties: { a: { $ref: "#named" }, b: { $ref: "nested.json#/definitions/x" } },
        definitions: {
          a: { [keyword]: "#named", title: "named" },
          b: { [keyword]: "nested.json", definitions: { x: { title: "x" } } },
          c: { [keyword]: "#/definitions/c", title: "a pointer is no name" },
        },
      });
      expect(target(at(root, "a")).title).toBe("named");
      expect(target(at(root, "b")).title).toBe("x");
    }
  });

  it("pass over an `$id` beside `$ref` up to draft-07", () => {
    const { root } = resolved({
      $schema: DRAFT_07,
      $id: "http://example.com/root",
      properties: { a: { $id: "http://other.example/", $ref: "#/definitions/x" } },
      definitions: { x: { title: "x" } },
    });
    expect(target(at(root, "a")).title).toBe("x");
  });

  it("fall back to the file where an `$id` on the way hides what is meant", () => {
    const { root } = resolved({
      $schema: DRAFT_07,
      properties: { a: { $id: "/properties/a", properties: { b: { $ref: "#/definitions/x" } } } },
      definitions: { x: { title: "x" } },
    });
    expect(target(at(root, "a", "b")).title).toBe("x");
  });

  it("in data are data", () => {
    resolved({ const: { $ref: "#/nope", $id: "%" }, enum: [{ $ref: "#/nope" }], default: { $anchor: 5 } });
  });

  it.each([DRAFT_04, DRAFT_06, DRAFT_07, IN_2019, IN_2020])("lead to the meta-schema %s", (uri) => {
    const meta = target(resolved({ $ref: uri }).root);
    expect(meta.type).toContain("object");
    expect(meta.origin.document.file).toBe(uri.replace("#", ""));
  });

  it("lead to documents that were given, also from one to the other", () => {
    const documents = {
      "https://example.com/a": { $ref: "b#/$defs/x" },
      "https://example.com/b": {
        $defs: { x: { title: "b's x", properties: { id: { $ref: "urn:inside" } } } },
      },
      "https://example.com/unused": {
        $ref: "nowhere",
        $defs: { inside: { $id: "urn:inside", title: "inside" } },
      },
    };
    const { root } = resolved({ $ref: "https://example.com/a" }, { documents });
    const found = target(target(root));
    expect(found.title).toBe("b's x");
    expect(target(at(found, "id")).title).toBe("inside");
    const fromMap = loadSchema(
      { $ref: "https://example.com/a" },
      { documents: new Map(Object.entries(documents)) },
    );
    expect(target(target(fromMap.root)).title).toBe("b's x");
  });

  it("cross into another dialect, which then counts", () => {
    const documents: Record<string, JsonSchema> = {
      "https://example.com/old": { $schema: DRAFT_04, minimum: 1, exclusiveMinimum: true, const: 1 },
      "https://example.com/undeclared": { items: [true], const: 1 },
    };
    const { root } = resolved(
      {
        properties: {
          old: { $ref: "https://example.com/old" },
          as: { $ref: "https://example.com/undeclared" },
        },
      },
      { documents, dialect: "2019-09" },
    );
    expect(plain(target(at(root, "old")))).toEqual({ exclusiveMinimum: 1 });
    expect(plain(target(at(root, "as")))).toEqual({ prefixItems: [{ boolean: true }], const: { value: 1 } });
    const { root: mixed } = resolved({
      $schema: DRAFT_07,
      properties: { new: { $id: "urn:new", $schema: IN_2020, prefixItems: [true], items: false } },
    });
    expect(plain(at(mixed, "new"))).toEqual({ prefixItems: [{ boolean: true }], items: { boolean: false } });
  });
});

describe("dynamic references", () => {
  const tree: JsonSchema = {
    $id: "https://example.com/tree",
    $dynamicAnchor: "node",
    type: "object",
    properties: { data: true, children: { type: "array", items: { $dynamicRef: "#node" } } },
  };

  it("mean another schema in another dynamic scope, so one place has two nodes", () => {
    const { root } = resolved(
      {
        $id: "https://example.com/strict",
        $dynamicAnchor: "node",
        $ref: "tree",
        unevaluatedProperties: false,
      },
      { documents: { "https://example.com/tree": tree } },
    );
    const strict = target(root);
    expect(target(at(strict, "children").items ?? root)).toBe(root);
    const alone = resolved(tree).root;
    expect(target(at(alone, "children").items ?? root)).toBe(alone);
  });

  it("leave what they don't concern alone", () => {
    const lists: JsonSchema = {
      $id: "https://example.com/lists",
      $defs: {
        list: {
          $id: "list",
          items: { $dynamicRef: "#item" },
          $defs: { item: { $dynamicAnchor: "item" }, plain: {} },
        },
        strings: {
          $id: "strings",
          $ref: "list",
          $defs: { item: { $dynamicAnchor: "item", type: "string" } },
        },
        numbers: {
          $id: "numbers",
          $ref: "list",
          $defs: { item: { $dynamicAnchor: "item", type: "number" } },
        },
      },
      properties: {
        a: { $ref: "strings" },
        b: { $ref: "numbers" },
        c: { $ref: "strings" },
        d: { $ref: "list#/$defs/plain" },
        e: { $ref: "list#/$defs/plain" },
      },
    };
    const { root } = resolved(lists);
    const [a, b, c] = ["a", "b", "c"].map((name) => target(target(at(root, name))));
    expect(a?.items?.refs?.map(plain)).toEqual([{ type: ["string"] }]);
    expect(b?.items?.refs?.map(plain)).toEqual([{ type: ["number"] }]);
    expect(c).toBe(a);
    expect(target(at(root, "d"))).toBe(target(at(root, "e")));
  });

  it("to a plain anchor are plain references", () => {
    const { root, defs } = resolved({
      properties: { a: { $dynamicRef: "#x" }, b: { $dynamicRef: "#/$defs/y" } },
      $defs: { x: { $anchor: "x" }, y: { $dynamicAnchor: "y" } },
    });
    expect(target(at(root, "a"))).toBe(defs.get("x"));
    expect(target(at(root, "b"))).toBe(defs.get("y"));
  });

  it("of 2019-09 lead to the outermost schema that allows it", () => {
    const documents = {
      "https://example.com/tree": {
        $schema: IN_2019,
        $id: "https://example.com/tree",
        $recursiveAnchor: true,
        properties: { child: { $recursiveRef: "#" } },
      },
      "https://example.com/fixed": {
        $schema: IN_2019,
        $id: "https://example.com/fixed",
        properties: { child: { $recursiveRef: "#" } },
      },
    };
    const extended: JsonSchema = {
      $schema: IN_2019,
      $id: "urn:e",
      $recursiveAnchor: true,
      $ref: "https://example.com/tree",
    };
    const { root } = resolved(extended, { documents });
    expect(target(at(target(root), "child"))).toBe(root);
    const fixed = target(resolved({ ...extended, $ref: "https://example.com/fixed" }, { documents }).root);
    expect(target(at(fixed, "child"))).toBe(fixed);
  });

  it("stay finite where schemas extend each other", () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 12 }, (_, index): [string, JsonValue] => [
        `d${index}`,
        {
          $id: `urn:d${index}`,
          $dynamicAnchor: "node",
          properties: { a: { $dynamicRef: "#node" }, b: { $ref: `urn:d${(index + 1) % 12}` } },
        },
      ]),
    );
    const nodes = new Set<SchemaNode>([...resolved({ $defs }).defs.values()]);
    for (const node of nodes)
      for (const inner of [...(node.properties?.values() ?? []), ...(node.refs ?? [])]) nodes.add(inner);
    expect(nodes.size).toBeLessThanOrEqual(12 * 12 * 3);
  });
});

describe("custom meta-schemas", () => {
  const meta = (vocabularies: Record<string, boolean>): JsonSchema => ({
    $schema: IN_2020,
    $id: "https://example.com/meta",
    $vocabulary: { "https://json-schema.org/draft/2020-12/vocab/core": true, ...vocabularies },
  });
  const schema: JsonSchema = {
    $schema: "https://example.com/meta",
    properties: { a: {} },
    minimum: 1,
    tsType: "X",
  };

  it("leave out the vocabularies they don't use", () => {
    const documents = {
      "https://example.com/meta": meta({
        "https://json-schema.org/draft/2020-12/vocab/applicator": true,
        "https://example.com/mine": false,
      }),
    };
    const { root, document } = resolved(schema, { documents });
    expect(document.dialect).toBe("2020-12");
    expect(plain(root)).toEqual({ properties: { a: {} }, tsType: "X" });
  });

  it("lead through others to a dialect", () => {
    const documents: Record<string, JsonSchema> = {
      "https://example.com/meta": { $schema: "https://example.com/base" },
      "https://example.com/base": { $schema: DRAFT_04 },
    };
    expect(resolved(schema, { documents }).document.dialect).toBe("draft-04");
  });

  it("are a problem where they are not known, or need what is not known", () => {
    expect(problemsOf(schema)).toEqual([expect.stringContaining("error unknown-dialect")]);
    const documents = { "https://example.com/meta": meta({ "https://example.com/mine": true }) };
    expect(problemsOf(schema, { documents })).toEqual([
      expect.stringContaining('"https://example.com/mine"'),
    ]);
    const loop = { "https://example.com/meta": { $schema: "https://example.com/meta" } };
    expect(problemsOf(schema, { documents: loop })).toEqual([expect.stringContaining("unknown-dialect")]);
  });

  it.each(["http://json-schema.org/schema#", "https://json-schema.org/schema"])(
    "may be the latest one, which is told with the name that it has today: %s",
    (uri) => {
      const { problems, document, root } = loadSchema({ $schema: uri, prefixItems: [{ title: "first" }] });
      expect(problems).toMatchObject([
        { severity: "warning", code: "unversioned-dialect", position: { line: 2, column: 3 } },
      ]);
      expect(problems[0]?.remedy).toContain(IN_2020);
      expect(document.schema).toMatchObject({ $schema: IN_2020 });
      expect(root.prefixItems?.[0]?.title).toBe("first");
    },
  );

  it("that nobody knows are told of with the five dialects", () => {
    const { problems } = loadSchema({ $schema: "http://json-schema.org/draft-03/schema#" });
    expect(problems).toMatchObject([
      { severity: "error", code: "unknown-dialect", position: { line: 2, column: 3 } },
    ]);
    for (const uri of [DRAFT_04, DRAFT_06, DRAFT_07, IN_2019, IN_2020])
      expect(problems[0]?.remedy).toContain(uri);
  });
});

describe("problems", () => {
  it.each<[string, JsonSchema, string, string]>([
    ["#/$defs/usr", { $defs: { user: {} } }, "this file has no `/$defs/usr`", "did you mean `user`?"],
    ["#/nope", {}, "this file has no `/nope`", "write the schema there"],
    [
      "#usr",
      { $defs: { user: { $anchor: "user" } } },
      "this file has no anchor `usr`",
      "did you mean `user`?",
    ],
    ["#nope", {}, "this file has no anchor `nope`", '`"$anchor": "nope"`'],
    ["#/title", { title: "T" }, "the value at `/title` of this file is not a schema", "refer to an object"],
    [
      "urn:inner#/x",
      { $defs: { i: { $id: "urn:inner" } } },
      'inside of "urn:inner"',
      "write the schema there",
    ],
    ["../other.json", {}, "it points outside the schemas folder", "move the file into the schemas folder"],
    ["/etc/passwd", {}, "it points outside the schemas folder", "move the file"],
    ["file:///etc/passwd", {}, "it points outside the schemas folder", "move the file"],
    ["other.json", {}, 'there is no file "other.json" in the schemas folder', "correct the path"],
    ["shema.json", {}, 'there is no file "shema.json"', "did you mean `schema.json`?"],
    [
      "https://example.com/x",
      {},
      'no document has the URI "https://example.com/x"',
      "copy the document into the schemas folder",
    ],
    ["http://[bad", {}, "it is not a valid URI reference", "correct the reference"],
  ])("say where %s was meant to lead", (reference, schema, why, remedy) => {
    const { problems, root } = loadSchema({ properties: { x: { $ref: reference } }, ...(schema as object) });
    expect(problems).toMatchObject([
      { severity: "error", code: "unresolved-ref", position: { line: 4, column: 7 } },
    ]);
    expect(problems[0]?.message).toContain(`the reference ${JSON.stringify(reference)} cannot be resolved: `);
    expect(problems[0]?.message).toContain(why);
    expect(problems[0]?.remedy).toContain(remedy);
    expect(at(root, "x").refs).toBeUndefined();
  });

  it("are all told in one run, in the order of the file", () => {
    const { problems } = loadSchema({
      properties: { a: { $ref: "#/x" }, b: { type: "strin" }, c: 5 },
      $defs: { unused: { allOf: [], $defs: { deeper: { $ref: "#/y" } } } },
    });
    expect(problems.map(({ code, position }) => `${code} ${position?.line}`)).toEqual([
      "unresolved-ref 4",
      "bad-keyword-value 7",
      "not-a-schema 9",
      "bad-keyword-value 13",
      "unresolved-ref 16",
    ]);
  });

  it.each<[JsonSchema, Dialect, string]>([
    [{ type: "strin" }, "2020-12", "error bad-keyword-value: `type` must be null, boolean"],
    [{ type: "interger" }, "2020-12", 'or a list of these, but is "interger"; did you mean `integer`?'],
    [{ type: "String" }, "2020-12", 'but is "String"; did you mean `string`?'],
    [{ type: "int" }, "2020-12", 'but is "int"; did you mean `integer`?'],
    [{ type: ["string", "nul"] }, "2020-12", 'but is a list with "nul"; did you mean `null`?'],
    [{ type: ["strin", "nul"] }, "2020-12", 'but is a list with "strin", "nul"; write null, boolean'],
    [{ type: "any" }, "2020-12", 'but is "any"; write null, boolean'],
    [{ type: null }, "2020-12", 'but is null; did you mean `"null"`?'],
    [{ type: 5 }, "2020-12", "but is a number; write null, boolean"],
    [{ type: [] }, "2020-12", "but is an empty list; write null"],
    [
      { minimum: "1" },
      "2020-12",
      "error bad-keyword-value: `minimum` must be a number, but is a string; write a number",
    ],
    [{ minLength: -1 }, "2020-12", "error bad-keyword-value: `minLength` must be a whole number, 0 or more"],
    [{ multipleOf: 0 }, "2020-12", "error bad-keyword-value: `multipleOf` must be a number greater than 0"],
    [{ required: true }, "draft-04", "list the names of the required properties"],
    [{ enum: "a" }, "2020-12", "error bad-keyword-value: `enum` must be a list"],
    [{ anyOf: [] }, "2020-12", "error bad-keyword-value: `anyOf` must be a list of one or more schemas"],
    [
      { properties: [] },
      "2020-12",
      "error bad-keyword-value: `properties` must be an object of schemas, but is a list",
    ],
    [{ dependencies: { a: [1] } }, "draft-07", "error bad-keyword-value: `dependencies` must be"],
    [{ dependentRequired: { a: "b" } }, "2020-12", "error bad-keyword-value: `dependentRequired` must be"],
    [{ items: [{}] }, "2020-12", "error not-a-schema: a schema is an object, true or false; this is a list"],
    [{ exclusiveMinimum: true, minimum: 1 }, "draft-07", "write the limit itself as `exclusiveMinimum`"],
    [{ exclusiveMaximum: 5 }, "draft-04", 'write `"maximum": 5, "exclusiveMaximum": true`, as in draft-04'],
    [{ $ref: 5 }, "2020-12", "error bad-keyword-value: `$ref` must be a string"],
    [{ "x-reducer": 5 }, "2020-12", "error bad-keyword-value: `x-reducer` must be a string"],
    [{ description: 5 }, "2020-12", "warning bad-keyword-value: `description` must be a string"],
    [{ $id: "http://[bad" }, "2020-12", "error bad-id"],
  ])("report %j in %s", (schema, dialect, expected) => {
    const problems = problemsOf({ properties: { x: schema } }, { dialect });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  it("tell of names that are given twice", () => {
    const anchors = { a: { $anchor: "x" }, b: { $anchor: "x" } };
    expect(problemsOf({ $ref: "#/$defs/b", $defs: anchors })).toEqual([
      'error duplicate-anchor: the anchor "x" is already taken at #/$defs/a; give each anchor in the document its own name',
    ]);
    expect(problemsOf({ $defs: anchors })).toEqual([
      'warning duplicate-anchor: the anchor "x" is already taken at #/$defs/a (no member uses it, so it is left out); give each anchor in the document its own name',
    ]);
    expect(problemsOf({ $defs: { a: { $id: "urn:x" }, b: { $id: "urn:x" } } })).toEqual([
      expect.stringContaining("warning duplicate-id"),
    ]);
    const used: JsonSchema = { $ref: "urn:x", $defs: { a: { $id: "urn:x" }, b: { $id: "urn:x" } } };
    expect(problemsOf(used)).toContainEqual(expect.stringContaining("error ambiguous-ref"));
  });

  it("tell of an `$id` that is an anchor in a newer dialect, and know what is meant", () => {
    const schema: JsonSchema = { $ref: "#x", $defs: { a: { $id: "#x", title: "a" } } };
    expect(problemsOf(schema)).toEqual([expect.stringContaining("warning id-fragment")]);
    expect(target(loadSchema(schema).root).title).toBe("a");
  });

  it.each<[JsonSchema, string]>([
    [{ $ref: "#" }, "# -> #"],
    [
      { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } },
      "#/$defs/a -> #/$defs/b -> #/$defs/a",
    ],
    [{ type: "object", allOf: [{ title: "x" }, { $ref: "#" }] }, "# -> #/allOf/1 -> #"],
    [{ oneOf: [{ type: "string" }, { $ref: "#" }] }, "# -> #/oneOf/1 -> #"],
    [{ not: { $ref: "#" } }, "# -> #/not -> #"],
    [{ $dynamicAnchor: "x", $dynamicRef: "#x" }, "# -> #"],
  ])("tell of a schema that applies itself without end: %j", (schema, loop) => {
    const problems = problemsOf(schema);
    expect(problems).toEqual([expect.stringContaining("error ref-loop")]);
    expect(problems[0]).toContain(`without end: ${loop};`);
  });

  it("say nothing of recursion that gets smaller", () => {
    resolved({
      anyOf: [{ type: "string" }, { items: { $ref: "#" } }, { additionalProperties: { $ref: "#" } }],
    });
  });

  it("name the document that they are in", () => {
    const { problems } = loadSchema(
      { $ref: "https://example.com/given" },
      {
        documents: {
          "https://example.com/given": { type: "nope" },
          "https://example.com/other": { type: "nope" },
        },
      },
    );
    expect(problems).toMatchObject([{ file: "https://example.com/given", position: { line: 2, column: 3 } }]);
  });
});

describe("large and deep schemas", () => {
  it("take a ring of 1,000 definitions", () => {
    const entries = Array.from({ length: 1_000 }, (_, index): [string, JsonValue] => [
      `d${index}`,
      { properties: { next: { $ref: `#/$defs/d${(index + 1) % 1_000}` } } },
    ]);
    let { root } = resolved({ $ref: "#/$defs/d0", $defs: Object.fromEntries(entries) });
    root = target(root);
    let node = root;
    for (let step = 0; step < 1_000; step++) node = target(at(node, "next"));
    expect(node).toBe(root);
  });

  it("report one loop in a ring of 1,000 references", () => {
    const entries = Array.from({ length: 1_000 }, (_, index): [string, JsonValue] => [
      `d${index}`,
      { $ref: `#/$defs/d${(index + 1) % 1_000}` },
    ]);
    const $defs = Object.fromEntries(entries);
    expect(problemsOf({ $ref: "#/$defs/d0", $defs })).toEqual([expect.stringContaining(" -> … -> ")]);
    expect(problemsOf({ $defs })).toEqual([
      expect.stringContaining(" -> … -> "),
      expect.stringContaining("warning left-out: a faulty schema is referred to in #/$defs/d1, #/$defs/d2, "),
    ]);
  });

  it("take `allOf` nested 1,000 deep", () => {
    let schema: JsonSchema = { type: "string" };
    for (let depth = 0; depth < 1_000; depth++) schema = { allOf: [schema] };
    let { root: node } = resolved(schema);
    while (node.allOf?.[0] !== undefined) node = node.allOf[0];
    expect(node.origin.pointer).toBe("/allOf/0".repeat(1_000));
    expect(node.type).toEqual(["string"]);
  });

  it("tell of a schema nested 10,000 deep", () => {
    let schema: JsonSchema = { type: "string" };
    for (let depth = 0; depth < 10_000; depth++) schema = { not: schema };
    expect(problemsOf(schema)).toEqual([expect.stringContaining("error too-deep")]);
  });

  it("take an `enum` with 50,000 values", () => {
    const values = Array.from({ length: 50_000 }, (_, index) => `value ${index}`);
    expect(resolved({ enum: values }).root.enum).toHaveLength(50_000);
  });

  it("tell of each schema once, where all apply all", () => {
    const names = Array.from({ length: 60 }, (_, index) => `d${index}`);
    const all = names.map((name) => ({ $ref: `#/$defs/${name}` }));
    const problems = problemsOf({ $defs: Object.fromEntries(names.map((name) => [name, { oneOf: all }])) });
    expect(problems.length).toBeLessThanOrEqual(120);
  });
});
