import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { structuredPatch } from "diff";
import { expect, it } from "vitest";
import { generate } from "../../codegen/index.js";
import { filesIn, folder } from "../support/folder.js";

const SCHEMAS = join(import.meta.dirname, "../../schemas");

/** How many lines of each generated file of the support agent a change of its state removes and adds. */
async function changedLines(change: (properties: Record<string, unknown>) => Record<string, unknown>) {
  const cwd = folder();
  cpSync(SCHEMAS, join(cwd, "schemas"), { recursive: true });
  await generate({ cwd });
  const before = filesIn(join(cwd, "generated"));

  const state = join(cwd, "schemas/support-agent/state.schema.json");
  const schema = JSON.parse(readFileSync(state, "utf8"));
  writeFileSync(state, JSON.stringify({ ...schema, properties: change(schema.properties) }));
  await generate({ cwd });
  const after = filesIn(join(cwd, "generated"));

  expect(Object.keys(after)).toEqual(Object.keys(before));
  const counts = Object.entries(after).flatMap(([path, text]) => {
    const { hunks } = structuredPatch(path, path, before[path] ?? "", text, "", "", { context: 0 });
    const lines = hunks.flatMap((hunk) => hunk.lines);
    const [removed, added] = ["-", "+"].map((sign) => lines.filter((line) => line.startsWith(sign)).length);
    return lines.length === 0 ? [] : [[path, { removed, added }] as const];
  });
  return Object.fromEntries(counts);
}

it("a new property at the top of the state changes the lines that are about it, and no others", async () => {
  expect(await changedLines((properties) => ({ urgent: { type: "boolean" }, ...properties }))).toEqual({
    "support-agent/client.ts": { removed: 1, added: 4 },
    "support-agent/schemas.ts": { removed: 0, added: 3 },
    "support-agent/validators.ts": { removed: 8, added: 11 },
  });
});

it("a property that becomes another type changes the lines that are about it, and no others", async () => {
  const changed = await changedLines((properties) => ({ ...properties, draft: { type: "number" } }));
  expect(changed).toEqual({
    "support-agent/client.ts": { removed: 6, added: 4 },
    "support-agent/schemas.ts": { removed: 3, added: 3 },
    "support-agent/validators.ts": { removed: 2, added: 5 },
  });
});
