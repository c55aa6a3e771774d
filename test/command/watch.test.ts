import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { contracts } from "../../bench/support/contracts.js";
import { generate } from "../../codegen/pipeline/generate.js";
import { type WatchRun, watch } from "../../codegen/pipeline/watch/watch.js";
import { type Files, filesIn, folder, put } from "../support/folder.js";
import { runCommand } from "../support/run-command.js";

vi.setConfig({ testTimeout: 20_000 });

/** Watches a project until the test is over. */
function watched(place: string) {
  const runs: WatchRun[] = [];
  let heard = () => {};
  const control = new AbortController();
  const ended = watch({
    cwd: place,
    signal: control.signal,
    onRun: (run) => {
      runs.push(run);
      heard();
    },
  });
  onTestFinished(async () => {
    control.abort();
    await ended;
  });
  /** The next run that nobody has asked for yet. */
  const next = async (): Promise<WatchRun> => {
    while (runs.length === 0)
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    return runs.shift() as WatchRun;
  };
  const written = async () => {
    const run = await next();
    if (run.kind !== "generated") throw new Error(JSON.stringify(run));
    return [...run.result.written, ...run.result.removed.map((file) => `- ${file}`)];
  };
  return { next, written, control, ended };
}

/** What a clean run makes of the schemas as they are now. */
async function clean(place: string): Promise<Files> {
  const other = folder();
  cpSync(join(place, "schemas"), join(other, "schemas"), { recursive: true });
  await generate({ cwd: other });
  return filesIn(join(other, "generated"));
}

const state = (properties: Files) => ({ type: "object", properties });
const project: Files = {
  "schemas/a/state.schema.json": state({ user: { $ref: "../shared/user.schema.json" } }),
  "schemas/b/state.schema.json": state({ user: { $ref: "../shared/user.schema.json" } }),
  "schemas/c/state.schema.json": state({ note: { type: "string" } }),
  "schemas/d/state.schema.json": state({ note: { type: "string" } }),
  "schemas/shared/user.schema.json": state({ name: { type: "string" } }),
};

describe("watch", () => {
  it("generates, and writes only what a change touches, through references too", async () => {
    const place = folder(project);
    const { written } = watched(place);
    expect(await written()).toContain("generated/a/index.ts");

    put(place, { "schemas/c/state.schema.json": state({ note: { type: "number" } }) });
    const one = await written();
    expect(one).not.toEqual([]);
    expect(one.filter((file) => !file.startsWith("generated/c/"))).toEqual([]);

    put(place, { "schemas/shared/user.schema.json": state({ name: { type: "number" } }) });
    const through = await written();
    expect(through.filter((file) => !/^generated\/(a|b|shared)\//.test(file))).toEqual([]);
    expect(through).toContain("generated/shared/user/index.ts");
    expect(filesIn(join(place, "generated"))).toEqual(await clean(place));
  });

  it("survives errors, and says when all is well again", async () => {
    const place = folder(project);
    const { next } = watched(place);
    await next();
    const before = filesIn(join(place, "generated"));
    const file = join(place, "schemas/c/state.schema.json");
    const text = readFileSync(file, "utf8");

    writeFileSync(file, text.slice(0, -5));
    expect(await next()).toMatchObject({
      kind: "refused",
      problems: [{ file: "schemas/c/state.schema.json" }],
    });
    expect(filesIn(join(place, "generated"))).toEqual(before);
    writeFileSync(file, text);
    expect(await next()).toMatchObject({ kind: "generated", isRecovery: true });
    expect(filesIn(join(place, "generated"))).toEqual(before);
  });

  it("removes what a contract that is gone had, and writes a new one's", async () => {
    const place = folder(project);
    const { written } = watched(place);
    await written();
    rmSync(join(place, "schemas/d"), { recursive: true });
    expect(await written()).toContain("- generated/d/index.ts");
    put(place, { "schemas/e/state.schema.json": state({}) });
    expect(await written()).toContain("generated/e/index.ts");
    expect(filesIn(join(place, "generated"))).toEqual(await clean(place));
  });

  it("takes many changes at once as one, as of a branch that is checked out", async () => {
    const place = folder(library(12));
    const { written } = watched(place);
    await written();
    for (const [path, text] of Object.entries(library(14))) {
      const changed = JSON.stringify({ ...JSON.parse(String(text)), description: "Of the other branch." });
      put(place, { [path]: changed });
    }
    await written();
    expect(filesIn(join(place, "generated"))).toEqual(await clean(place));
  });

  it("writes again what was edited or removed in the output, with the next change", async () => {
    const place = folder(project);
    const { written } = watched(place);
    await written();
    rmSync(join(place, "generated/d"), { recursive: true });
    writeFileSync(
      join(place, "generated/b/index.ts"),
      readFileSync(join(place, "generated/a/index.ts"), "utf8"),
    );
    put(place, { "schemas/c/state.schema.json": state({ note: { type: "number" } }) });
    await written();
    expect(filesIn(join(place, "generated"))).toEqual(await clean(place));
  });

  it("sees a file that an editor replaces by renaming", async () => {
    const place = folder(project);
    const { written } = watched(place);
    await written();
    put(place, { "schemas/c/.swp": state({ other: { type: "number" } }) });
    renameSync(join(place, "schemas/c/.swp"), join(place, "schemas/c/state.schema.json"));
    expect((await written()).join()).toContain("generated/c/");
  });

  it("waits for a schemas folder that isn't there yet", async () => {
    const place = folder();
    const { next } = watched(place);
    expect(await next()).toMatchObject({ kind: "refused", problems: [{ code: "no-schemas-folder" }] });
    put(place, project);
    let run = await next();
    while (run.kind !== "generated") run = await next();
    expect(filesIn(join(place, "generated"))).toEqual(await clean(place));
  });

  it("has, after any edits, what a clean run has", async () => {
    const place = folder(library(6));
    const { next } = watched(place);
    await next();
    const edits: readonly [string, (schema: Record<string, unknown>) => unknown][] = [
      ["shared/money", (schema) => ({ ...schema, $defs: { Cent: { type: "integer" } } })],
      [
        `${nameOf(0)}/state`,
        (schema) => ({
          ...schema,
          properties: {
            ...(schema.properties as object),
            cents: { $ref: "../shared/money.schema.json#/$defs/Cent" },
          },
        }),
      ],
      [`${nameOf(1)}/state`, (schema) => ({ ...schema, description: "Another." })],
      [
        `${nameOf(0)}/state`,
        (schema) => ({ ...schema, unevaluatedProperties: false, additionalProperties: undefined }),
      ],
      [
        `${nameOf(0)}/state`,
        (schema) => ({
          ...schema,
          description: "Without cents.",
          properties: { plain: { type: "string" }, ...(schema.properties as object), cents: undefined },
        }),
      ],
    ];
    for (const [path, edit] of edits) {
      const file = join(place, `schemas/${path}.schema.json`);
      writeFileSync(file, JSON.stringify(edit(JSON.parse(readFileSync(file, "utf8")))));
      expect(await next()).toMatchObject({ kind: "generated" });
      expect(filesIn(join(place, "generated"))).toEqual(await clean(place));
    }
  });
});

/** The benchmark's contracts as files of a project. */
function library(count: number): Files {
  return Object.fromEntries([...contracts(count)].map(([path, text]) => [`schemas/${path}`, text]));
}

/** The folder of one of the benchmark's contracts. */
function nameOf(index: number): string {
  const names = [...new Set([...contracts(6).keys()].map((path) => path.split("/")[0]))];
  return names.filter((name) => name !== "shared")[index] ?? "";
}

describe("generate --watch", () => {
  it("prints stable lines where nobody looks on, and ends well on request", async () => {
    const place = folder(project);
    const control = new AbortController();
    const running = runCommand(place, ["generate", "--watch"], { signal: control.signal });
    await vi.waitFor(() => expect(filesIn(place)).toHaveProperty(["generated/d/index.ts"]), 30_000);
    control.abort();
    const { code, stdout, stderr } = await running;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^wrote generated\/\.graphwright\.json\n/);
    expect(stdout).toMatch(/\nUp to date: \d+ files written\. Watching for changes\.\n$/);
  });

  it("does not go with --check", async () => {
    const { code, stderr } = await runCommand(folder(project), ["generate", "--watch", "--check"]);
    expect(code).toBe(2);
    expect(stderr).toContain("fix: leave one of them out");
  });
});
