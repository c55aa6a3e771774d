import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { VERBS } from "../../codegen/command/verbs.js";
import { type Files, filesIn, folder } from "../support/folder.js";
import { runCommand } from "../support/run-command.js";

const state = { type: "object", properties: { note: { type: "string" } } };
const bot: Files = { "schemas/bot/state.schema.json": state };
const faulty: Files = { "schemas/bot/state.schema.json": { ...state, items: { $ref: "#/$defs/A" } } };

describe("the help", () => {
  it.each(VERBS.map(({ name }) => name))("of %s has examples that begin with the command", async (name) => {
    const { code, stdout } = await runCommand(folder(), [name, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples:\n  \\$ graphwright ${name}\\b`));
  });
});

describe("a word that is nearly right", () => {
  it.each([
    ["a verb", ["genrate"], "Did you mean generate?"],
    ["an option", ["generate", "--ceck"], "Did you mean --check?"],
    ["an option of another verb", ["diff", "--formt", "json"], "Did you mean --format?"],
  ])("is suggested for %s", async (_, args, suggestion) => {
    const { code, stderr } = await runCommand(folder(bot), args);
    expect(code).toBe(2);
    expect(stderr).toContain(suggestion);
    expect(stderr).toMatch(/Run `graphwright .*--help`/);
  });
});

describe("a fault of graphwright's own", () => {
  const run = async (args: readonly string[], env = {}) => {
    const place = folder(bot);
    const stdout = {
      write: () => {
        throw new Error("the output is gone");
      },
    };
    let stderr = "";
    const { command } = await import("../../codegen/command/command.js");
    const code = await command(args, {
      cwd: place,
      env,
      stdout,
      stderr: { write: (text) => (stderr += text) },
    });
    return { code, stderr };
  };

  it("exits with 70, asks for a report, and shows no stack", async () => {
    const { code, stderr } = await run(["generate"]);
    expect(code).toBe(70);
    expect(stderr).toContain("bug in graphwright");
    expect(stderr).toContain("the output is gone");
    expect(stderr).toContain("--verbose");
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it.each([
    ["--verbose", ["generate", "--verbose"], {}],
    ["DEBUG", ["generate"], { DEBUG: "1" }],
  ])("shows the stack with %s", async (_, args, env) => {
    expect((await run(args, env)).stderr).toMatch(/^ +at /m);
  });
});

describe("colour", () => {
  const colored = async (isTTY: boolean, env: Record<string, string> = {}) => {
    const { stderr } = await runCommand(folder(faulty), ["generate"], { isTTY, env });
    expect(stderr).toContain("unresolved-ref");
    return stderr.includes("\u001b[");
  };

  it("is for terminals, unless NO_COLOR is set", async () => {
    expect(await colored(true)).toBe(true);
    expect(await colored(true, { NO_COLOR: "1" })).toBe(false);
    expect(await colored(true, { TERM: "dumb" })).toBe(false);
    expect(await colored(false)).toBe(false);
    expect(await colored(false, { FORCE_COLOR: "1" })).toBe(true);
  });

  it("changes nothing but the colour", async () => {
    const place = folder(faulty);
    const plain = await runCommand(place, ["generate"]);
    const bright = await runCommand(place, ["generate"], { isTTY: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours
    expect(bright.stderr.replace(/\u001b\[\d+m/g, "")).toBe(plain.stderr);
  });
});

describe("time", () => {
  it("is told on a terminal only", async () => {
    const place = folder(bot);
    expect((await runCommand(place, ["generate"], { isTTY: true })).stdout).toMatch(/Done in [\d.]+ m?s\./);
    expect((await runCommand(place, ["generate", "--force"])).stdout).not.toContain("Done in");
  });
});

describe("graphwright alone", () => {
  it("says which contracts there are and whether they are in step, and writes nothing", async () => {
    const place = folder({ ...bot, "schemas/other/state.schema.json": state });
    const before = filesIn(place);
    const never = await runCommand(place, []);
    expect(never).toMatchObject({ code: 0, stderr: "" });
    expect(never.stdout).toContain("bot    out of date  state\nother  out of date  state\n");
    expect(never.stdout).toContain("next: graphwright generate");
    expect(filesIn(place)).toEqual(before);

    await runCommand(place, ["generate"]);
    const done = await runCommand(place, []);
    expect(done.stdout).toBe("bot    in step  state\nother  in step  state\n2 contracts, all in step.\n");
  });

  it("tells problems, and exits with 1 where they are errors", async () => {
    const { code, stdout, stderr } = await runCommand(folder(faulty), []);
    expect(code).toBe(1);
    expect(stderr).toContain("[unresolved-ref]");
    expect(stdout).toContain("bot  state\n");
  });

  it("shows the help where there are no schemas", async () => {
    const place = folder();
    mkdirSync(join(place, "src"));
    const { code, stderr } = await runCommand(place, []);
    expect(code).toBe(2);
    expect(stderr).toContain("Usage: graphwright");
    expect(stderr).toContain("no schemas folder here");
  });
});

vi.setConfig({ testTimeout: 60_000 });
