import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { command } from "../../codegen/command/command.js";
import { openContract } from "../../codegen/contract/open-contract.js";
import { importContract } from "../../codegen/import/import-contract.js";
import { type Files, folder } from "../support/folder.js";

type Answer = readonly [status: number, body: string, headers?: Readonly<Record<string, string>>];

/** A server with an answer for each path; none for a path that isn't there. */
async function server(answers: Readonly<Record<string, Answer>>): Promise<string> {
  const http = createServer(({ url = "" }, response) => {
    const [status, body, headers = {}] = answers[url] ?? [];
    if (status !== undefined) response.writeHead(status, headers).end(body);
  }).listen(0);
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

async function judge(
  cwd: string,
  graph: string,
  member: string,
  value: unknown,
): Promise<boolean | undefined> {
  const { schemas } = await openContract({ graph, cwd });
  return schemas.get(member)?.safeParse(value).success;
}

const ASSISTANT = {
  graph_id: "agent",
  input_schema: { type: "object", properties: { question: { type: "string" } } },
  output_schema: { type: "object", properties: { question: { type: "string" }, notes: { type: "array" } } },
  state_schema: {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "State",
    type: "object",
    properties: { question: { type: "string" }, notes: { type: "array" } },
    required: ["question"],
  },
  context_schema: {
    type: "object",
    properties: { user: { $ref: "#/definitions/User" } },
    definitions: { User: { type: "string" } },
  },
  config_schema: {},
};

describe("a server", () => {
  it("gives the schemas of an assistant, and leaves reducers to a person", async () => {
    const url = await server({
      "/assistants/agent/schemas": [200, JSON.stringify(ASSISTANT)],
      "/moved": [302, "", { location: "/assistants/agent/schemas" }],
    });
    const cwd = folder();
    const { name, written, notes } = await importContract({ source: `${url}/moved`, cwd });
    expect([name, written]).toEqual([
      "agent",
      ["context", "state", "input"].map((kind) => `schemas/agent/${kind}.schema.json`),
    ]);
    expect(notes).toEqual([expect.objectContaining({ place: "state.notes", needsHand: true })]);
    expect(await judge(cwd, "agent", "context", { user: 1 })).toBe(false);
    expect(await judge(cwd, "agent", "state", {})).toBe(true);
  });

  it.each<[string, Answer | undefined, RegExp, RegExp]>([
    ["a web page", [200, "<!DOCTYPE html><html></html>"], /a web page/, /address of the JSON/],
    ["no such address", [404, "{}"], /answered 404/, /\/assistants\/ASSISTANT\/schemas/],
    ["no permission", [401, "{}"], /answered 401/, /save the answer as a file/],
    ["something else", [200, "[1]"], /nothing that a contract can be made of/, /OpenAPI/],
    ["nothing", undefined, /didn't answer within 0.3 seconds/, /server runs/],
  ])("that answers with %s is told from one that doesn't", async (_, answer, message, remedy) => {
    const url = await server(answer === undefined ? {} : { "/a": answer });
    const failure = importContract({ source: `${url}/a`, cwd: folder(), timeout: 300 });
    await expect(failure).rejects.toMatchObject({
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    });
  });

  it("that isn't there is named", async () => {
    const failure = importContract({ source: "http://127.0.0.1:9/contracts/a", cwd: folder() });
    await expect(failure).rejects.toThrow(/127\.0\.0\.1:9\/contracts\/a can't be read/);
  });
});

describe("a document", () => {
  it("of graphwright's own server keeps the vocabulary and the parts of members", async () => {
    const files: Files = {
      "bot.json": {
        graph: "bot",
        name: "bot",
        fingerprint: "1",
        members: {
          state: {
            type: "object",
            properties: { log: { type: "array", items: { type: "string" }, "x-reducer": "append" } },
          },
          update: { type: "object" },
          tools: { search: { input: { type: "object", required: ["q"] }, output: true } },
        },
      },
    };
    const cwd = folder(files);
    await importContract({ source: "bot.json", cwd });
    const { model } = await openContract({ graph: "bot", cwd });
    expect(model.fields.map(({ name, reducer }) => [name, reducer])).toEqual([["log", "append"]]);
    expect(await judge(cwd, "bot", "tools/search/input", {})).toBe(false);
  });

  it("of Pydantic's is the state, or what the user chooses", async () => {
    const pydantic = {
      title: "TicketState",
      type: "object",
      $defs: { Priority: { enum: ["low", "high"], title: "Priority", type: "string" } },
      properties: {
        id: { title: "Id", type: "integer" },
        priority: { $ref: "#/$defs/Priority", default: "low" },
      },
      required: ["id"],
    };
    const cwd = folder({ "ticket.json": pydantic });
    expect((await importContract({ source: "ticket.json", cwd })).name).toBe("ticket");
    expect(await judge(cwd, "ticket", "state", { id: 1, priority: "no" })).toBe(false);
    expect(await judge(cwd, "ticket", "state", { id: 1 })).toBe(true);
    const wrong = importContract({ source: "ticket.json", name: "b", as: { state: "Priorty" }, cwd });
    await expect(wrong).rejects.toMatchObject({ remedy: "did you mean `Priority`?" });
  });

  it("of OpenAPI 3.0 gives its definitions in today's words", async () => {
    const api = `openapi: 3.0.3
info: { title: Pet Store }
paths: {}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string, nullable: true }
        nullable: { type: boolean }
        age: { type: integer, minimum: 0, exclusiveMinimum: true }
        kind: { type: string, enum: [cat, dog], nullable: true }
        owner: { nullable: true, allOf: [{ $ref: '#/components/schemas/Owner' }] }
    Owner: { type: object, required: [id] }
`;
    const cwd = folder({ "api.yaml": api });
    const { written } = await importContract({ source: "api.yaml", as: { state: "Pet" }, cwd });
    expect(written).toEqual(["schemas/pet-store/state.schema.json", "schemas/shared/pet-store.schema.json"]);
    const ok = { name: null, age: 1, kind: null, owner: null, nullable: true };
    expect(await judge(cwd, "pet-store", "state", ok)).toBe(true);
    for (const wrong of [{ age: 0 }, { kind: "cow" }, { owner: {} }, { nullable: 1 }])
      expect([wrong, await judge(cwd, "pet-store", "state", { ...ok, ...wrong })]).toEqual([wrong, false]);
  });

  it("that is broken is refused where it is, and nothing is written", async () => {
    const cwd = folder({ "a.json": '{\n  "type": }', "b.json": "3" });
    await expect(importContract({ source: "a.json", cwd })).rejects.toThrow("a.json:2:11: ");
    await expect(importContract({ source: "b.json", cwd })).rejects.toThrow("nothing that a contract");
    await expect(importContract({ source: "a.json", name: "../up", cwd })).rejects.toThrow();
  });
});

describe("graphwright import", () => {
  it("tells what it wrote and what is left", async () => {
    let stdout = "";
    const cwd = folder({ "agent.json": ASSISTANT });
    const terminal = {
      cwd,
      stdout: { write: (text: string) => (stdout += text) },
      stderr: { write: () => true },
    };
    expect(await command(["import", "agent.json"], terminal)).toBe(0);
    expect(stdout).toMatch(
      /^wrote schemas\/agent\/context.*\n(wrote .*\n)+to do: state\.notes: .*\nOne thing is left/,
    );
    expect(await command(["import", "agent.json"], terminal)).toBe(2);
  });
});
