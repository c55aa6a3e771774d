import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { command } from "../../codegen/command/command.js";
import { type Files, filesIn, folder, put } from "../support/folder.js";

/** Runs the command as a process would, in this process. */
async function run(cwd: string, ...args: string[]) {
  let stdout = "";
  let stderr = "";
  const code = await command(args, {
    cwd,
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { code, stdout, stderr };
}

const state = { type: "object", properties: { note: { type: "string" } } };
const bot: Files = { "schemas/bot/state.schema.json": state };

describe("bad input to generate", () => {
  const state2 = (properties: string) => `{\n  "type": "object",\n  "properties": ${properties}\n}\n`;

  it.each<[string, Files, { place: string; says: RegExp; fix: RegExp; flags?: string[] }]>([
    ["no schemas folder", {}, { place: "schemas: error:", says: /does not exist/, fix: /--schemas/ }],
    [
      "a schemas folder that is a file",
      { schemas: "text" },
      { place: "schemas: error:", says: /is a file/, fix: /--schemas/ },
    ],
    [
      "a folder without a graph",
      { "schemas/shared/user.schema.json": {} },
      { place: "schemas: error:", says: /no contract/, fix: /state\.schema\.json/ },
    ],
    [
      "a contract without a state",
      { ...bot, "schemas/other/context.schema.json": {} },
      { place: "schemas/other: error:", says: /no state\.schema\.json/, fix: /add a state\.schema\.json/ },
    ],
    [
      "malformed JSON",
      { "schemas/bot/state.schema.json": '{\n  "type": "object",\n  "properties": { "a": }\n}\n' },
      {
        place: "schemas/bot/state.schema.json:3:24: error:",
        says: /3 \| {3}"properties": \{ "a": \}\n +\^/,
        fix: /./,
      },
    ],
    [
      "malformed YAML",
      { "schemas/bot/state.schema.yaml": "type: object\nproperties:\n  a: [1, 2\n  b: 3\n" },
      { place: "schemas/bot/state.schema.yaml:", says: /error: /, fix: /./ },
    ],
    [
      "a $ref to nothing",
      { "schemas/bot/state.schema.json": state2('{\n    "a": { "$ref": "#/$defs/Nothing" }\n  }') },
      { place: "schemas/bot/state.schema.json:4:12: error:", says: /Nothing/, fix: /./ },
    ],
    [
      "a $ref to a file that isn't there",
      {
        "schemas/bot/state.schema.json": state2('{\n    "a": { "$ref": "../shared/gone.schema.json" }\n  }'),
      },
      { place: "schemas/bot/state.schema.json:4:12: error:", says: /gone/, fix: /./ },
    ],
    [
      "a state that is not an object schema",
      { "schemas/bot/state.schema.json": { type: "array" } },
      { place: "schemas/bot/state.schema.json:1:1: error:", says: /object/, fix: /object/ },
    ],
    [
      "two graphs whose names collide after conversion",
      { "schemas/my-bot/state.schema.json": state, "schemas/my_bot/state.schema.json": state },
      { place: "schemas/my_bot: error:", says: /MyBot/, fix: /rename/ },
    ],
    [
      "a name that no names in code follow from",
      { "schemas/c#/state.schema.json": state },
      {
        place: "schemas/c#: error:",
        says: /holds the character "#"/,
        fix: /rename the folder, e\.g\. to `c`/,
      },
    ],
    [
      "two folders that give one name",
      { "schemas/case/state.schema.json": state, "schemas/team/Case/state.schema.json": state },
      { place: "schemas/team/Case: error:", says: /would both get the name Case/, fix: /rename one/ },
    ],
    [
      "an output folder that is a file",
      { ...bot, generated: "mine" },
      { place: "generated: error:", says: /can't be written/, fix: /--out/ },
    ],
    [
      "an output folder that can't be made",
      { ...bot, blocked: "a file" },
      {
        place: "blocked/out: error:",
        says: /can't be written/,
        fix: /--out/,
        flags: ["--out", "blocked/out"],
      },
    ],
    [
      "an output folder in the schemas folder",
      bot,
      {
        place: "schemas/out: error:",
        says: /is inside the schemas/,
        fix: /--out/,
        flags: ["--out", "schemas/out"],
      },
    ],
    [
      "an output folder that is the schemas folder",
      bot,
      {
        place: "schemas: error:",
        says: /is inside the schemas/,
        fix: /--out/,
        flags: ["--out", "./schemas/"],
      },
    ],
    [
      "a file of the user's where a generated one belongs",
      { ...bot, "generated/bot/index.ts": "export const mine = 1;\n" },
      { place: "generated/bot/index.ts: error:", says: /was not written by graphwright/, fix: /--out/ },
    ],
  ])(
    "%s: says where, what and how to fix it, exits with 1 and writes nothing",
    async (_, files, expected) => {
      const place = folder(files);
      const before = filesIn(place);
      const { code, stdout, stderr } = await run(place, "generate", ...(expected.flags ?? []));
      expect(stderr).toContain(expected.place);
      expect(stderr).toMatch(expected.says);
      expect(stderr).toMatch(/\n {2}fix: /);
      expect(stderr.slice(stderr.indexOf("  fix: "))).toMatch(expected.fix);
      expect(stderr).toMatch(/\[[a-z-]+\]/);
      expect(stderr).toContain("Nothing was written.");
      expect(stdout).toBe("");
      expect(code).toBe(1);
      expect(filesIn(place)).toEqual(before);
    },
  );

  it("tells the problems of all files in one run", async () => {
    const place = folder({
      "schemas/it's/state.schema.json": state,
      "schemas/bot/state.schema.json": {
        type: "object",
        properties: { a: { $ref: "#/$defs/A" }, b: { $ref: "#/$defs/B" } },
      },
      "schemas/other/state.schema.json": "{",
    });
    const { code, stderr } = await run(place, "generate");
    expect(code).toBe(1);
    for (const part of ["schemas/it's: error", "$defs/A", "$defs/B", "schemas/other/state.schema.json:1:"])
      expect(stderr).toContain(part);
    expect(stderr).toContain("4 errors.");
  });

  it("tells them as JSON where that is asked for", async () => {
    const place = folder({
      "schemas/bot/state.schema.json": { ...state, items: { $ref: "#/$defs/A" } },
    });
    const { code, stdout, stderr } = await run(place, "generate", "--format", "json");
    expect(code).toBe(1);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      written: [],
      problems: [
        {
          severity: "error",
          code: "unresolved-ref",
          file: "schemas/bot/state.schema.json",
          position: { line: 9, column: 5 },
          message: expect.any(String),
          remedy: expect.any(String),
          excerpt: '    "$ref": "#/$defs/A"',
        },
      ],
    });
  });
});

describe("generate", () => {
  it("names what it wrote, then finds nothing to do", async () => {
    const place = folder({ ...bot, "generated/mine.txt": "mine" });
    const first = await run(place, "generate");
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("wrote generated/bot/index.ts\n");
    expect(readFileSync(join(place, "generated/mine.txt"), "utf8")).toBe("mine");
    const second = await run(place, "generate");
    expect(second).toEqual({ code: 0, stderr: "", stdout: "Nothing to do: 5 files up to date.\n" });
  });

  it("takes other folders, inside and outside of the working directory", async () => {
    const place = folder({ "contracts/bot/state.schema.json": state });
    const out = join(folder(), "sdk");
    const { code } = await run(place, "generate", "--schemas", "contracts", "--out", out);
    expect(code).toBe(0);
    expect(existsSync(join(out, "bot/index.ts"))).toBe(true);
    expect(readFileSync(join(out, "bot/index.ts"), "utf8")).toContain("from contracts/bot.");
  });

  it("with --check writes nothing, and fails with the names of the files that are out of date", async () => {
    const place = folder(bot);
    const never = await run(place, "generate", "--check");
    expect(never.code).toBe(1);
    expect(never.stderr).toContain("generated/bot/index.ts: is missing");
    expect(never.stderr).toContain("fix: run `graphwright generate`");
    expect(existsSync(join(place, "generated"))).toBe(false);

    await run(place, "generate");
    expect(await run(place, "generate", "--check")).toEqual({
      code: 0,
      stderr: "",
      stdout: "Up to date: 5 files.\n",
    });

    put(place, {
      "schemas/bot/state.schema.json": { ...state, required: ["note"] },
      "generated/bot/schemas.ts": "// edited",
    });
    const before = filesIn(place);
    const later = await run(place, "generate", "--check", "--format", "json");
    expect(later.code).toBe(1);
    expect(JSON.parse(later.stdout).outOfStep).toContainEqual({
      file: "generated/bot/schemas.ts",
      reason: "different",
    });
    expect(filesIn(place)).toEqual(before);
  });

  it("prints warnings and succeeds all the same, each time", async () => {
    const place = folder({
      "schemas/bot/state.schema.json": { ...state, required: ["gone"] },
    });
    for (let time = 0; time < 2; time += 1) {
      const { code, stderr } = await run(place, "generate");
      expect(code).toBe(0);
      expect(stderr).toContain("warning:");
      expect(stderr).toContain("1 warning.");
    }
  });

  it("with --fail-on-warnings writes nothing where there are warnings, and fails", async () => {
    const place = folder({
      "schemas/bot/state.schema.json": { ...state, required: ["gone"] },
    });
    const before = filesIn(place);
    for (const more of [[], ["--check"], ["--force"]]) {
      const { code, stderr, stdout } = await run(place, "generate", "--fail-on-warnings", ...more);
      expect(code).toBe(1);
      expect(stderr).toContain("1 warning.");
      expect(stderr).toContain("Nothing was written: with --fail-on-warnings, warnings are enough.");
      expect(stdout).toBe("");
      expect(filesIn(place)).toEqual(before);
    }
    const json = await run(place, "generate", "--fail-on-warnings", "--format", "json");
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ written: [], problems: [{ severity: "warning" }] });
  });

  it("with --fail-on-warnings fails after a run that only warned, too", async () => {
    const place = folder({
      "schemas/bot/state.schema.json": { ...state, required: ["gone"] },
    });
    expect((await run(place, "generate")).code).toBe(0);
    expect((await run(place, "generate", "--check")).code).toBe(0);
    expect((await run(place, "generate", "--fail-on-warnings")).code).toBe(1);
    expect((await run(place, "generate", "--check", "--fail-on-warnings")).code).toBe(1);
  });

  it("with --untrusted refuses a tsType, and says so as for any error", async () => {
    const place = folder({ "schemas/bot/state.schema.json": { properties: { a: { tsType: "Date" } } } });
    expect((await run(place, "generate")).code).toBe(0);
    const { code, stderr } = await run(place, "generate", "--untrusted");
    expect(code).toBe(1);
    expect(stderr).toContain("schemas/bot/state.schema.json:4:7: error: `tsType` is refused");
  });

  it("with --all-definitions exports what no contract leads to, and not without it", async () => {
    const $defs = { Used: { type: "string" }, Spare: { type: "number" } };
    const place = folder({
      "schemas/bot/state.schema.json": {
        type: "object",
        properties: { a: { $ref: "../shared.json#/$defs/Used" } },
      },
      "schemas/shared.json": { $defs },
    });
    const exported = () => filesIn(place)["generated/shared/index.ts"]?.match(/^export type \w+/gm);
    expect((await run(place, "generate")).code).toBe(0);
    expect(exported()).toEqual(["export type Used"]);
    expect((await run(place, "generate", "--all-definitions")).code).toBe(0);
    expect(exported()).toEqual(["export type Used", "export type Spare"]);
    expect((await run(place, "generate", "--all-definitions", "--check")).code).toBe(0);
    expect((await run(place, "generate", "--check")).code).toBe(1);
  });

  it("with --fail-on-warnings generates where there are none", async () => {
    const place = folder(bot);
    expect((await run(place, "generate", "--fail-on-warnings")).code).toBe(0);
    expect((await run(place, "generate", "--fail-on-warnings", "--check")).code).toBe(0);
  });
});

describe("the command line", () => {
  it.each([
    ["an unknown command", ["destroy"]],
    ["an unknown option", ["generate", "--fast"]],
    ["an option without its value", ["generate", "--out"]],
    ["a format that doesn't exist", ["generate", "--format", "xml"]],
    ["an argument too many", ["generate", "schemas"]],
    ["the option of a verb without the verb", ["--check"]],
  ])("exits with 2 for %s", async (_, args) => {
    const place = folder(bot);
    const { code, stderr } = await run(place, ...args);
    expect(code).toBe(2);
    expect(stderr).not.toBe("");
    expect(existsSync(join(place, "generated"))).toBe(false);
  });

  it("tells its version and how to use it", async () => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(await run(folder(), "--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
    const help = await run(folder(), "generate", "--help");
    expect(help.code).toBe(0);
    for (const flag of [
      "--schemas",
      "--out",
      "--check",
      "--fail-on-warnings",
      "--untrusted",
      "--all-definitions",
      "--format",
    ])
      expect(help.stdout).toContain(flag);
  });

  it("runs as a process, and loads neither TypeScript nor Ajv where nothing changed", () => {
    const root = fileURLToPath(new URL("../../", import.meta.url));
    const place = folder({
      ...bot,
      // Tells the URL of every module that is loaded.
      "watch.mjs": 'import { register } from "node:module"; register("./hook.mjs", import.meta.url);',
      "hook.mjs": `
        import { writeSync } from "node:fs";
        export const load = (url, context, next) => { writeSync(2, "loaded " + url + "\\n"); return next(url, context); };
      `,
    });
    const graphwright = () =>
      spawnSync(
        process.execPath,
        [
          "--conditions=@graphwright/source",
          ...["--import", pathToFileURL(join(root, "node_modules/tsx/dist/esm/index.mjs")).href],
          ...["--import", pathToFileURL(join(place, "watch.mjs")).href],
          ...[join(root, "codegen/command/cli.ts"), "generate"],
        ],
        { cwd: place, encoding: "utf8" },
      );
    const heavy = /loaded \S*\/node_modules\/(typescript|ts-morph|ajv|yaml)\//;
    const first = graphwright();
    expect(first.stdout).toContain("wrote generated/bot/index.ts");
    expect(first.stderr).toMatch(heavy);
    const again = graphwright();
    expect(again.stdout).toContain("Nothing to do");
    expect(again.status).toBe(0);
    expect(again.stderr).toContain("loaded ");
    expect(again.stderr).not.toMatch(heavy);
  });
});
