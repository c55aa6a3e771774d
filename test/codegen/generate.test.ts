import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { generate } from "../../codegen/pipeline/generate.js";
import { GenerateError } from "../../codegen/problems/problem.js";
import { MANIFEST_FILE, readManifest } from "../../codegen/write/manifest.js";
import { filesIn, folder, put } from "../support/folder.js";

const state = { type: "object", properties: { note: { type: "string" } } };
const context = {
  type: "object",
  properties: { user: { $ref: "../shared/user.schema.json" } },
  required: ["user"],
};
const library = {
  "schemas/bot/state.schema.json": state,
  "schemas/bot/context.schema.json": context,
  "schemas/other/state.schema.json": state,
  "schemas/shared/user.schema.json": { type: "object", properties: { name: { type: "string" } } },
};

const files = (module: string) =>
  [...(module.startsWith("shared/") ? [] : ["client"]), "index", "schemas", "validators"].map(
    (name) => `generated/${module}/${name}.ts`,
  );

const SETTINGS = "generated/.graphwright.json";

describe("generate", () => {
  it("makes a folder of files for each graph and each shared file, and a file of settings", async () => {
    const place = folder(library);
    const result = await generate({ cwd: place });
    const expected = [SETTINGS, ...["bot", "other", "shared/user"].flatMap(files)];
    expect(result).toEqual({ written: expected, removed: [], unchanged: [], outOfStep: [], problems: [] });
    expect(Object.keys(filesIn(join(place, "generated"))).map((file) => `generated/${file}`)).toEqual(
      expected,
    );
  });

  it("gives the same bytes wherever the files lie and however they were checked out", async () => {
    const [here, there] = [folder(library), join(folder(), "a", "b")];
    mkdirSync(there, { recursive: true });
    const crlf = Object.entries(library).map(([path, schema]) => [
      path,
      JSON.stringify(schema, undefined, 2).replaceAll("\n", "\r\n"),
    ]);
    put(there, Object.fromEntries(crlf.map(([path, text]) => [path, `${text}\r\n`])));
    await generate({ cwd: here });
    await generate({ cwd: there, schemas: join(there, "schemas"), out: "./generated/" });
    expect(filesIn(join(there, "generated"))).toEqual(filesIn(join(here, "generated")));
  });

  it("reports an error that the schemas' texts don't show, after a run that had none", async () => {
    const place = folder(library);
    await generate({ cwd: place });
    symlinkSync("..", join(place, "schemas/bot/up"));
    await expect(generate({ cwd: place })).rejects.toThrow("this link leads to the schemas folder");
  });

  it("writes the files of what changed and no others", async () => {
    const place = folder(library);
    await generate({ cwd: place });
    put(place, { "schemas/other/state.schema.json": { ...state, required: ["note"] } });
    const { written, unchanged } = await generate({ cwd: place });
    expect(written).toEqual(files("other").filter((file) => written.includes(file)));
    expect(written).toContain("generated/other/client.ts");
    expect(unchanged).toEqual(expect.arrayContaining([...files("bot"), ...files("shared/user")]));
  });

  it("removes what a graph left behind that is gone", async () => {
    const place = folder(library);
    await generate({ cwd: place });
    rmSync(join(place, "schemas/bot"), { recursive: true });
    const { removed } = await generate({ cwd: place });
    expect(removed.toSorted()).toEqual(["bot", "shared/user"].flatMap(files).toSorted());
    expect(Object.keys(filesIn(join(place, "generated")))).toEqual([
      ".graphwright.json",
      ...files("other").map((file) => file.replace("generated/", "")),
    ]);
  });

  it("leaves everything as it is where nothing changed", async () => {
    const place = folder(library);
    await generate({ cwd: place });
    const past = new Date(1e9);
    const all = Object.keys(filesIn(join(place, "generated")));
    for (const file of all) utimesSync(join(place, "generated", file), past, past);
    for (const force of [false, true]) {
      const { written, unchanged } = await generate({ cwd: place, force });
      expect(written).toEqual([]);
      expect(unchanged).toHaveLength(12);
    }
    for (const file of all) expect(statSync(join(place, "generated", file)).mtime).toEqual(past);
  });

  it.each<[string, (place: string) => void]>([
    ["deleted", (place) => rmSync(join(place, "generated/bot/index.ts"))],
    ["edited", (place) => put(place, { "generated/bot/index.ts": "edited" })],
    ["emptied", (place) => put(place, { "generated/bot/index.ts": "" })],
  ])("restores a generated file that was %s", async (_, damage) => {
    const place = folder(library);
    await generate({ cwd: place });
    const before = filesIn(place);
    damage(place);
    expect((await generate({ cwd: place, check: true })).outOfStep.map(({ file }) => file)).toEqual([
      "generated/bot/index.ts",
    ]);
    expect((await generate({ cwd: place })).written).toEqual(["generated/bot/index.ts"]);
    expect(filesIn(place)).toEqual(before);
  });

  it("reports in a check what is missing, different and stale, and changes nothing", async () => {
    const place = folder(library);
    await generate({ cwd: place });
    rmSync(join(place, "schemas/other"), { recursive: true });
    put(place, {
      "schemas/fresh/state.schema.json": state,
      "schemas/bot/state.schema.json": { ...state, description: "Other words." },
    });
    const before = filesIn(place);
    const { outOfStep, written, removed } = await generate({ cwd: place, check: true });
    expect(outOfStep).toEqual(
      expect.arrayContaining([
        { file: "generated/fresh/index.ts", reason: "missing" },
        { file: "generated/bot/client.ts", reason: "different" },
        { file: "generated/other/index.ts", reason: "stale" },
      ]),
    );
    expect([...written, ...removed]).toEqual([]);
    expect(filesIn(place)).toEqual(before);
  });

  it("is in step where only the layout of a schema changed", async () => {
    const place = folder(library);
    await generate({ cwd: place });
    put(place, { "schemas/bot/state.schema.json": JSON.stringify(state) });
    expect((await generate({ cwd: place, check: true })).outOfStep).toEqual([]);
  });

  it("throws all problems where one is an error, and leaves the last output in place", async () => {
    const place = folder(library);
    await generate({ cwd: place });
    const before = filesIn(join(place, "generated"));
    put(place, {
      "schemas/bot/state.schema.json": "{",
      "schemas/other/state.schema.json": { type: "string" },
    });
    const error = await generate({ cwd: place }).catch((reason: unknown) => reason);
    if (!(error instanceof GenerateError)) throw error;
    expect(error.problems.map(({ file }) => file)).toEqual(
      expect.arrayContaining(["schemas/bot/state.schema.json", "schemas/other/state.schema.json"]),
    );
    expect(filesIn(join(place, "generated"))).toEqual(before);
  });

  it("leaves the last output in place where the last of many contracts has an error, and nothing beside it", async () => {
    const place = folder(library);
    await generate({ cwd: place });
    const before = filesIn(join(place, "generated"));
    // So much that it is compiled in several batches: what comes before the error is ready by then.
    const large = { ...state, $comment: "x".repeat(1_400_000) };
    put(place, {
      "schemas/a/state.schema.json": large,
      "schemas/b/state.schema.json": large,
      "schemas/z/state.schema.json": {
        type: "object",
        properties: { note: { type: "string", pattern: "(" } },
      },
    });
    const error = await generate({ cwd: place }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      problems: [{ code: "invalid-pattern", file: "schemas/z/state.schema.json" }],
    });
    expect(filesIn(join(place, "generated"))).toEqual(before);
    expect(readdirSync(join(place, "generated")).sort()).toEqual([
      ".graphwright-cache",
      ".graphwright.json",
      "bot",
      "other",
      "shared",
    ]);

    const fresh = await generate({ cwd: place, out: "fresh" }).catch((reason: unknown) => reason);
    expect(fresh).toBeInstanceOf(GenerateError);
    expect(readdirSync(place).sort()).toEqual(["generated", "schemas"]);
    rmSync(join(place, "schemas/z"), { recursive: true });
    const { written, unchanged } = await generate({ cwd: place });
    expect(written).toEqual(["a", "b"].flatMap(files));
    expect(unchanged).toEqual([SETTINGS, ...["bot", "other", "shared/user"].flatMap(files)]);
  });

  it("keeps nothing that all contracts share in a file that is committed", async () => {
    const place = folder(library);
    await generate({ cwd: place });
    const before = filesIn(join(place, "generated"));
    put(place, { "schemas/bot/state.schema.json": { ...state, description: "Another one." } });
    await generate({ cwd: place });
    const after = filesIn(join(place, "generated"));
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    expect(changed.filter((path) => !path.startsWith("bot/"))).toEqual([]);
    expect(readFileSync(join(place, "generated/.graphwright-cache/.gitignore"), "utf8")).toBe("*\n");
  });

  it("removes what a graph left behind in a fresh clone too, and nothing of anybody else's", async () => {
    const place = folder(library);
    await generate({ cwd: place });
    await generate({ cwd: place, out: "generated/nested" });
    const index = readFileSync(join(place, "generated/bot/index.ts"), "utf8");
    put(place, { "generated/bot/copy.ts": index, "generated/node_modules/x/index.ts": index });
    for (const out of ["generated", "generated/nested"]) {
      rmSync(join(place, out, ".graphwright-cache"), { recursive: true });
    }
    rmSync(join(place, "schemas/bot"), { recursive: true });

    const { outOfStep } = await generate({ cwd: place, check: true });
    const gone = ["bot", "shared/user"].flatMap(files);
    expect(outOfStep).toEqual(gone.map((file) => ({ file, reason: "stale" })));
    const { removed } = await generate({ cwd: place });
    expect(removed).toEqual(gone);
    expect(
      Object.keys(filesIn(join(place, "generated"))).filter((path) => !path.startsWith("nested/")),
    ).toEqual([
      ".graphwright.json",
      "bot/copy.ts",
      "node_modules/x/index.ts",
      ...files("other").map((file) => file.replace("generated/", "")),
    ]);
    expect(Object.keys(filesIn(join(place, "generated/nested")))).toHaveLength(12);
  });

  it("goes on from the manifest that an older graphwright committed", async () => {
    const place = folder(library);
    await generate({ cwd: place });
    const manifest = readFileSync(join(place, "generated", MANIFEST_FILE), "utf8");
    rmSync(join(place, "generated/.graphwright-cache"), { recursive: true });
    put(place, { [SETTINGS]: manifest, "generated/bot/index.ts": "edited" });
    rmSync(join(place, "schemas/bot"), { recursive: true });
    const { written, removed, problems } = await generate({ cwd: place });
    expect(written).toEqual([SETTINGS]);
    expect(removed).toContain("generated/bot/schemas.ts");
    expect(problems).toMatchObject([{ code: "edited-file", file: "generated/bot/index.ts" }]);
    expect(readFileSync(join(place, SETTINGS), "utf8")).not.toContain("files");
  });

  it("remembers that there were warnings, and reports them again", async () => {
    const place = folder({ "schemas/bot/state.schema.json": { ...state, required: ["gone"] } });
    const first = await generate({ cwd: place });
    expect(first.problems).toMatchObject([{ severity: "warning" }]);
    expect(readManifest(join(place, "generated")).warnings).toBe(1);
    expect((await generate({ cwd: place })).problems).toEqual(first.problems);
    put(place, { "schemas/bot/state.schema.json": state });
    await generate({ cwd: place });
    expect(readManifest(join(place, "generated")).warnings).toBe(0);
  });

  it("survives two runs at once", async () => {
    const place = folder(library);
    await Promise.all([generate({ cwd: place }), generate({ cwd: place })]);
    expect((await generate({ cwd: place, check: true })).outOfStep).toEqual([]);
    expect(Object.keys(filesIn(join(place, "generated")))).toHaveLength(12);
  });
});

describe("the example contracts", () => {
  it("are in step with what is committed for them", async () => {
    const root = fileURLToPath(new URL("../../", import.meta.url));
    const { outOfStep, problems } = await generate({ cwd: root, check: true });
    expect(outOfStep).toEqual([]);
    expect(problems).toEqual([]);
  });
});
