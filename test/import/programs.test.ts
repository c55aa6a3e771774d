import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Project, ts } from "ts-morph";
import { beforeAll, describe, expect, it } from "vitest";
import { openContract } from "../../codegen/contract/open-contract.js";
import { type ImportResult, importContract } from "../../codegen/import/import-contract.js";
import { generate } from "../../codegen/pipeline/generate.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const PROGRAMS = resolve("test/fixtures/programs");

/** Values of fields: those that the program's own schema or type takes, and those that it doesn't. */
interface Judged {
  /** The name under which the program exports its state. */
  readonly state: string;
  /** Whether Zod judges as the program runs; TypeScript does otherwise. */
  readonly zod?: true;
  readonly right: readonly object[];
  readonly wrong: readonly object[];
}

const JUDGED: Readonly<Record<string, Judged>> = {
  "spread-messages.ts": {
    state: "ChatState",
    right: [{ summary: "a" }, { visitor: { name: "Ann" } }, { visitor: { name: "Ann", phone: "1" } }, {}],
    wrong: [{ summary: 1 }, { visitor: {} }, { visitor: { name: "Ann", phone: 1 } }],
  },
  "concat.ts": {
    state: "AgentState",
    right: [{ log: [] }, { log: ["a"], steps: 1.5, next: "a" }],
    wrong: [{ log: [1] }, { log: "a" }, { steps: "1" }, { next: null }],
  },
  "calls-without-arguments.ts": {
    state: "GraphState",
    right: [
      { profile: { role: "a", jobs: [{ title: "b", years: 1 }] } },
      { listings: [{ id: "a", url: "b", kind: "remote" }] },
      { scored: [{ id: "a", url: "b", kind: "office", score: 1 }] },
    ],
    wrong: [
      { profile: { role: "a" } },
      { profile: null },
      { listings: [{ id: "a", url: "b", kind: "home" }] },
      { scored: [{ id: "a", url: "b", kind: "office" }] },
    ],
  },
  "imported-types.ts": {
    state: "State",
    right: [{ plan: null }, { results: { a: 1 } }],
    wrong: [
      { plan: { id: "a" } },
      { plan: { id: "a", needs: [{}], status: "open" } },
      { results: { a: "1" } },
    ],
  },
  "union-set.ts": {
    state: "ResearchState",
    right: [{ urls: ["a"], best: 1 }, { pair: ["a", 1] }],
    wrong: [{ urls: [null] }, { pair: ["a"] }, { pair: ["a", 1, 2] }, { pair: [1, "a"] }],
  },
  "separate-input.ts": {
    state: "OverallState",
    right: [{ question: "a" }, { documents: [{ text: "a", score: null }] }],
    wrong: [{ question: null }, { documents: [{ text: "a" }] }, { documents: [{ text: "a", score: "1" }] }],
  },
  "workflow.ts": {
    state: "BackfillAnnotation",
    right: [
      { shift: { shiftId: "a", notes: { call: "b" } } },
      { escalated: true },
      { attempts: [{ shiftId: "a" }] },
    ],
    wrong: [
      { shift: { shiftId: "a" } },
      { shift: { shiftId: "a", notes: { call: 1 } } },
      { redactions: [1] },
    ],
  },
  "named-reducers.ts": {
    state: "ToolState",
    right: [{ calls: [{ name: "a", args: { b: 1 } }] }, { settings: { depth: 1, strict: false } }],
    wrong: [{ calls: [{ name: "a", args: "b" }] }, { settings: { depth: 1, strict: "no" } }],
  },
  "context-options.ts": {
    state: "State",
    right: [{ answer: "a" }],
    wrong: [{ answer: [] }, { retries: true }],
  },
  "custom-reducer.ts": {
    state: "PaymentState",
    right: [{ receipts: [{ id: "a", paid: true }] }],
    wrong: [{ receipts: [{ id: "a", paid: 1 }] }],
  },
  "zod-object.ts": {
    state: "State",
    zod: true,
    right: [
      { ticket: { id: "abc", tags: [] } },
      { ticket: { id: "abc", priority: "high", tags: ["a", "b", "c"], extra: 1 } },
      { email: "ann@example.com", score: null },
      { score: 10 },
    ],
    wrong: [
      { ticket: { id: "ab", tags: [] } },
      { ticket: { id: "abc", tags: ["a", "b", "c", "d"] } },
      { email: "ann" },
      { score: 1.5 },
      { score: 11 },
    ],
  },
  "zod-registry.ts": {
    state: "State",
    zod: true,
    right: [{ names: ["a"], iteration: 1 }],
    wrong: [{ names: [1] }, { iteration: null }],
  },
  "with-lang-graph.ts": {
    state: "GraphState",
    zod: true,
    right: [{ intent: "register", done: false, total: 1 }],
    wrong: [{ intent: "other" }, { done: null }, { total: "1" }],
  },
  "zod-extend.ts": {
    state: "PlannerState",
    zod: true,
    right: [{ plan: ["a"], session: null }, { session: "a" }],
    wrong: [{ plan: [""] }, { session: 1 }],
  },
  "zod3-reducer.ts": {
    state: "EmailState",
    zod: true,
    right: [
      { drafts: ["a"], decision: null },
      { decision: "notify", count: 1 },
    ],
    wrong: [{ drafts: [null] }, { decision: "" }, { count: "1" }],
  },
  "state-schema.ts": {
    state: "AgentState",
    zod: true,
    right: [{ task: "a", topic: "" }, { plan: { nodes: [{ id: "a", action: null }], done: true } }],
    wrong: [{ task: "" }, { topic: null }, { plan: { nodes: [{}], done: true } }, { plan: null }],
  },
  "recursive-zod.ts": {
    state: "State",
    zod: true,
    right: [
      { root: { name: "a", children: [{ name: "b", children: [] }] } },
      { shape: { kind: "circle", r: 1, extra: 1 } },
      { shape: { kind: "square", side: 1 } },
    ],
    wrong: [
      { root: { name: "a", children: [{ name: "b" }] } },
      { other: [{ name: "a", children: [1] }] },
      { shape: { kind: "square", side: 1, extra: 1 } },
      { shape: { kind: "circle", r: 0 } },
    ],
  },
  "middleware.ts": {
    state: "UserState",
    zod: true,
    right: [{ userId: "0b7c7f0e-6f0b-4d0c-9d5a-3d1d6f1f8a11", tenantId: "t-1" }],
    wrong: [{ userId: "1" }, { tenantId: "1" }],
  },
  "schemas-only.ts": {
    state: "ReviewState",
    zod: true,
    right: [{ text: "abcde", stars: 5 }],
    wrong: [{ text: "abcdef" }, { stars: 0 }],
  },
};

const programs = readdirSync(PROGRAMS).filter((name) => /\.[jt]s$/.test(name));
const contractOf = (program: string): string => program.replace(/\.\w+$/, "");

describe("programs of LangGraph.js", () => {
  const cwd = temporaryFolder();
  const results = new Map<string, ImportResult>();
  beforeAll(async () => {
    for (const program of programs) {
      const name = contractOf(program);
      results.set(program, await importContract({ source: join(PROGRAMS, program), name, cwd }));
    }
  }, 300_000);

  it("come over, nine in ten without a hand's touch", () => {
    expect(programs.length).toBeGreaterThanOrEqual(20);
    const touched = [...results].filter(([, { notes }]) => notes.some(({ needsHand }) => needsHand));
    expect(touched.map(([program]) => program)).toEqual(["custom-reducer.ts"]);
    expect(touched.length / programs.length).toBeLessThanOrEqual(0.1);
  });

  it("give contracts that compile without a warning", async () => {
    const { problems } = await generate({ cwd });
    expect(problems.filter(({ file }) => !file.includes("custom-reducer"))).toEqual([]);
  });

  it("have their reducers, the usual ones recognised by what they do", () => {
    const reducers = Object.fromEntries(
      programs.flatMap((program) => {
        const text = readFileSync(join(cwd, "schemas", contractOf(program), "state.schema.json"), "utf8");
        const { properties } = JSON.parse(text) as { properties: Record<string, Record<string, unknown>> };
        return Object.entries(properties).flatMap(([field, schema]) =>
          schema["x-reducer"] === undefined ? [] : [[`${program}: ${field}`, schema["x-reducer"]]],
        );
      }),
    );
    expect(reducers).toEqual({
      "aliased.ts: tags": "append",
      "concat.ts: log": "append",
      "concat.ts: messages": "messages",
      "concat.ts: steps": "add",
      "context-options.ts: retries": "add",
      "custom-reducer.ts: receipts": "upsertById",
      "imported-types.ts: results": "merge",
      "messages-annotation.ts: messages": "messages",
      "named-reducers.ts: calls": "append",
      "named-reducers.ts: settings": "merge",
      "plain.js: trace": "append",
      "separate-input.ts: documents": "append",
      "spread-messages.ts: messages": "messages",
      "state-schema.ts: history": "append",
      "state-schema.ts: messages": "messages",
      "union-set.ts: best": "max",
      "union-set.ts: cheapest": "min",
      "union-set.ts: urls": "union",
      "with-lang-graph.ts: messages": "messages",
      "with-lang-graph.ts: total": "add",
      "workflow.ts: attempts": "append",
      "zod-extend.ts: messages": "messages",
      "zod-registry.ts: messages": "messages",
      "zod-registry.ts: names": "append",
      "zod3-reducer.ts: count": "add",
      "zod3-reducer.ts: drafts": "append",
    });
  });

  it.each(Object.entries(JUDGED))("judge values as before: %s", async (program, judged) => {
    const { schemas } = await openContract({ graph: contractOf(program), cwd });
    const state = schemas.get("state");
    const judge = judged.zod ? await zodJudge(program, judged) : typeJudge(program, judged);
    for (const [values, verdict] of [
      [judged.right, true],
      [judged.wrong, false],
    ] as const) {
      for (const value of values) {
        expect([program, value, judge(value)]).toEqual([program, value, verdict]);
        expect([program, value, state?.safeParse(value).success]).toEqual([program, value, verdict]);
      }
    }
  });

  it("keeps the members that a graph declares besides its state", () => {
    expect(results.get("separate-input.ts")?.written).toEqual([
      "schemas/separate-input/state.schema.json",
      "schemas/separate-input/input.schema.json",
      "schemas/separate-input/output.schema.json",
      "schemas/separate-input/context.schema.json",
    ]);
  });
});

interface Parser {
  safeParse(value: unknown): { readonly success: boolean };
}

/** The program's own Zod schemas, field by field. */
async function zodJudge(program: string, { state }: Judged): Promise<(value: object) => boolean> {
  const module = (await import(/* @vite-ignore */ join(PROGRAMS, program))) as Record<string, unknown>;
  const { shape, fields = shape } = module[state] as Record<"shape" | "fields", Record<string, Parser>>;
  return (value) => Object.entries(value).every(([name, item]) => fields[name]?.safeParse(item).success);
}

/** TypeScript, which is all that checks an `Annotation`. */
function typeJudge(program: string, { state, right, wrong }: Judged): (value: object) => boolean {
  const project = new Project({
    compilerOptions: {
      ...{ strict: true, skipLibCheck: true, noEmit: true, target: ts.ScriptTarget.ES2022 },
      ...{ module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
    },
  });
  const values = [...right, ...wrong];
  const lines = values.map(
    (value, index) => `export const v${index}: Partial<S> = ${JSON.stringify(value)};`,
  );
  const start = `import type { ${state} } from "./${program.replace(/ts$/, "js")}"; type S = (typeof ${state})["State"];`;
  const file = project.createSourceFile(join(PROGRAMS, "judge.ts"), [start, ...lines].join("\n"));
  const faults = new Set(file.getPreEmitDiagnostics().map((each) => each.getLineNumber()));
  expect(faults.has(1)).toBe(false);
  return (value) => !faults.has(values.indexOf(value) + 2);
}

describe("a program that can't be read", () => {
  const cwd = temporaryFolder();
  const source = join(PROGRAMS, "concat.ts");

  it("is never written over what is there", async () => {
    await importContract({ source, name: "twice", cwd });
    const before = readFileSync(join(cwd, "schemas/twice/state.schema.json"), "utf8");
    await expect(importContract({ source, name: "twice", cwd })).rejects.toThrow("is there already");
    expect(readFileSync(join(cwd, "schemas/twice/state.schema.json"), "utf8")).toBe(before);
  });

  it("says what is wrong and what to do", async () => {
    cpSync(PROGRAMS, join(cwd, "with space é"), { recursive: true });
    const fails = async (path: string) =>
      importContract({ source: join(cwd, "with space é", path), cwd }).catch(String);
    expect(await fails("gone.ts")).toContain("does not exist");
    expect(await fails("shared/types.ts")).toContain("no state");
    expect(await fails("concat.ts:AgentStat")).toContain('no constant "AgentStat"');
  });
});
