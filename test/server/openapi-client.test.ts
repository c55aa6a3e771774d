import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contractApp } from "graphwright/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { supportAgentContract } from "../../generated/support-agent/index.js";

// Not among the dependencies: the generator needs TypeScript's API, which TypeScript 7 has not.
const TOOLS = ["@hey-api/openapi-ts@0.95.0", "typescript@5.9"];
const project = mkdtempSync(join(tmpdir(), "graphwright-openapi-"));

function run(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new Error(String(Reflect.get(Object(error), "stdout")), { cause: error });
  }
}

beforeAll(async () => {
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...TOOLS]);
  const app = contractApp({ "support-agent": supportAgentContract });
  const response = await app.request("/contracts/support-agent/openapi.json");
  writeFileSync(join(project, "openapi.json"), await response.text());
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe("the OpenAPI document", () => {
  it("makes a client with hey-api's generator, which compiles and knows the contract", () => {
    run("npx", ["openapi-ts", "-i", "openapi.json", "-o", "client"]);
    const main = `
      import { createThread, waitForRun, updateAssistant, type SupportAgentContextWritable } from "./client";
      const context: SupportAgentContextWritable = {
        user: { id: "user_123", name: "Alice", plan: "team" },
        credentials: { api_key: "0123456789abcdef" },
      };
      const { data: thread } = await createThread({ body: {} });
      const path = { thread_id: thread?.thread_id ?? "" };
      const ticket = { id: "T-1", subject: "Lamp" };
      const input = { ticket, messages: [{ role: "user", content: "Hello" }] };
      await waitForRun({ path, body: { assistant_id: "support-agent", input, context } });
      await waitForRun({ path, body: { assistant_id: "support-agent", command: { resume: { approved: true } } } });
      // @ts-expect-error The ticket has a subject.
      await waitForRun({ path, body: { assistant_id: "support-agent", input: { ...input, ticket: { id: "T-1" } } } });
      // @ts-expect-error There is no such plan.
      await updateAssistant({ path: { assistant_id: "a" }, body: { context: { user: { ...context.user, plan: "x" } } } });
    `;
    writeFileSync(join(project, "main.ts"), main);
    const options = ["--strict", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"];
    expect(run("npx", ["tsc", "--noEmit", "--skipLibCheck", ...options, "main.ts"])).toBe("");
  });
});
