import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { command } from "../../codegen/command/command.js";
import { UseError } from "../../codegen/problems/use-error.js";
import { validate } from "../../codegen/validate/validate.js";
import { type Files, folder } from "../support/folder.js";

const SECRET = "hunter2-hunter2";

const bot: Files = {
  "schemas/bot/state.schema.json": {
    type: "object",
    properties: {
      name: { type: "string" },
      count: { type: "integer", default: 1 },
      user: { $ref: "../shared/user.schema.json" },
      tags: { type: "array", items: { type: "string" }, "x-reducer": "append", default: [] },
    },
    required: ["name", "count"],
    additionalProperties: false,
  },
  "schemas/bot/context.schema.json": {
    type: "object",
    properties: { token: { type: "string", writeOnly: true, maxLength: 4 } },
  },
  "schemas/bot/store.schema.json": {
    type: "object",
    properties: { "users/{id}": { type: "object", properties: { age: { type: "integer" } } } },
  },
  "schemas/bot/tools.schema.json": {
    type: "object",
    properties: {
      search: {
        description: "Searches.",
        type: "object",
        properties: {
          input: { type: "object", properties: { q: { type: "string" } }, required: ["q"] },
          output: { type: "array" },
        },
      },
    },
  },
  "schemas/bot/sends.schema.json": {
    type: "object",
    properties: { greet: { type: "object", properties: { who: { type: "string" } }, required: ["who"] } },
  },
  "schemas/shared/user.schema.json": {
    type: "object",
    properties: { id: { type: "string" }, friends: { type: "array", items: { $ref: "#" } } },
    required: ["id"],
  },
};

async function run(files: Files, args: readonly string[], stdin = "") {
  let stdout = "";
  let stderr = "";
  const code = await command(["validate", ...args], {
    cwd: folder({ ...bot, ...files }),
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
  });
  return { code, stdout, stderr };
}

describe("graphwright validate", () => {
  it("accepts what a run would accept, defaults included", async () => {
    const files = { "a.json": { name: "x" }, "b.yaml": "name: y\nuser: { id: z }\n" };
    expect(await run(files, ["bot", "state", "a.json", "b.yaml"])).toEqual({
      code: 0,
      stdout: "2 documents, all valid.\n",
      stderr: "",
    });
  });

  it("says where in the document each fault is, in JSON, YAML and JSON Lines", async () => {
    const files = {
      "a.json": '{\n  "name": 1,\n  "user": { "id": "a", "friends": [{}] }\n}\n',
      "b.yaml": "name: y\r\nuser:\r\n  id: 7\r\n",
      "c.jsonl": '{"name":"x"}\n\n{"name":"x","tags":["a",2]}\n{"name":"x","extra":1}\n',
    };
    const { code, stdout } = await run(files, ["bot", "state", "a.json", "b.yaml", "c.jsonl"]);
    expect(code).toBe(1);
    expect(stdout.split("\n").filter((line) => !line.startsWith("  "))).toEqual([
      "a.json:2:3: /name must be a string, but is a number [type]",
      "a.json:3:36: /user/friends/0/id is missing [required]",
      "b.yaml:3:3: /user/id must be a string, but is a number [type]",
      "c.jsonl:3:25: /tags/1 must be a string, but is a number [type]",
      expect.stringMatching(/^c\.jsonl:4:1: .*extra.* \[additionalProperties\]$/),
      "5 documents, 4 invalid.",
      "",
    ]);
    expect(stdout).toContain("  rule: shared/user.schema.json#/required\n");
  });

  it.each([
    ["a document over several lines", '{\n "name": "x"\n}\n', 0, "1 document, all valid.\n"],
    ["a document on one line", '{"name": "x"}', 0, "1 document, all valid.\n"],
    ["JSON Lines", '{"name":"x"}\n{"name":2}\n', 1, /<stdin>:2:2: .*\n.*\n2 documents, 1 invalid\.\n/],
    [
      "JSON Lines that begin with a fault",
      '{"name":}\n{"name":"x"}\n',
      1,
      /<stdin>:1:9: .*\n.*\n2 documents/,
    ],
    ["nothing", "", 1, /<stdin>:1:1: expected a value, found the end of the file \[bad-json\]/],
    ["a byte order mark", '\uFEFF{"name":"x"}', 0, "1 document, all valid.\n"],
    // Both are line ends to JavaScript's own readers of lines, and plain characters in JSON.
    ["line separators in a text", '{"name":"a\u2028b\u2029c\u0085"}\n', 0, "1 document, all valid.\n"],
  ])("reads %s from standard input", async (_, text, code, stdout) => {
    const result = await run({}, ["bot", "state", "-"], text);
    expect(result.code).toBe(code);
    if (typeof stdout === "string") expect(result.stdout).toBe(stdout);
    else expect(result.stdout).toMatch(stdout);
  });

  it.each([
    ["store/users/{id}", '{"age": "x"}', "/age must be an integer"],
    ["tools/search/input", "{}", "/q is missing"],
    ["tools/search/output", "{}", "must be an array"],
    ["sends/greet", "{}", "/who is missing"],
    ["update", '{"tags": 1}', "/tags"],
    ["input", '{"name": 1}', "/name must be a string"],
    ["output", "{}", "/name is missing"],
  ])("checks %s", async (member, text, says) => {
    const { code, stdout } = await run({ "a.json": text }, ["bot", member, "a.json"]);
    expect([code, stdout]).toEqual([1, expect.stringContaining(says)]);
  });

  it.each([
    ["a refused secret", "json", `{"token": "${SECRET}"}`],
    ["a text that is no JSON", "json", `{"token": ${SECRET}}`],
    ["a number that is none", "json", '{"token": 00112233445}'],
    ["a number where it may not stand", "json", '{"token" 112233445 }'],
    ["a text that is no YAML", "yaml", `token: "${SECRET}" "${SECRET}"\n`],
    ["a tag", "yaml", `token: !${SECRET} ${SECRET}\n`],
    ["an alias", "yaml", `token: *${SECRET}\n`],
    ["a key that is no text", "yaml", "112233445: 1\n"],
    ["a key that occurs twice", "yaml", `{ "${SECRET}": 1, "${SECRET}": 2 }`],
  ])("never prints what is in a document: %s", async (_, format, text) => {
    const result = await run({ [`a.${format}`]: text }, ["bot", "context", `a.${format}`]);
    expect(result.code).toBe(1);
    expect(result.stdout).toMatch(/^a\.\w+:1:\d+: /);
    expect(result.stdout + result.stderr).not.toMatch(/hunter2|112233445/);
  });

  it("goes on after a file that can't be read, and says so", async () => {
    const files = { "a.json": { name: "x" }, "b.json": '"\xff"', "folder/c.json": {} };
    const { code, stdout } = await run(files, ["bot", "state", "gone.json", "folder", "a.json"]);
    expect(code).toBe(1);
    expect(stdout).toBe(
      "gone.json: the file does not exist [unreadable]\n  fix: check the name\n" +
        "folder: this is a folder [unreadable]\n  fix: name the files in it, e.g. with *.json\n" +
        "1 document, 0 invalid, 2 not readable.\n",
    );
  });

  it("refuses bytes that are not UTF-8", async () => {
    let stdout = "";
    const code = await command(["validate", "bot", "state", "-"], {
      cwd: folder(bot),
      stdin: Readable.from([Buffer.from([0x22, 0xff, 0x22])]),
      stdout: { write: (text: string) => (stdout += text) },
      stderr: { write: () => true },
    });
    expect([code, stdout]).toEqual([1, expect.stringContaining("the file is not UTF-8")]);
  });

  it("suggests what was meant, and exits with 2 where nothing was checked", async () => {
    const graph = await run({ "a.json": {} }, ["bott", "state", "a.json"]);
    expect([graph.code, graph.stderr]).toEqual([
      2,
      'error: there is no graph "bott"\n  fix: did you mean `bot`?\n',
    ]);
    const member = await run({ "a.json": {} }, ["bot", "tools/serch/input", "a.json"]);
    expect([member.code, member.stderr]).toEqual([2, expect.stringContaining("`tools/search/input`")]);
    const broken = await run({ "schemas/bot/state.schema.json": "{" }, ["bot", "state", "a.json"]);
    expect([broken.code, broken.stderr]).toEqual([2, expect.stringContaining("Nothing was checked.")]);
  });

  it("prints one JSON value for programs, and annotations for GitHub", async () => {
    const files = { "a.jsonl": '{"name":"x"}\n{"name":2}\n{}\n', "ok.json": { name: "x" } };
    const json = await run(files, ["bot", "state", "a.jsonl", "--format", "json"]);
    expect(JSON.parse(json.stdout)).toEqual({
      faults: [
        {
          file: "a.jsonl",
          position: { line: 2, column: 2 },
          code: "type",
          message: "/name must be a string, but is a number",
          path: "/name",
          schemaPath: "bot/state.schema.json#/properties/name/type",
        },
        expect.objectContaining({ code: "required", path: "/name", position: { line: 3, column: 1 } }),
      ],
      documents: 3,
      invalid: 2,
      unreadable: [],
      valid: false,
    });
    const fine = await run(files, ["bot", "state", "ok.json", "--format", "json"]);
    expect(JSON.parse(fine.stdout)).toMatchObject({ faults: [], valid: true });
    const github = await run(files, ["bot", "state", "a.jsonl", "--format", "github"]);
    expect(github.stdout).toMatch(/^::error file=a\.jsonl,line=2,col=2,title=type::\/name must be/);
  });
});

describe("validate as a function", () => {
  it("returns what the command prints", async () => {
    const cwd = folder({ ...bot, "a.json": { name: 1 } });
    const result = await validate({ graph: "bot", member: "state", files: ["a.json"], cwd });
    expect(result).toMatchObject({ documents: 1, invalid: 1, valid: false });
    expect(result.faults.map(({ path }) => path)).toEqual(["/name"]);
    await expect(validate({ graph: "bot", member: "stat", files: [], cwd })).rejects.toThrow(UseError);
  });
});

describe("the built command", () => {
  it("checks far more lines than fit into its memory", async () => {
    const cli = resolve("dist/codegen/command/cli.js");
    const process_ = spawn(
      process.execPath,
      ["--max-old-space-size=100", cli, "validate", "bot", "state", "-"],
      { cwd: folder(bot), stdio: ["pipe", "pipe", "inherit"] },
    );
    let stdout = "";
    process_.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    const line = `${JSON.stringify({ name: "x".repeat(2_000), tags: ["a"] })}\n`;
    const chunk = line.repeat(1_000);
    Readable.from(
      (function* () {
        for (let i = 0; i < 60; i++) yield chunk;
        yield '{"name":1}\n';
      })(),
    ).pipe(process_.stdin);
    const [code] = await once(process_, "close");
    expect(stdout).toContain("<stdin>:60001:2: /name must be a string");
    expect([code, stdout]).toEqual([1, expect.stringContaining("60001 documents, 1 invalid.")]);
  });
});
