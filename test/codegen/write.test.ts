import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { HEADER } from "../../codegen/print/header.js";
import { GenerateError } from "../../codegen/problems/problem.js";
import { hashOf } from "../../codegen/text/hash.js";
import {
  CACHE_FOLDER,
  MANIFEST_FILE,
  type Manifest,
  printManifest,
  readManifest,
} from "../../codegen/write/manifest.js";
import { Draft } from "../../codegen/write/write.js";
import { type Files, filesIn, folder, put } from "../support/folder.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const module = (name: string) => join(root, "codegen/write", `${name}.ts`);
const file = (text: string) => `${HEADER} from schemas/x.\n${text}\n`;

/** Brings a folder to these files, as a run of the compiler would. */
function run(out: string, files: Readonly<Record<string, string>>, meanwhile = () => {}) {
  const draft = new Draft(out, "out", readManifest(out));
  try {
    for (const [path, content] of Object.entries(files)) draft.put(path, content);
    const plan = draft.plan();
    if (plan.problems.some(({ severity }) => severity === "error")) throw new GenerateError(plan.problems);
    meanwhile();
    draft.write(plan, { inputs: "i", warnings: 0 });
    return plan;
  } finally {
    draft.discard();
  }
}

function problemOf(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (error instanceof GenerateError) return error.problems[0];
    throw error;
  }
  throw new Error("nothing was wrong");
}

describe("writing", () => {
  it("creates the folder and the files, and leaves nothing else behind", () => {
    const out = join(folder(), "deep", "out");
    run(out, { "a/index.ts": file("a"), "shared/b/index.ts": file("b") });
    expect(Object.keys(filesIn(out))).toEqual(["a/index.ts", "shared/b/index.ts"]);
    expect(readManifest(out).files.get("a/index.ts")).toBe(hashOf(file("a")));
  });

  it("touches only files whose bytes change", () => {
    const out = folder();
    run(out, { "a.ts": file("a"), "b.ts": file("b") });
    const past = new Date(1e9);
    utimesSync(join(out, "a.ts"), past, past);
    utimesSync(join(out, "b.ts"), past, past);
    const plan = run(out, { "a.ts": file("a"), "b.ts": file("changed") });
    expect(plan.unchanged).toEqual(["a.ts"]);
    expect(statSync(join(out, "a.ts")).mtime).toEqual(past);
    expect(statSync(join(out, "b.ts")).mtime).not.toEqual(past);
  });

  it("removes what is stale with the folders that it leaves empty, and nothing of the user's", () => {
    const out = folder({ "notes.md": "mine", "old/mine.txt": "mine" });
    run(out, { "old/index.ts": file("old"), "older/deep/index.ts": file("older"), "a.ts": file("a") });
    run(out, { "a.ts": file("a") });
    expect(filesIn(out)).toEqual({ "a.ts": file("a"), "notes.md": "mine", "old/mine.txt": "mine" });
    expect(existsSync(join(out, "older"))).toBe(false);
  });

  it("leaves a stale file alone that was edited, and says so", () => {
    const out = folder();
    run(out, { "a.ts": file("a"), "b.ts": file("b") });
    put(out, { "b.ts": file("b, and more") });
    const plan = run(out, { "a.ts": file("a") });
    expect(plan.problems).toMatchObject([{ severity: "warning", code: "edited-file", file: "out/b.ts" }]);
    expect(existsSync(join(out, "b.ts"))).toBe(true);
  });

  it("replaces a generated file that was edited by hand", () => {
    const out = folder();
    run(out, { "a.ts": file("a") });
    put(out, { "a.ts": "edited beyond recognition" });
    run(out, { "a.ts": file("a") });
    expect(filesIn(out)).toEqual({ "a.ts": file("a") });
  });

  it("knows its own files by their first line where the manifest is lost", () => {
    const out = folder({ "a.ts": file("older") });
    run(out, { "a.ts": file("a") });
    expect(filesIn(out)).toEqual({ "a.ts": file("a") });
  });

  it.each<[string, Files]>([
    ["a file", { "a/index.ts": "export const mine = 1;" }],
    ["a file where a folder has to be", { a: "mine" }],
    ["a folder where a file has to be", { "a/index.ts/mine.txt": "mine" }],
  ])("refuses to write over %s of the user's, and writes nothing", (_, files) => {
    const out = folder(files);
    const problem = problemOf(() => run(out, { "a/index.ts": file("a"), "b.ts": file("b") }));
    expect(problem).toMatchObject({ code: "foreign-file", file: expect.stringMatching(/^out\/a/) });
    expect(problem?.remedy).toContain("--out");
    expect(filesIn(out)).toEqual(files);
  });

  it("does not follow a manifest out of its folder", () => {
    const place = folder({ "victim.ts": "victim" });
    const out = join(place, "out");
    put(out, {
      [MANIFEST_FILE]: {
        format: 1,
        files: { "../victim.ts": hashOf("victim"), "/etc/passwd": "x", "a\\..\\b": "x" },
      },
    });
    expect(readManifest(out).files.size).toBe(0);
    run(out, { "a.ts": file("a") });
    expect(filesIn(place)).toHaveProperty(["victim.ts"], "victim");
  });

  it.each([
    ["nonsense", "{"],
    ["a list", "[]"],
    ["another format", '{"format": 99, "files": {"a.ts": "x"}}'],
  ])("starts over from a manifest that is %s", (_, content) => {
    const out = folder({ [MANIFEST_FILE]: content });
    run(out, { "a.ts": file("a") });
    expect(readManifest(out).inputs).toBe("i");
  });

  it("says that the folder can't be written, and leaves no trace", () => {
    const place = folder({ blocked: "a file" });
    const problem = problemOf(() => run(join(place, "blocked", "out"), { "a.ts": file("a") }));
    expect(problem).toMatchObject({ severity: "error", code: "output-not-writable", file: "out" });
    expect(problem?.message).toContain("a part of its path is a file");
    expect(filesIn(place)).toEqual({ blocked: "a file" });
  });

  it("takes everything back when the disk refuses halfway", () => {
    const out = folder();
    run(out, { "a.ts": file("a") });
    const before = filesIn(out);
    const tooLong = `${"x".repeat(300)}.ts`;
    expect(
      problemOf(() => run(out, { "a.ts": file("new"), "new/b.ts": file("b"), [tooLong]: file("c") })),
    ).toMatchObject({
      code: "output-not-writable",
    });
    expect(filesIn(out)).toEqual(before);
    expect(existsSync(join(out, "new"))).toBe(false);
  });

  it("never writes through a link to a folder, wherever it leads", () => {
    for (const target of [folder({ "mine.txt": "mine" }), "elsewhere"]) {
      const out = folder({ "elsewhere/mine.txt": "mine" });
      symlinkSync(target, join(out, "bot"));
      const before = filesIn(out);
      const problem = problemOf(() => run(out, { "bot/index.ts": file("a"), "bot/deep/b.ts": file("b") }));
      expect(problem).toMatchObject({ severity: "error", code: "link-in-output", file: "out/bot" });
      expect(problem?.remedy).toContain("replace it with a folder");
      expect(filesIn(out)).toEqual(before);
    }
  });

  it("never writes through a link that appears when all is planned", () => {
    const [out, elsewhere] = [folder(), folder()];
    expect(
      problemOf(() =>
        run(out, { "bot/index.ts": file("a") }, () => symlinkSync(elsewhere, join(out, "bot"))),
      ),
    ).toMatchObject({ code: "output-not-writable", message: expect.stringContaining("bot is a link") });
    expect(filesIn(elsewhere)).toEqual({});
  });

  it("replaces a link to a file by the file, and leaves what it led to as it is", () => {
    const [out, elsewhere] = [folder(), folder({ "a.ts": file("theirs") })];
    symlinkSync(join(elsewhere, "a.ts"), join(out, "a.ts"));
    run(out, { "a.ts": file("a") });
    expect(filesIn(out)).toEqual({ "a.ts": file("a") });
    expect(filesIn(elsewhere)).toEqual({ "a.ts": file("theirs") });
  });

  it("never removes through a link: neither stale files nor what was left over", () => {
    const out = folder();
    run(out, { "bot/index.ts": file("bot"), "a.ts": file("a") });
    const elsewhere = folder({ "index.ts": file("bot"), "x.1-0123abcd.graphwright-tmp": "x" });
    const before = filesIn(elsewhere);
    rmSync(join(out, "bot"), { recursive: true });
    symlinkSync(elsewhere, join(out, "bot"));
    const { pid } = spawnSync(process.execPath, ["--version"]);
    symlinkSync(elsewhere, join(out, `.${pid}-0123abcd.graphwright-tmp`));
    run(out, { "a.ts": file("a") });
    expect(filesIn(elsewhere)).toEqual(before);
    expect(readdirSync(out).sort()).toEqual([CACHE_FOLDER, "a.ts", "bot"]);
  });

  it("never overwrites through a link that cannot be resolved", () => {
    const out = folder();
    symlinkSync(join(out, "nowhere"), join(out, "a.ts"));
    expect(problemOf(() => run(out, { "a.ts": file("a") }))).toMatchObject({ code: "foreign-file" });
  });

  it("cleans up after runs that were killed, but not after those that may still run", () => {
    const out = folder();
    run(out, { "a.ts": file("a"), "b/index.ts": file("b") });
    const { pid } = spawnSync(process.execPath, ["--version"]);
    const machine = createHash("sha256")
      .update(`${hostname()} ${existsSync("/proc/self/ns/pid") ? readlinkSync("/proc/self/ns/pid") : ""}`)
      .digest("hex")
      .slice(0, 8);
    const left = (id: string, folders = ["", "b/"]) => [
      `.${id}-0123abcd.graphwright-tmp/0-index.ts`,
      ...folders.map((inner) => `${inner}a.ts.${id}-0123abcd.graphwright-tmp`),
    ];
    const mayRun = [`${process.ppid}`, `${process.pid}-${machine}`, `${pid}-89abcdef`].flatMap((id) =>
      left(id),
    );
    const dead = [`${pid}`, `${pid}-${machine}`].flatMap((id) => left(id));
    const old = [`${process.ppid}-${machine}`, `${process.pid}`, `4711-0000ffff`].flatMap((id) =>
      left(id, [""]),
    );
    put(out, Object.fromEntries([...mayRun, ...dead, ...old].map((name) => [name, "half a fi"])));
    for (const name of old) {
      const past = Date.now() / 1000 - 2 * 60 * 60;
      utimesSync(join(out, name.split("/")[0] ?? ""), past, past);
    }
    run(out, { "a.ts": file("a"), "b/index.ts": file("b") });
    expect(Object.keys(filesIn(out)).sort()).toEqual(["a.ts", "b/index.ts", ...mayRun].sort());
  });

  it("repairs what a run left that was killed between two files: the manifest names the files of both runs", () => {
    const out = folder();
    run(out, { "a.ts": file("a"), "old.ts": file("old") });
    // What is on disk when a run from (a, old) to (new a, b) is killed after its first file.
    const unfinished: Manifest = {
      warnings: 0,
      files: new Map([
        ["a.ts", hashOf(file("new a"))],
        ["b.ts", hashOf(file("b"))],
        ["old.ts", hashOf(file("old"))],
      ]),
    };
    put(out, { [MANIFEST_FILE]: printManifest(unfinished), "b.ts": file("b") });
    run(out, { "a.ts": file("a") });
    expect(filesIn(out)).toEqual({ "a.ts": file("a") });
    expect(readManifest(out).inputs).toBe("i");
  });

  it("marks the manifest as unfinished before it replaces the first file", () => {
    const out = folder();
    run(out, { "a.ts": file("a") });
    const problem = problemOf(() =>
      run(out, { "a.ts": file("new"), "b.ts": file("b") }, () => put(out, { "b.ts/in-the-way": "" })),
    );
    expect(problem).toMatchObject({ code: "output-not-writable" });
    expect(readManifest(out).inputs).toBeUndefined();
    expect(readFileSync(join(out, "a.ts"), "utf8")).toBe(file("new"));
  });

  // Two folders, three files that are kept, three folders, the manifest (9), three files moved, one removed, what is left of the first folder, the manifest (16).
  it.each([3, 9, 10, 13, 14, 16, 17])(
    "killed before step %i leaves whole files, and what the next run repairs",
    (step) => {
      const files = { "a.ts": file("a"), "b/index.ts": file("b"), "old.ts": file("old") };
      const next = { "a.ts": file("new a"), "b/index.ts": file("new b"), "c/index.ts": file("c") };
      const out = folder();
      run(out, files);
      const place = folder({
        "kill.cjs": `
        const fs = require("node:fs");
        let steps = 0;
        for (const name of ["mkdirSync", "writeFileSync", "renameSync", "rmSync"]) {
          const original = fs[name];
          fs[name] = (...args) => {
            if (process.env.ARMED && steps++ === ${step}) process.kill(process.pid, "SIGKILL");
            return original(...args);
          };
        }
        require("node:module").syncBuiltinESMExports();
      `,
        "run.mts": `
        import { readManifest } from ${JSON.stringify(module("manifest"))};
        import { Draft } from ${JSON.stringify(module("write"))};
        process.env.ARMED = "yes";
        const draft = new Draft(${JSON.stringify(out)}, "out", readManifest(${JSON.stringify(out)}));
        for (const [path, content] of Object.entries(${JSON.stringify(next)})) draft.put(path, content);
        draft.write(draft.plan(), { inputs: "i", warnings: 0 });
        draft.discard();
      `,
      });
      const tsx = pathToFileURL(join(root, "node_modules/tsx/dist/esm/index.mjs")).href;
      const { signal, stderr } = spawnSync(
        process.execPath,
        ["--require", join(place, "kill.cjs"), "--import", tsx, join(place, "run.mts")],
        { encoding: "utf8" },
      );
      expect([signal, stderr]).toEqual(["SIGKILL", ""]);

      const left = Object.entries(filesIn(out)).filter(([path]) => !path.includes("graphwright-tmp"));
      for (const [path, content] of left) {
        expect([files, next].map((those: Files) => those[path])).toContain(content);
      }
      run(out, next);
      expect(filesIn(out)).toEqual(next);
      expect(readdirSync(out).sort()).toEqual([CACHE_FOLDER, "a.ts", "b", "c"]);
    },
  );
});
