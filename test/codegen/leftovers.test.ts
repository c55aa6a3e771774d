import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { command } from "../../codegen/command/command.js";
import { type Files, filesIn, folder, put } from "../support/folder.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const state = (...names: string[]) => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
});
const bots: Files = {
  "schemas/bot/state.schema.json": state("a"),
  "schemas/other/state.schema.json": state("b"),
};

/** Runs the command in a process of its own, which sends itself a signal when it has kept so many files for later. */
function runAndSignal(cwd: string, signal: "SIGKILL" | "SIGSTOP", kept: number): ChildProcess {
  const place = folder({
    "signal.cjs": `
      const fs = require("node:fs");
      const { writeFileSync } = fs;
      let kept = 0;
      fs.writeFileSync = (path, ...rest) => {
        writeFileSync(path, ...rest);
        if (!String(path).includes("graphwright-tmp") || ++kept !== ${kept}) return;
        writeFileSync(${JSON.stringify(join(cwd, "signalled"))}, "");
        process.kill(process.pid, ${JSON.stringify(signal)});
      };
      require("node:module").syncBuiltinESMExports();
    `,
  });
  const child = spawn(
    process.execPath,
    [
      ...["--require", join(place, "signal.cjs"), "--conditions=@graphwright/source"],
      ...["--import", pathToFileURL(join(root, "node_modules/tsx/dist/esm/index.mjs")).href],
      ...[join(root, "codegen/command/cli.ts"), "generate"],
    ],
    { cwd, stdio: "ignore" },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function run(cwd: string, ...args: string[]) {
  let [stdout, stderr] = ["", ""];
  const code = await command(["generate", ...args], {
    cwd,
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { code, stdout, stderr };
}

const hiddenIn = (cwd: string) =>
  readdirSync(join(cwd, "generated")).filter((name) => name.includes("graphwright-tmp"));

describe("a run that was killed while it kept files for later", () => {
  it("is told of by --check, and cleaned up after by a run with nothing to do", async () => {
    const cwd = folder(bots);
    expect((await run(cwd)).code).toBe(0);
    const before = filesIn(join(cwd, "generated"));
    put(cwd, { "schemas/bot/state.schema.json": state("a", "more") });
    const [, signal] = await once(runAndSignal(cwd, "SIGKILL", 2), "exit");
    expect(signal).toBe("SIGKILL");
    const [left, ...others] = hiddenIn(cwd);
    expect(others).toEqual([]);
    put(cwd, bots);

    const check = await run(cwd, "--check");
    expect(check.code).toBe(1);
    expect(check.stderr).toContain(`generated/${left}: was left behind by a run that was killed\n`);
    expect(check.stderr).toContain("fix: run `graphwright generate`");
    expect(hiddenIn(cwd)).toEqual([left]);

    expect((await run(cwd)).stdout).toContain("Nothing to do");
    expect(filesIn(join(cwd, "generated"))).toEqual(before);
    expect((await run(cwd, "--check")).code).toBe(0);
  });

  it("is cleaned up after where it was the first of all", async () => {
    const cwd = folder(bots);
    await once(runAndSignal(cwd, "SIGKILL", 1), "exit");
    expect(hiddenIn(cwd)).toHaveLength(1);
    expect((await run(cwd)).code).toBe(0);
    expect(hiddenIn(cwd)).toEqual([]);
  });
});

describe("a run that is alive", () => {
  it("keeps its files while others run and check, and finishes", async () => {
    const cwd = folder(bots);
    expect((await run(cwd)).code).toBe(0);
    put(cwd, { "schemas/bot/state.schema.json": state("a", "more") });
    const child = runAndSignal(cwd, "SIGSTOP", 1);
    while (!existsSync(join(cwd, "signalled"))) await wait(20);
    await wait(50);
    expect(hiddenIn(cwd)).toHaveLength(1);

    put(cwd, bots);
    const check = await run(cwd, "--check");
    expect([check.code, check.stderr]).toEqual([0, ""]);
    expect((await run(cwd)).stdout).toContain("Nothing to do");
    expect((await run(cwd, "--force")).code).toBe(0);
    expect(hiddenIn(cwd)).toHaveLength(1);

    child.kill("SIGCONT");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(hiddenIn(cwd)).toEqual([]);
    expect((await run(cwd)).code).toBe(0);
    expect((await run(cwd, "--check")).code).toBe(0);
  });
});
