import { createServer, type Server, type ServerResponse } from "node:http";
import { Client } from "@langchain/langgraph-sdk";
import {
  BrokenStreamError,
  compareContracts,
  connect,
  defineContract,
  RunError,
  Schema,
  ServerAnswerError,
} from "graphwright/client";
import { contractApp } from "graphwright/server";
import { afterEach, describe, expect, it } from "vitest";
import { greetingContract } from "../../generated/greeting/client.js";
import { supportAgentContract } from "../../generated/support-agent/client.js";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server on a free port that answers everything in one way. */
async function serve(answer: (response: ServerResponse, path: string) => void): Promise<string> {
  const server = createServer((request, response) => answer(response, request.url ?? ""));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

function greeterAt(apiUrl: string, timeoutMs?: number) {
  const client = new Client({
    apiUrl,
    callerOptions: { maxRetries: 0 },
    ...(timeoutMs ? { timeoutMs } : {}),
  });
  return connect(greetingContract, client, { assistant: "greeting", check: true });
}

const options = { context: { user_id: "user_123" } };

async function drain(stream: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const each of stream) all.push(each);
  return all;
}

const html = (response: ServerResponse) =>
  response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Log in</title>");

const event = (name: string, data: unknown, id?: string) =>
  `${id === undefined ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

const eventStream = { "content-type": "text/event-stream" };

describe("a client of a server", () => {
  it("that answers with a page of HTML says so", async () => {
    const greeter = greeterAt(await serve(html));
    await expect(greeter.run({}, options)).rejects.toThrow(ServerAnswerError);
    await expect(greeter.thread("a").state()).rejects.toThrow("not JSON");
    await expect(drain(greeter.stream({}, options))).rejects.toThrow(ServerAnswerError);
  });

  it("that leads to a page of HTML says so", async () => {
    const url = await serve((response, path) =>
      path === "/login" ? html(response) : response.writeHead(302, { location: "/login" }).end(),
    );
    await expect(greeterAt(url).run({}, options)).rejects.toThrow("It may be the page of a proxy or a login");
  });

  it("that takes too long ends as the SDK does", async () => {
    const greeter = greeterAt(await serve(() => {}), 50);
    await expect(greeter.thread("a").state()).rejects.toThrow(/timeout|aborted/i);
  });

  it("whose stream breaks off knows the run and the last event", async () => {
    const url = await serve((response) => {
      response.writeHead(200, eventStream);
      response.write(event("metadata", { run_id: "run-1" }, "1") + event("values", { response: "Hel" }, "2"));
      setTimeout(() => response.destroy(), 50);
    });
    const seen: unknown[] = [];
    const read = async () => {
      for await (const { event: name } of greeterAt(url).stream({}, options)) seen.push(name);
    };
    const error = await read().catch((each: unknown) => each);
    expect(seen).toEqual(["metadata", "values"]);
    expect(error).toBeInstanceOf(BrokenStreamError);
    expect(error).toMatchObject({ runId: "run-1", lastEventId: "2" });
  });

  it("that stopped reading closes the stream without an error", async () => {
    const url = await serve((response) => {
      response.writeHead(200, eventStream);
      response.write(event("metadata", { run_id: "run-1" }));
    });
    for await (const { event: name } of greeterAt(url).stream({}, options)) {
      expect(name).toBe("metadata");
      break;
    }
  });

  it("whose run fails says how", async () => {
    const url = await serve((response) => {
      response.writeHead(200, eventStream);
      response.end(
        event("metadata", { run_id: "run-1" }) + event("error", { error: "TypeError", message: "no" }),
      );
    });
    const error = await drain(greeterAt(url).stream({}, options)).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(RunError);
    expect(error).toMatchObject({ error: "TypeError", message: "The run failed with TypeError: no" });
  });

  it("that sends a state of another contract refuses it where states are checked", async () => {
    const url = await serve((response) => response.end(JSON.stringify({ response: 7, more: true })));
    await expect(greeterAt(url).run({}, options)).rejects.toMatchObject({
      boundary: "output",
      issues: [{ path: "/response" }, { keyword: "additionalProperties" }],
      hint: expect.stringContaining("compareContracts"),
    });
  });
});

describe("the comparison of contracts", () => {
  async function serveContract(contract: Parameters<typeof contractApp>[0][string]): Promise<string> {
    const app = contractApp({ "support-agent": contract });
    return serve(async (response, path) => {
      const answer = await app.request(path);
      response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
    });
  }

  it("finds no difference where the server has the same one", async () => {
    const url = await serveContract(supportAgentContract);
    expect(await compareContracts(supportAgentContract, `${url}/`)).toEqual({
      isSame: true,
      client: supportAgentContract.fingerprint,
      server: supportAgentContract.fingerprint,
      differing: [],
    });
  });

  it("names the members that differ", async () => {
    const other = new Schema<unknown>({ name: "Other", validate: () => true, jsonSchema: { type: "null" } });
    const { interrupts = [], fields, events, ...rest } = supportAgentContract;
    const client = {
      ...supportAgentContract,
      sends: [["refund", other] as const, ["reply", other] as const],
    };
    const url = await serveContract(
      defineContract({
        ...rest,
        fields,
        fingerprint: "other",
        input: other,
        sends: [["refund", other]],
        interrupts: interrupts.map(([name, { value, resume }]) => [
          name,
          { value, resume: name === "choose_team" ? other : resume },
        ]),
      }),
    );
    const { isSame, server, differing } = await compareContracts(client, url);
    expect([isSame, server]).toEqual([false, "other"]);
    expect(differing.toSorted()).toEqual(["events", "input", "interrupts/choose_team/resume", "sends/reply"]);
  });

  it("says what is missing where a server publishes none", async () => {
    const nothing = await serve((response) => response.writeHead(404).end());
    await expect(compareContracts(greetingContract, nothing)).rejects.toThrow("langgraph.json");
    await expect(compareContracts(greetingContract, await serve(html))).rejects.toThrow("not JSON");
    const odd = await serve((response) => response.end("[]"));
    await expect(compareContracts(greetingContract, odd)).rejects.toThrow("no contract of graphwright");
    const broken = await serve((response) => response.writeHead(500).end());
    await expect(compareContracts(greetingContract, broken)).rejects.toThrow("status 500");
  });
});
