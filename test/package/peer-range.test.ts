import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TESTED_VERSIONS } from "../../src/langgraph/facts.js";

const root = join(import.meta.dirname, "../..");

function readJson(path: string): { version: string; peerDependencies: Record<string, string> } {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

describe("the peer range of LangGraph", () => {
  it("begins at the oldest version that was tested, and ends before the next major", () => {
    const { peerDependencies } = readJson("package.json");
    expect(peerDependencies["@langchain/langgraph"]).toBe(`>=${TESTED_VERSIONS.from} <2`);
    expect(peerDependencies["@langchain/core"]).toMatch(/^>=\d+\.\d+\.\d+ <2$/);
  });

  it("has the version that is installed here as the newest that was tested", () => {
    expect(readJson("node_modules/@langchain/langgraph/package.json").version).toBe(TESTED_VERSIONS.to);
  });
});
