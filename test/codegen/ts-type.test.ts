import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { discover } from "../../codegen/discover/discover.js";
import { compile } from "../../codegen/pipeline/compile.js";
import { type GenerateOptions, generate } from "../../codegen/pipeline/generate.js";
import { typeText } from "../../codegen/print/ts-type.js";
import { formatProblem, GenerateError } from "../../codegen/problems/problem.js";
import { filesIn, folder } from "../support/folder.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

describe("the text of a tsType", () => {
  it.each([
    "Pool",
    'import("pg").Pool',
    'import("x", { with: { "resolution-mode": "import" } }).Y',
    "string",
    "(a: string, ...b: X[]) => void",
    "<T>(a: T) => asserts a is string & T",
    "abstract new () => X",
    "{ a: string; b?: 1; readonly c: -1; new(): X; [Symbol.iterator](): Y; get d(): string }",
    "A extends infer B ? `a${" + "string}` : keyof typeof x.y",
    "{ readonly [K in keyof T as `x${" + "K}`]?: T[K] }",
    "[a: string, b?: number, ...c: A<B<C>>[]]",
    "| 'x' | \"it's\" | 1n | null",
    "typeof this",
  ])("stays as it is where it is one type: %s", (text) => {
    expect(typeText(` ${text}\n`)).toBe(text);
  });

  it.each([
    ["{\n  a: string\n  b: 'x  y'\n}", "{ a: string; b: 'x  y'; }"],
    ["\n  | A\r\n  | B", "A | B"],
  ])("comes on one line and means the same: %j", (text, line) => {
    expect(typeText(text)).toBe(line);
  });

  it.each([
    ...[
      "",
      " ",
      "string;",
      "string; f()",
      "string\nf()",
      "{} { f() }",
      "{}\nf()",
      "string, number",
      "= string",
    ],
    ...["string } | {", "(string", "string)", '"', "`", "Foo<string", "a = b", "typeof x = 5", "typeof f()"],
    ...["string; export const x = 1", "string\nimport 'x'", "class {}", "function f() {}", "enum A {}"],
    ...["string /* why */", "/* */ string", "string // ", "{ a: /** @ts-ignore */ string }", "string /* "],
    ...[
      "`$" + "{f()}`",
      "{ [f()]: 1 }",
      "{ [(() => { f() })()]: 1 }",
      "(a = f()) => void",
      "({ a = f() }) => void",
    ],
    ...["(@f a) => void", "{ get a() { f() } }", "{ m() { f() } }", "{ a: string = f() }", "{ #a: 1 }"],
    ...["class", "await", "if.x", "typeof new", "?string", "string?", "*", "`\n`", "x is string"],
    ...['"\u202e"', '"\u0000"', "a\u2028b", '"\ud800"', "\ufeffa"].map((text) => `x${text}`),
    "[".repeat(100_000) + "]".repeat(100_000),
  ])("is refused where it is not one type and nothing else: %.40j", (text) => {
    expect(typeText(text)).toBeUndefined();
  });
});

const withType = (tsType: string) => ({
  "schemas/bot/state.schema.json": {
    type: "object",
    properties: { note: { type: "string" } },
    $defs: { Pool: { tsType } },
  },
  "schemas/bot/context.schema.json": {
    type: "object",
    properties: { pool: { $ref: "state.schema.json#/$defs/Pool" } },
  },
});

async function problemsOf(options: GenerateOptions): Promise<string[]> {
  try {
    await generate(options);
    return [];
  } catch (error) {
    if (error instanceof GenerateError) return error.problems.map(formatProblem);
    throw error;
  }
}

describe("with schemas that are not trusted", () => {
  it("a tsType is an error that says where it stands and what to do, and nothing is written", async () => {
    const cwd = folder(withType("Date"));
    const [problem, ...others] = await problemsOf({ cwd, untrusted: true });
    expect(others).toEqual([]);
    expect(problem).toContain("schemas/bot/state.schema.json:10:7: error: `tsType` is refused");
    expect(problem).toContain("[untrusted-type]");
    expect(problem).toContain("generate without --untrusted");
    expect(filesIn(cwd)).not.toHaveProperty(["generated/bot/index.ts"]);
  });

  it("is refused after a run that trusted it, however its name is written", async () => {
    const cwd = folder(withType("Date"));
    await generate({ cwd });
    const refusals = async (place: string) =>
      (await problemsOf({ cwd: place, untrusted: true })).filter((problem) =>
        problem.includes("untrusted-type"),
      );
    expect(await refusals(cwd)).toHaveLength(1);
    const escaped = folder({
      "schemas/bot/state.schema.json":
        '{ "type": "object", "properties": { "a": { "ts\\u0054ype": "Date" } } }',
    });
    expect(await refusals(escaped)).toHaveLength(1);
  });

  it("is refused in a library that is compiled in batches, too", async () => {
    const cwd = folder({ ...withType("Date"), "schemas/other/state.schema.json": { type: "object" } });
    const { discovery } = discover(join(cwd, "schemas"));
    const options = { cwd, source: "schemas", untrusted: true, limits: { whole: 0, batch: 1 } };
    const problems = await compile(discovery, options, { put: () => {}, clear: () => {} });
    expect(problems.map(({ code }) => code)).toContain("untrusted-type");
  });

  it("the rest compiles as ever", async () => {
    const schemas = {
      "schemas/bot/state.schema.json": { type: "object", properties: { a: { type: "string" } } },
    };
    const [trusted, untrusted] = [folder(schemas), folder(schemas)];
    await generate({ cwd: trusted });
    await generate({ cwd: untrusted, untrusted: true });
    expect(filesIn(untrusted)).toEqual(filesIn(trusted));
  });
});

describe("the parser", () => {
  it.each([
    ["not at all", {}, false],
    ["names a class", { tsType: 'import("pg").Pool' }, false],
    ["is more than a name", { tsType: "Date | string" }, true],
  ])("is loaded only where a schema's tsType %s: %j is %j", (_, field, isLoaded) => {
    const cwd = folder({
      "schemas/bot/state.schema.json": {
        type: "object",
        properties: { a: { type: "string" }, messages: { type: "array", langgraph_type: "messages" } },
      },
      "schemas/bot/context.schema.json": { type: "object", properties: { field } },
      "run.mts": `
        import { createRequire } from "node:module";
        import { generate } from ${JSON.stringify(join(root, "codegen/pipeline/generate.ts"))};
        await generate();
        console.log(Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes("ts-morph")));
      `,
    });
    const tsx = pathToFileURL(join(root, "node_modules/tsx/dist/esm/index.mjs")).href;
    const args = ["--conditions=@graphwright/source", "--import", tsx, join(cwd, "run.mts")];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
    expect([stdout.trim(), stderr]).toEqual([String(isLoaded), ""]);
  });
});
