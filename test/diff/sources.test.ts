import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { type DiffOptions, type DiffResult, diff } from "../../codegen/diff/diff.js";
import { SourceError } from "../../codegen/diff/sources/source.js";
import { researchBriefContract } from "../../generated/research-brief/index.js";
import { supportAgentContract } from "../../generated/support-agent/index.js";
import { contractApp } from "../../src/server/index.js";
import { folder, put } from "../support/folder.js";

const codesOf = ({ findings }: DiffResult) => findings.map(({ code }) => code);
const root = new URL("../..", import.meta.url).pathname;

/** What a server publishes of the support agent. */
async function published(path: string): Promise<string> {
  const app = contractApp({ "support-agent": supportAgentContract });
  return (await app.request(path)).text();
}

/** A server that answers some paths. */
async function serve(answers: Readonly<Record<string, string>>): Promise<string> {
  const server = createServer(({ url }, response) => {
    const answer = answers[url ?? ""];
    response.writeHead(answer === undefined ? 404 : 200).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("a published contract", () => {
  it("is the same as the schemas that it comes from, and says nothing of other contracts", async () => {
    const cwd = folder({ "agent.json": await published("/contracts/support-agent") });
    const options = { cwd: root, schemas: "schemas" };
    for (const sides of [
      { old: `${cwd}/agent.json` },
      { old: "schemas", new: `${cwd}/agent.json` },
    ] satisfies DiffOptions[]) {
      const result = await diff({ ...options, ...sides });
      expect(result.contracts.map(({ name }) => name)).toEqual(["support-agent"]);
      expect(codesOf(result)).toEqual([]);
    }
  });

  it("has what Send gives nodes, a schema each", async () => {
    const app = contractApp({ brief: researchBriefContract });
    const text = await (await app.request("/contracts/brief")).text();
    expect(Object.keys(JSON.parse(text).members.sends)).not.toEqual([]);
    const cwd = folder({ "brief.json": text });
    const result = await diff({ cwd: root, old: "schemas", new: `${cwd}/brief.json` });
    expect(codesOf(result)).toEqual([]);
  });

  it("is read from a server: one contract, or all of them", async () => {
    const text = await published("/contracts/support-agent");
    const { members, ...head } = JSON.parse(text);
    members.tools.find_orders.input.required.push("since");
    members.interrupts.approve_refund.resume.required.push("comment");
    const url = await serve({
      "/contracts": await published("/contracts"),
      "/contracts/support-agent": JSON.stringify({ ...head, members }),
    });
    for (const path of ["/contracts", "/contracts/support-agent"]) {
      const result = await diff({ old: "schemas", new: `${url}${path}`, cwd: root });
      expect(codesOf(result)).toEqual(["resume-narrowed", "arguments-narrowed"]);
      expect(result.findings[0]?.after?.file).toMatch(/^http:.*#support-agent\/parts\/interrupts-0-resume/);
    }
  });

  it.each([
    ["an address that does not answer", "http://127.0.0.1:1/contracts", "can't be read"],
    ["an address of something else", "http://HOST/other", "is no published contract"],
    ["an address that isn't there", "http://HOST/missing", "the server answered 404"],
    ["a file of something else", "other.json", "other.json is no published contract"],
    ["a file that is no JSON", "broken.json", "broken.json is no published contract"],
    ["a name that leads elsewhere", "escape.json", "escape.json is no published contract"],
  ])("is refused where it is %s", async (_, old, message) => {
    const url = await serve({ "/other": '{"openapi":"3.1.0"}' });
    const cwd = folder({
      "new/bot/state.schema.json": { type: "object" },
      "other.json": { openapi: "3.1.0" },
      "broken.json": "{",
      "escape.json": { name: "../../escape", members: { state: { type: "object" } } },
    });
    const given = old.replace("http://HOST", url);
    const refused = diff({ old: given, new: "new", cwd });
    await expect(refused).rejects.toThrow(SourceError);
    await expect(refused).rejects.toThrow(message);
  });
});

describe("an npm package", () => {
  it("is packed by npm, its scripts are not run, and its version counts", async () => {
    const state = (type: string) => ({ type: "object", properties: { a: { type } } });
    const scripts = { prepack: "node -e \"require('fs').writeFileSync('ran', '')\"" };
    const cwd = folder({
      "package.json": { name: "contracts", version: "1.0.0", scripts },
      "schemas/bot/state.schema.json": state("integer"),
    });
    put(cwd, { "next/bot/state.schema.json": state("number"), "next/package.json": { version: "1.0.0" } });
    const result = await diff({ old: "npm:.", new: "next", cwd });
    expect(codesOf(result)).toEqual(["output-widened", "field-widened"]);
    expect(result.contracts[0]?.version).toMatchObject({ before: "1.0.0", required: "2.0.0" });
    await expect(diff({ old: "npm:./nothing", new: "next", cwd })).rejects.toThrow(SourceError);
    expect(existsSync(`${cwd}/ran`)).toBe(false);
  });
});
