import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command } from "../../codegen/command/command.js";
import type { Terminal } from "../../codegen/command/terminal.js";
import type { ImportExtension } from "../../codegen/index.js";
import { type GenerateOptions, generate } from "../../codegen/pipeline/generate.js";
import { type Files, filesIn, folder, put } from "../support/folder.js";

const user = {
  type: "object",
  properties: { name: { type: "string" }, nick: { type: "string", default: "none" } },
  default: {},
};
/** One that makes every kind of file import from another module. */
const schemas = {
  "schemas/bot/state.schema.json": {
    type: "object",
    properties: { user: { $ref: "../shared/user.schema.json" } },
  },
  "schemas/shared/user.schema.json": user,
};
const SETTINGS = "generated/.graphwright.json";

/** How the generated files of a project import each other: the endings of all relative imports. */
function endings(place: string): string[] {
  const found = Object.values(filesIn(join(place, "generated"))).flatMap((text) => [
    ...text.matchAll(/from "\.[^"]*?\/\w+(\.\w+)?"/g),
  ]);
  expect(found.length).toBeGreaterThanOrEqual(7);
  return [...new Set(found.map(([, ending]) => ending ?? "none"))];
}

function recorded(place: string): unknown {
  return JSON.parse(readFileSync(join(place, SETTINGS), "utf8")).importExtension;
}

async function extensionIn(files: Files, options: GenerateOptions = {}): Promise<unknown> {
  const place = folder({ ...schemas, ...files });
  await generate({ cwd: place, ...options });
  const extension = recorded(place);
  expect(endings(place)).toEqual([extension === "none" ? "none" : `.${extension}`]);
  return extension;
}

const tsconfig = (compilerOptions: Files, rest: Files = {}): Files => ({
  "tsconfig.json": { compilerOptions, ...rest },
});

describe("generated modules import each other", () => {
  it.each<[ImportExtension, Files]>([
    ["js", { module: "nodenext" }],
    ["js", { module: "NodeNext" }],
    ["js", { module: "node16" }],
    ["js", { module: "node18" }],
    ["js", { module: "node20" }],
    ["js", { module: "esnext", moduleResolution: "Node16" }],
    ["none", { module: "esnext", moduleResolution: "bundler" }],
    ["none", { module: "preserve" }],
    ["none", { module: "esnext" }],
    ["none", { module: "commonjs" }],
    ["none", { moduleResolution: "node" }],
    ["none", {}],
    ["ts", { moduleResolution: "bundler", allowImportingTsExtensions: true }],
    ["ts", { module: "nodenext", rewriteRelativeImportExtensions: true }],
    ["js", { module: "nodenext", allowImportingTsExtensions: false }],
  ])("with the extension %j under the compiler options %j", async (extension, options) => {
    expect(await extensionIn(tsconfig(options))).toBe(extension);
  });

  it("in .js without any configuration", async () => {
    expect(await extensionIn({})).toBe("js");
  });

  it.each(["deno.json", "deno.jsonc"])("in .ts below a %s", async (name) => {
    expect(await extensionIn({ [name]: "{ /* a comment */ }" })).toBe("ts");
  });

  it("as the tsconfig.json says that stands beside a deno.json, or nearer", async () => {
    const files = { ...tsconfig({ module: "nodenext" }), "deno.json": {} };
    expect(await extensionIn(files)).toBe("js");
    const place = folder({ "deno.json": {} });
    put(join(place, "app"), { ...schemas, ...tsconfig({ module: "preserve" }) });
    await generate({ cwd: join(place, "app") });
    expect(recorded(join(place, "app"))).toBe("none");
  });

  it("as a deno.json says that is nearer than any tsconfig.json", async () => {
    const place = folder(tsconfig({ module: "nodenext" }));
    put(join(place, "edge"), { ...schemas, "deno.json": {} });
    await generate({ cwd: join(place, "edge") });
    expect(recorded(join(place, "edge"))).toBe("ts");
  });

  it("as the nearest tsconfig.json above the output folder says, wherever the schemas are", async () => {
    const place = folder({ ...schemas, ...tsconfig({ module: "nodenext" }) });
    put(join(place, "web"), tsconfig({ moduleResolution: "bundler" }));
    await generate({ cwd: place, out: "web/src/generated" });
    expect(readFileSync(join(place, "web/src/generated/bot/client.ts"), "utf8")).toContain(
      'from "../shared/user/index";',
    );
  });

  it("as what the tsconfig.json extends says, files and packages", async () => {
    const base = {
      "node_modules/@tsconfig/base/tsconfig.json": { compilerOptions: { module: "nodenext" } },
      "config/base.json": { extends: "@tsconfig/base/tsconfig.json" },
    };
    expect(await extensionIn({ ...base, "tsconfig.json": { extends: "./config/base.json" } })).toBe("js");
    const own = tsconfig(
      { module: "esnext", moduleResolution: "bundler" },
      { extends: ["./config/base.json"] },
    );
    expect(await extensionIn({ ...base, ...own })).toBe("none");
  });

  it("as that of the listed projects says which the output belongs to", async () => {
    const files = {
      "tsconfig.json": {
        files: [],
        references: [{ path: "./gone" }, { path: "./tsconfig.node.json" }, { path: "./app" }],
      },
      "tsconfig.node.json": { include: ["vite.config.ts"], compilerOptions: { module: "nodenext" } },
      "app/tsconfig.json": {
        include: ["../generated"],
        compilerOptions: { moduleResolution: "bundler", allowImportingTsExtensions: true },
      },
    };
    expect(await extensionIn(files)).toBe("ts");
  });

  it("as a tsconfig.json with comments, trailing commas and a byte order mark says", async () => {
    const text = '\uFEFF{\n  // chosen by hand\n  "compilerOptions": { "module": "nodenext", },\n}\n';
    expect(await extensionIn({ "tsconfig.json": text })).toBe("js");
  });

  it("as the option says, whatever the tsconfig.json says", async () => {
    const files = tsconfig({ module: "nodenext" });
    expect(await extensionIn(files, { importExtension: "none" })).toBe("none");
    expect(await extensionIn(files, { importExtension: "ts" })).toBe("ts");
  });
});

describe("the extension of a project", () => {
  it("stays as it was recorded when the tsconfig.json changes", async () => {
    const place = folder({ ...schemas, ...tsconfig({ module: "nodenext" }) });
    await generate({ cwd: place });
    put(place, tsconfig({ module: "preserve" }));
    const { written } = await generate({ cwd: place, force: true });
    expect([written, recorded(place)]).toEqual([[], "js"]);
  });

  it("is the recorded one in a fresh clone", async () => {
    const place = folder(schemas);
    await generate({ cwd: place, importExtension: "none" });
    rmSync(join(place, "generated/.graphwright-cache"), { recursive: true });
    expect((await generate({ cwd: place, check: true })).outOfStep).toEqual([]);
    expect((await generate({ cwd: place })).written).toEqual([]);
  });

  it("changes with the option where nothing else has changed, and stays changed", async () => {
    const place = folder(schemas);
    await generate({ cwd: place });
    const { outOfStep } = await generate({ cwd: place, check: true, importExtension: "ts" });
    expect(outOfStep).toContainEqual({ file: "generated/bot/index.ts", reason: "different" });
    expect(outOfStep).toContainEqual({ file: SETTINGS, reason: "different" });
    const { written } = await generate({ cwd: place, importExtension: "ts" });
    expect(written).toEqual(outOfStep.map(({ file }) => file));
    expect((await generate({ cwd: place })).written).toEqual([]);
    expect([endings(place), recorded(place)]).toEqual([[".ts"], "ts"]);
  });

  it.each([
    ["a manifest in the place of the settings", { format: 1, files: {} }],
    ["settings that don't record it", { format: 2 }],
  ])("is .js with %s", async (_, settings) => {
    expect(await extensionIn({ ...tsconfig({ module: "preserve" }), [SETTINGS]: settings })).toBe("js");
  });

  it.each([
    ["<<<<<<< HEAD\n{}\n", "this is not a JSON object"],
    ["[]", "this is not a JSON object"],
    [{ format: 2, importExtension: "mjs" }, '`importExtension` is none of "js", "ts", "none"'],
  ])("is not guessed where the settings are %j", async (settings, message) => {
    const place = folder({ ...schemas, [SETTINGS]: settings });
    await expect(generate({ cwd: place })).rejects.toThrow(`${SETTINGS}: error: ${message} [bad-settings]`);
    await generate({ cwd: place, importExtension: "none" });
    expect(recorded(place)).toBe("none");
  });

  it.each([
    ['{\n  "compilerOptions": { "module" "nodenext" }\n}', "tsconfig.json:2:33: error: this can't be read: "],
    ['{ "compilerOptions":', "tsconfig.json:1:"],
    ['{ "extends": "@tsconfig/gone" }', "tsconfig.json: error: this can't be read: File '@tsconfig/gone'"],
    ['{ "extends": "./tsconfig.json" }', "tsconfig.json: error: this can't be read: Circularity"],
    ['{ "compilerOptions": { "module": 3 } }', "an option has a value of a wrong type"],
    ['{ "include": 5 }', "an option has a value of a wrong type"],
  ])("can't come from the tsconfig.json %j", async (text, message) => {
    const place = folder({ ...schemas, "tsconfig.json": text });
    const result = generate({ cwd: place });
    await expect(result).rejects.toThrow(message);
    await expect(result).rejects.toThrow("[bad-tsconfig]\n");
    await expect(result).rejects.toThrow("choose with --import-extension how");
  });

  it("passes over what is no reference in a tsconfig.json", async () => {
    const text = { files: [], references: [null, 5, {}, { path: 1 }], compilerOptions: [] };
    expect(await extensionIn({ "tsconfig.json": text })).toBe("none");
  });

  it("does not need a sound tsconfig.json once it is known", async () => {
    const files = { ...schemas, "tsconfig.json": "{" };
    expect(await extensionIn(files, { importExtension: "none" })).toBe("none");
    expect(await extensionIn({ ...files, [SETTINGS]: { format: 2, importExtension: "ts" } })).toBe("ts");
  });

  it("is an option of the command", async () => {
    const place = folder(schemas);
    let output = "";
    const write = (text: string) => {
      output += text;
    };
    const terminal: Terminal = { cwd: place, stdout: { write }, stderr: { write } };
    expect(await command(["generate", "--import-extension", "none"], terminal)).toBe(0);
    expect(endings(place)).toEqual(["none"]);
    expect(await command(["generate", "--import-extension", "mjs"], terminal)).toBe(2);
    expect(output).toContain("Allowed choices are js, ts, none");
  });

  it("is refused where it is none", async () => {
    const importExtension = "mjs" as ImportExtension;
    await expect(generate({ cwd: folder(schemas), importExtension })).rejects.toThrow(
      "importExtension is one of js, ts, none, not mjs",
    );
  });
});
