import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { command } from "../../codegen/command/command.js";
import type { DiffResult } from "../../codegen/diff/diff.js";
import { type Files, filesIn, folder, put } from "../support/folder.js";

const state = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
const text = { type: "string" };

/** Runs the command in a folder. */
async function run(cwd: string, ...args: string[]) {
  let [out, err] = ["", ""];
  const code = await command(args, {
    cwd,
    stdout: { write: (chunk: string) => (out += chunk) },
    stderr: { write: (chunk: string) => (err += chunk) },
  });
  return { code, out, err };
}

/** Two folders with one contract each. */
const twoFolders = (old: object, now: object, more: Files = {}) =>
  folder({ "old/bot/state.schema.json": old, "new/bot/state.schema.json": now, ...more });

const git = (cwd: string, ...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
    cwd,
    encoding: "utf8",
  });

describe("graphwright diff", () => {
  it("ends with 0 where nothing breaks, and with 1 where something does", async () => {
    const cwd = twoFolders(state({ a: text }), state({ a: text, b: text }));
    expect(await run(cwd, "diff", "old", "new")).toEqual({ code: 0, out: "Nothing breaks.\n", err: "" });
    const { code, out } = await run(cwd, "diff", "new", "old");
    expect(code).toBe(1);
    expect(out).toContain('new/bot/state.schema.json:7:5: breaking: the field "b" is gone [field-removed]');
    expect(out).toContain('shown by: {"b":');
  });

  it("tells the places on both sides, a value, and what to do", async () => {
    const cwd = twoFolders(state({ a: text }), state({ a: { ...text, maxLength: 3 } }));
    const { out } = await run(cwd, "diff", "old", "new", "--format", "json");
    const { findings } = JSON.parse(out) as DiffResult;
    expect(findings.map(({ code }) => code)).toEqual(["update-narrowed", "field-narrowed"]);
    expect(findings[1]).toMatchObject({
      category: "thread",
      severity: "error",
      verdict: "breaking",
      contract: "bot",
      subject: "field a",
      before: { file: "old/bot/state.schema.json", line: 4, column: 5, pointer: "/properties/a" },
      after: { file: "new/bot/state.schema.json", line: 6, column: 7, pointer: "/properties/a/maxLength" },
      witness: { value: "aaaa" },
      remedy: expect.stringContaining("migrate"),
    });
  });

  it("reads revisions from git's objects, and leaves the work tree alone", async () => {
    const cwd = folder({
      "app/schemas/bot/state.schema.json": state({ a: { $ref: "../a.schema.json" } }),
      "app/schemas/a.schema.json": text,
    });
    git(cwd, "init", "-q", "-b", "main");
    git(cwd, "add", ".");
    git(cwd, "commit", "-qm", "one");
    put(cwd, {
      "app/schemas/a.schema.json": { ...text, minLength: 1 },
      "app/schemas/bot/more.schema.json": text,
    });
    const before = filesIn(cwd);
    const { code, out } = await run(`${cwd}/app`, "diff", "main");
    expect(code).toBe(1);
    expect(out).toContain("schemas/a.schema.json:3:3: breaking");
    expect(out).toContain("before: main:app/schemas/a.schema.json:1:1");
    expect(filesIn(cwd)).toEqual(before);
    git(cwd, "add", ".");
    git(cwd, "commit", "-qm", "two");
    expect((await run(`${cwd}/app`, "diff", "HEAD~1", "HEAD")).code).toBe(1);
    expect((await run(`${cwd}/app`, "diff", "HEAD")).code).toBe(0);
    // A folder goes before a revision of its name.
    put(cwd, { "app/main/bot/state.schema.json": state({ a: text }) });
    expect((await run(`${cwd}/app`, "diff", "main", "HEAD")).out).toContain("main/bot/state.schema.json");
    expect((await run(`${cwd}/app`, "diff", "git:HEAD~1", "git:main")).code).toBe(1);
  });

  it.each([
    ["a revision that does not exist", ["diff", "nothing"], '"nothing" is neither a folder nor a revision'],
    ["a revision that is an option", ["diff", "--", "--help"], '"--help" is neither a folder nor a revision'],
    ["a schemas folder that is not there", ["diff", "old"], "the schemas folder does not exist"],
    [
      "a schemas folder that a revision lacks",
      ["diff", "HEAD", "old", "--schemas", "elsewhere"],
      'the revision "HEAD" has no folder elsewhere',
    ],
    [
      "a folder outside of the repository",
      ["diff", "HEAD", "old", "--schemas", ".."],
      "is outside of the repository",
    ],
    ["no OLD", ["diff"], "missing required argument 'old'"],
    ["a format that there isn't", ["diff", "old", "new", "--format", "xml"], "Allowed choices are"],
    ["schemas that don't compile", ["diff", "old", "broken"], "broken/bot/state.schema.json:1:"],
    ["settings that are not there", ["diff", "old", "new", "--config", "no.json"], "no.json can't be read"],
  ])("ends with 2, and compares nothing, for %s", async (_, args, message) => {
    const cwd = twoFolders(state({ a: text }), state({ a: text }), {
      "broken/bot/state.schema.json": "{ nonsense",
    });
    git(cwd, "init", "-q", "-b", "main");
    git(cwd, "add", "new");
    git(cwd, "commit", "-qm", "one");
    const { code, out, err } = await run(cwd, ...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  });

  it("says outside of a repository that there is none", async () => {
    const cwd = twoFolders(state({ a: text }), state({ a: text }));
    const { code, err } = await run(cwd, "diff", "main", "new");
    expect(code).toBe(2);
    expect(err).toContain("this is not a git repository");
  });

  it("never shows a secret, in any format", async () => {
    const secrets = (values: readonly string[]) => ({
      type: "object",
      properties: { key: { enum: values, writeOnly: true, default: values[0] }, n: { type: "integer" } },
      required: ["n"],
    });
    const cwd = twoFolders(state({ a: text }), state({ a: text }), {
      "old/bot/context.schema.json": secrets(["hunter2", "hunter3"]),
      "new/bot/context.schema.json": secrets(["hunter3", "hunter4"]),
    });
    for (const format of ["text", "json", "github", "markdown"]) {
      const { code, out } = await run(cwd, "diff", "old", "new", "--format", format);
      expect(code).toBe(1);
      expect(out).toContain("context-narrowed");
      expect(out).not.toContain("hunter");
    }
    expect((await run(cwd, "diff", "old", "new")).out).toContain('"key":"(secret)"');
  });

  it("names nothing inside of a secret", async () => {
    const secret = (inner: object, more: object) => ({
      type: "object",
      properties: {
        login: { type: "object", writeOnly: true, properties: { pin_of_alice: inner }, ...more },
      },
    });
    const cwd = twoFolders(state({ a: text }), state({ a: text }), {
      "old/bot/context.schema.json": secret(text, {}),
      "new/bot/context.schema.json": secret({ type: "string", minLength: 4 }, { required: ["pin_of_alice"] }),
    });
    const { out } = await run(cwd, "diff", "old", "new");
    expect(out).toContain("context at /login: `minLength` in the new schema");
    expect(out).toContain("context at /login: `required` in the new schema");
    expect(out).not.toContain("alice");
  });

  it("annotates for GitHub, and escapes what would end an annotation", async () => {
    const cwd = twoFolders(state({ "a:b,c%": text }), state({ "a:b,c%": { type: "integer" } }));
    const { out } = await run(cwd, "diff", "old", "new", "--format", "github");
    const lines = out.trimEnd().split("\n");
    expect(lines[0]).toMatch(
      /^::error file=new\/bot\/state\.schema\.json,line=5,col=7,title=breaking%3A update-narrowed::update of a:b,c%25: /,
    );
    expect(lines[0]).toContain("%0Abreaks: ");
  });

  it("writes Markdown in which a name is no markup", async () => {
    const cwd = twoFolders(state({ "<b>`x`*": text }), state({ y: text }));
    const { out } = await run(cwd, "diff", "old", "new", "--format", "markdown");
    expect(out).toContain("## bot");
    expect(out).not.toContain('<b>`x`*" is gone');
    expect(out).toContain("field-removed");
  });

  it("compares a removed contract, a new one, and those that are the same", async () => {
    const cwd = folder({
      "old/gone/state.schema.json": state({ a: text }),
      "old/same/state.schema.json": state({ a: text }),
      "new/same/state.schema.json": state({ a: text }),
      "new/fresh/state.schema.json": state({ a: text }),
    });
    const { code, out } = await run(cwd, "diff", "old", "new", "--format", "json");
    const result = JSON.parse(out) as DiffResult;
    expect(code).toBe(1);
    expect(result.contracts.map(({ name, change }) => `${name} ${change}`)).toEqual([
      "fresh added",
      "gone removed",
      "same same",
    ]);
    expect(result.findings.map(({ code: found }) => found)).toEqual(["contract-removed"]);
  });
});

describe("settings", () => {
  const narrowed = () =>
    twoFolders(
      state({ a: text }, { "x-version": "1.0.0" }),
      state({ a: { ...text, maxLength: 3 } }, { "x-version": "2.0.0" }),
    );
  const entry = {
    contract: "bot",
    subject: "field a",
    code: "field-narrowed",
    version: "2.0.0",
    reason: "No thread has one.",
  };

  it("say what counts, by category and by rule", async () => {
    const cwd = narrowed();
    put(cwd, { "graphwright.diff.json": { categories: { client: "off", thread: "warning" } } });
    const { code, out } = await run(cwd, "diff", "old", "new");
    expect(code).toBe(0);
    expect(out).toContain("warning: field a");
    expect(out).not.toContain("update-narrowed");
    put(cwd, {
      "other.json": { categories: { client: "off", thread: "off" }, rules: { "field-narrowed": "error" } },
    });
    expect((await run(cwd, "diff", "old", "new", "--config", "other.json")).out).toContain("1 breaking.");
  });

  it("accept a break in one version, with a reason, and no longer in the next", async () => {
    const cwd = narrowed();
    const update = { ...entry, code: "update-narrowed", subject: "update of a" };
    put(cwd, { "graphwright.diff.json": { accepted: [entry, update] } });
    const accepted = await run(cwd, "diff", "old", "new");
    expect(accepted.code).toBe(0);
    expect(accepted.out).toContain("accepted: No thread has one.");
    put(cwd, {
      "new/bot/state.schema.json": state({ a: { ...text, maxLength: 3 } }, { "x-version": "2.1.0" }),
    });
    const expired = await run(cwd, "diff", "old", "new");
    expect(expired.code).toBe(1);
    expect(expired.out).toContain("note: the accepted break field-narrowed of bot (field a, version 2.0.0)");
  });

  it.each([
    ["{", "is not JSON"],
    ["[]", "it must be an object"],
    [{ categories: { thread: "loud" } }, '/categories/thread must be `"error"`'],
    [{ categories: { threads: "off" } }, "/categories/threads must be"],
    [{ rules: { "no-rule": "off" } }, "/rules/no-rule must be the code of a rule"],
    [{ undecided: true }, "/undecided must be"],
    [{ accepted: {} }, "/accepted must be a list"],
    [{ accepted: [{ ...entry, reason: " " }] }, "/accepted/0/reason must be a text"],
    [{ accepted: [{ ...entry, version: "2" }] }, "/accepted/0/version must be a semantic version"],
    [{ accept: [] }, "/accept must be"],
  ])("that make no sense are refused: %j", async (settings, message) => {
    const cwd = narrowed();
    put(cwd, { "graphwright.diff.json": settings });
    const { code, err } = await run(cwd, "diff", "old", "new");
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe("versions", () => {
  const versioned = (version: string, properties: object, more: object = {}) =>
    state(properties, { "x-version": version, ...more });

  it.each([
    ["a break", "1.2.3", { a: { type: "integer" } }, "2.0.0"],
    ["an addition", "1.2.3", { a: text, b: text }, "1.3.0"],
    ["other words", "1.2.3", { a: { ...text, description: "Words." } }, "1.2.4"],
    ["nothing", "1.2.3", { a: text }, "1.2.3"],
    ["a break before 1.0.0", "0.2.3", { a: { type: "integer" } }, "0.3.0"],
    ["an addition before 1.0.0", "0.2.3", { a: text, b: text }, "0.2.4"],
  ])("must grow for %s", async (_, before, properties, required) => {
    const cwd = twoFolders(versioned(before, { a: text }), versioned(before, properties));
    const { out } = await run(cwd, "diff", "old", "new", "--format", "json");
    const [contract] = (JSON.parse(out) as DiffResult).contracts;
    expect(contract?.version).toMatchObject({ before, required, isEnough: required === before });
  });

  it("are those of package.json where a contract has none", async () => {
    const cwd = twoFolders(state({ a: text }), state({ a: text, b: text }), {
      "old/package.json": { version: "3.0.0" },
      "new/package.json": { version: "3.1.0" },
    });
    const { out } = await run(cwd, "diff", "old", "new");
    expect(out).toContain("bot: 3.0.0 → 3.1.0 (at least 3.1.0)");
  });
});
