import { describe, expect, it } from "vitest";
import type { Problem } from "../../codegen/problems/problem.js";
import { parse } from "../../codegen/text/parse.js";

const file = "schemas/bot/state.schema.json";

function parseJson(text: string) {
  return parse({ path: "bot/state.schema.json", file, text });
}

function parseYaml(text: string) {
  return parse({ path: "bot/state.schema.yaml", file, text });
}

const brief = ({ position, code, message }: Problem): string =>
  `${position?.line}:${position?.column} ${code}: ${message}`;

function faultsOf({ document, problems }: ReturnType<typeof parse>): string[] {
  expect(document).toBeUndefined();
  for (const problem of problems) expect(problem).toMatchObject({ severity: "error", file });
  return problems.map(brief);
}

describe("JSON", () => {
  it("gives the document with its dialect", () => {
    const { document, problems } = parseJson(
      '{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object"}',
    );
    expect(problems).toEqual([]);
    expect(document).toMatchObject({
      path: "bot/state.schema.json",
      file,
      dialect: "draft-07",
      schema: { type: "object" },
    });
  });

  it.each([
    ["http://json-schema.org/draft-04/schema", "draft-04"],
    ["https://json-schema.org/draft-06/schema#", "draft-06"],
    ["https://json-schema.org/draft/2019-09/schema", "2019-09"],
    ["https://json-schema.org/draft/2020-12/schema#", "2020-12"],
  ])("knows the dialect %s", (uri, dialect) => {
    expect(parseJson(JSON.stringify({ $schema: uri })).document?.dialect).toBe(dialect);
  });

  it("reads a boolean schema, and a schema without `$schema` as 2020-12", () => {
    expect(parseJson("true").document).toMatchObject({ schema: true, dialect: "2020-12" });
    expect(parse({ path: "a.json", file, text: "{}", dialect: "draft-04" }).document?.dialect).toBe(
      "draft-04",
    );
  });

  it("reads what JSON.parse reads, hostile keys included", () => {
    const text = String.raw`{"a": [1.5e-3, -0, 12345678901234567890, true, false, null, "\u00e9\n\"\\\/"], "": {"__proto__": {"x": 1}}}`;
    expect(parseJson(text).document?.schema).toEqual(JSON.parse(text));
    const inner = JSON.parse(JSON.stringify(parseJson(text).document?.schema))[""];
    expect(Object.getOwnPropertyNames(inner)).toEqual(["__proto__"]);
    expect(inner.x).toBeUndefined();
  });

  it("takes a byte order mark and CRLF, and counts lines and columns without them", () => {
    const { document, problems } = parseJson('\uFEFF{\r\n  "type": "object",\r\n  "title": "x"\r\n}\r\n');
    expect(problems).toEqual([]);
    expect(document?.text.startsWith("{")).toBe(true);
    expect(document?.locate("/title")).toEqual({ line: 3, column: 3 });
  });

  it.each([
    ["", "1:1 bad-json: expected a value, found the end of the file"],
    ["{ // note\n}", "1:3 bad-json: JSON does not allow comments"],
    ["{ /* note */ }", "1:3 bad-json: JSON does not allow comments"],
    ['{"a": 1,}', "1:9 bad-json: expected a property name in double quotes, found `}`"],
    ['{"a": [1,]}', "1:10 bad-json: expected a value, found `]`"],
    ['{"a" 1}', "1:6 bad-json: expected a colon, found a number"],
    ['{"a": 1 "b": 2}', "1:9 bad-json: expected a comma, found a string"],
    ['{"a": 1', "1:8 bad-json: expected `}`, found the end of the file"],
    ['{"a": [1}', "1:9 bad-json: expected `]`, found `}`"],
    ["{} {}", "1:4 bad-json: expected the end of the file, found `{`"],
    ["{'a': 1}", "1:2 bad-json: expected a property name in double quotes, found a word"],
    ["{a: 1}", "1:2 bad-json: expected a property name in double quotes, found a word"],
    ['{"a": NaN}', "1:7 bad-json: expected a value, found a word"],
    ['{"a": 01}', "1:7 bad-json: this is not a valid JSON number"],
    ['{"a": "b\n"}', "1:7 bad-json: the string is not closed"],
    ['{"a": "\t"}', "1:8 bad-json: the string contains a control character"],
    ['{"a": "\\x"}', "1:8 bad-json: the string contains an escape that JSON does not allow"],
    ['{"a": 1e400}', "1:7 bad-number: the number is too large for JavaScript"],
    ['{"a": 1,\n "b": 2,\n "a": 3}', '3:2 duplicate-key: the key "a" occurs twice in one object'],
    [
      '{"__proto__": 1, "__proto__": 2}',
      '1:18 duplicate-key: the key "__proto__" occurs twice in one object',
    ],
    ["[]", "1:1 not-a-schema: a schema is an object, true or false; this is a list"],
    ["  null", "1:3 not-a-schema: a schema is an object, true or false; this is null"],
    ['"x"', "1:1 not-a-schema: a schema is an object, true or false; this is a string"],
  ])("refuses %j", (text, fault) => {
    expect(faultsOf(parseJson(text))[0]).toBe(fault);
  });

  it("finds all faults of a text", () => {
    const faults = faultsOf(parseJson('{\n  "a": [1 2],\n  "b" 3,\n  "c": x,\n  "a": {},\n}'));
    expect(faults.map((fault) => fault.split(" ", 2).join(" "))).toEqual([
      "2:11 bad-json:",
      "3:7 bad-json:",
      "4:8 bad-json:",
      "5:3 duplicate-key:",
      "6:1 bad-json:",
    ]);
  });

  it("tells only the first few faults of syntax, and all others", () => {
    const bad = Array.from({ length: 9 }, (_, index) => `  "k${index}": oops${index},`).join("\n");
    const faults = faultsOf(parseJson(`{\n${bad}\n  "k0": 1\n}`));
    expect(faults.filter((fault) => fault.includes("bad-json"))).toHaveLength(5);
    expect(faults.filter((fault) => fault.includes("duplicate-key"))).toHaveLength(1);
  });

  it.each([
    "type: object\nproperties:\n  name: { type: string }\nrequired: [name]\n",
    "\n---\ntype: object\n",
    "# The state.\ntype: object\n",
    "$schema: https://json-schema.org/draft/2020-12/schema\ntype: [object\n",
    "\"$schema\": https://json-schema.org/draft/2020-12/schema\n'type': object\n",
  ])("tells once that %j looks like YAML", (text) => {
    const { problems } = parseJson(text);
    expect(problems).toMatchObject([
      {
        code: "bad-json",
        message: "the file has a JSON name but looks like YAML",
        remedy: "rename it to state.schema.yaml, or write it as JSON",
      },
    ]);
  });

  it.each(['{ type: "object" }', "hello", '"type": "object", "title": "x"}', ""])(
    "does not take %j for YAML",
    (text) => {
      const { problems } = parseJson(text);
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.map(({ message }) => message).join()).not.toContain("YAML");
    },
  );

  it("shows the line of a fault", () => {
    const [problem] = parseJson('{\r\n  "a": oops\r\n}').problems;
    expect(problem).toMatchObject({ position: { line: 2, column: 8 }, excerpt: '  "a": oops' });
  });

  it.each([
    ["closed lists", "[".repeat(100_000) + "]".repeat(100_000)],
    ["open objects", '{"not":'.repeat(100_000)],
  ])("says of %s 100,000 levels deep that they are too deep", (_, text) => {
    expect(faultsOf(parseJson(text))).toEqual([
      expect.stringContaining("too-deep: the file is nested more than"),
    ]);
  });

  it("takes a schema 2,000 levels deep", () => {
    const { document, problems } = parseJson(`${'{"not":'.repeat(2_000)}true${"}".repeat(2_000)}`);
    expect(problems).toEqual([]);
    expect(document?.locate("/not".repeat(2_000))).toEqual({ line: 1, column: 1_999 * 7 + 2 });
  });
});

describe("where a value was written, in JSON", () => {
  const { document } = parseJson('{\n  "a/b": {\n    "~": [\n      {"x": 1}, 2\n    ]\n  },\n  "": true\n}');
  const at = (pointer: string): string => {
    const { line, column } = document?.locate(pointer) ?? { line: 0, column: 0 };
    return `${line}:${column}`;
  };

  it("is its key, where it has one", () => {
    expect([at("/a~1b"), at("/a~1b/~0"), at("/a~1b/~0/0/x"), at("/")]).toEqual(["2:3", "3:5", "4:8", "7:3"]);
  });

  it("is the value itself in lists and at the root", () => {
    expect([at(""), at("/a~1b/~0/0"), at("/a~1b/~0/1")]).toEqual(["1:1", "4:7", "4:17"]);
  });

  it("is the nearest thing above it, where there is no such value", () => {
    expect([at("/nope"), at("/a~1b/nope/x"), at("/a~1b/~0/7"), at("/a~1b/~0/-")]).toEqual([
      "1:1",
      "2:3",
      "3:5",
      "3:5",
    ]);
  });

  it("is found in a large file without reading it each time", () => {
    const large: Record<string, object> = {};
    for (let index = 0; index < 20_000; index++) large[`key${index}`] = { type: "string", maxLength: index };
    const document = parseJson(JSON.stringify({ properties: large }, null, 1)).document;
    const start = performance.now();
    for (let index = 0; index < 20_000; index++) {
      expect(document?.locate(`/properties/key${index}/maxLength`).line).toBe(index * 4 + 5);
    }
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe("YAML", () => {
  it("gives the document, with places", () => {
    const { document, problems } = parseYaml(
      '\uFEFF$schema: "https://json-schema.org/draft/2019-09/schema"\r\ntype: object\r\nproperties:\r\n  a: {type: string}\r\nrequired:\r\n  - a\r\n',
    );
    expect(problems).toEqual([]);
    expect(document).toMatchObject({
      dialect: "2019-09",
      schema: { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
    });
    expect(document?.locate("/properties/a/type")).toEqual({ line: 4, column: 7 });
    expect(document?.locate("/required/0")).toEqual({ line: 6, column: 5 });
    expect(document?.locate("/required/1")).toEqual({ line: 5, column: 1 });
  });

  it("has only the values of JSON", () => {
    const { document } = parseYaml("a: [yes, no, on, 2020-01-01, 0x1F, 1_000, ~, 1.5, 'x', true]\n");
    expect(document?.schema).toEqual({
      a: ["yes", "no", "on", "2020-01-01", 31, "1_000", null, 1.5, "x", true],
    });
  });

  it("copies what an alias stands for, and finds places in it", () => {
    const { document } = parseYaml("a: &x\n  type: string\nb: *x\nc: &x {type: number}\nd: *x\n");
    expect(document?.schema).toEqual({
      a: { type: "string" },
      b: { type: "string" },
      c: { type: "number" },
      d: { type: "number" },
    });
    expect(document?.locate("/b")).toEqual({ line: 3, column: 1 });
    expect(document?.locate("/b/type")).toEqual({ line: 2, column: 3 });
    expect(document?.locate("/d/type")).toEqual({ line: 4, column: 8 });
  });

  it("keeps hostile keys as keys", () => {
    const schema = parseYaml("properties:\n  __proto__: {type: string}\n").document?.schema;
    expect(JSON.stringify(schema)).toBe('{"properties":{"__proto__":{"type":"string"}}}');
  });

  it.each([
    ["", "1:1 not-a-schema: a schema is an object, true or false; this is an empty file"],
    ["- a\n", "1:1 not-a-schema: a schema is an object, true or false; this is a list"],
    ["a: b: c\n", "1:4 bad-yaml: Nested mappings are not allowed in compact mappings"],
    [
      "a: [1\n",
      "2:1 bad-yaml: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    ["a:\n\tb: 1\n", "2:1 bad-yaml: Tabs are not allowed as indentation"],
    ["a: 1\nb: 2\na: 3\n", '3:1 duplicate-key: the key "a" occurs twice in one object'],
    ["a: 1\n---\nb: 2\n", "2:1 bad-yaml: the file holds more than one YAML document"],
    ["a: .nan\n", "1:4 not-json: .nan is not a JSON value"],
    ["a: -.inf\n", "1:4 not-json: -.inf is not a JSON value"],
    ["a: 1e999\n", "1:4 bad-number: the number is too large for JavaScript"],
    ["a: !!binary aGk=\n", "1:13 not-json: aGk= is not a JSON value"],
    ["a: !mine x\n", "1:4 not-json: unresolved tag: !mine: it has no meaning in JSON"],
    ["200: x\n", "1:1 not-json: the key 200 is not a string, but JSON keys must be strings"],
    ["true: x\n", "1:1 not-json: the key true is not a string, but JSON keys must be strings"],
    ["? [a]\n: x\n", "1:3 not-json: the key is not a string, but JSON keys must be strings"],
    ["a: &x {b: 1}\nc:\n  <<: *x\n", "3:3 yaml-merge-key: merge keys (<<) are not part of YAML 1.2"],
    ["a: *nope\n", "1:4 bad-yaml: the alias *nope has no anchor before it"],
    ["a: &x\n  b: *x\n", "2:6 bad-yaml: the alias *x is inside the value that it stands for"],
  ])("refuses %j", (text, fault) => {
    expect(faultsOf(parseYaml(text))[0]).toBe(fault);
  });

  it("stops at an alias bomb", () => {
    const letters = [..."abcdefghijklmnop"];
    const lines = letters.map((letter, index) => {
      const items = Array(10).fill(index === 0 ? "x" : `*${letters[index - 1]}`);
      return `${letter}: &${letter} [${items.join(", ")}]`;
    });
    expect(faultsOf(parseYaml(`${lines.join("\n")}\n`))).toEqual([
      expect.stringContaining("yaml-alias-bomb"),
    ]);
  });

  it.each([
    ["brackets", "[".repeat(100_000) + "]".repeat(100_000)],
    ["braces", '{"not": '.repeat(100_000)],
    ["dashes", `${"- ".repeat(100_000)}a`],
    ["question marks", `${"? ".repeat(100_000)}a`],
    ["indentation", Array.from({ length: 1_000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
  ])("says that %s are nested too deep", (_, text) => {
    expect(faultsOf(parseYaml(text))).toEqual([
      expect.stringContaining("too-deep: the file is nested more than"),
    ]);
  });

  it("takes long files that are not deep", () => {
    const keys = Array.from(
      { length: 5_000 },
      (_, index) => `  key${index}: {type: string, enum: [a, "[{", '{']}`,
    );
    const { document, problems } = parseYaml(`properties:\n${keys.join("\n")}\n`);
    expect(problems).toEqual([]);
    expect(document?.locate("/properties/key4999/enum/2")).toEqual({ line: 5_001, column: 43 });
  });
});
