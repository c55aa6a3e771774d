import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DiffResult, diff } from "../../codegen/diff/diff.js";
import { DIALECT_URIS } from "../../codegen/schema/dialect.js";
import type { JsonObject } from "../../codegen/schema/json.js";
import { type Files, put } from "../../test/support/folder.js";
import type { ContractPair, SchemaPair } from "./pair.js";

/** One question, and what is right. */
export interface Case {
  readonly name: string;
  readonly breaks: boolean;
  /** The pair of schemas that a differ of schemas can be asked about, and whether values flow in. */
  readonly schemas?: { readonly pair: SchemaPair; readonly isInbound: boolean };
  /** The codes that are to be found, where that is known. */
  readonly codes?: readonly string[];
}

/** What was answered. */
export interface Answer {
  readonly verdict: "breaking" | "undecided" | "compatible";
  readonly codes: readonly string[];
}

/** Every pair in both directions, and every contract; all in two folders, as one library. */
export async function measure(
  pairs: readonly SchemaPair[],
  contracts: readonly ContractPair[],
): Promise<ReadonlyMap<Case, Answer>> {
  const files: { old: Record<string, unknown>; new: Record<string, unknown> } = { old: {}, new: {} };
  const byContract = new Map<string, Case>();
  const add = (known: Case, old: Files, now: Files): void => {
    const contract = `case-${byContract.size}`;
    byContract.set(contract, known);
    for (const [path, content] of Object.entries(old)) files.old[`${contract}/${path}`] = content;
    for (const [path, content] of Object.entries(now)) files.new[`${contract}/${path}`] = content;
  };
  for (const pair of pairs) {
    for (const isInbound of [true, false]) {
      const name = `${pair.name} (${pair.dialect}, ${isInbound ? "in" : "out"})`;
      const known = { name, breaks: isInbound ? pair.narrows : pair.widens, schemas: { pair, isInbound } };
      add(known, filesOf(pair, "old", isInbound), filesOf(pair, "new", isInbound));
    }
  }
  for (const { name, old, new: now, breaks } of contracts) {
    const named = (members: Files): Files =>
      Object.fromEntries(Object.entries(members).map(([kind, schema]) => [`${kind}.schema.json`, schema]));
    add({ name, breaks: breaks.length > 0, codes: breaks }, named(old), named(now));
  }
  return answersOf(byContract, await diffOf(files));
}

/** The schema in a file of its own, and a context or an output that refers to it. */
function filesOf(pair: SchemaPair, side: "old" | "new", isInbound: boolean): Files {
  const schema = pair[side];
  const value =
    typeof schema === "boolean" ? schema : { $schema: DIALECT_URIS[pair.dialect], ...(schema as JsonObject) };
  const member = {
    type: "object",
    properties: { value: { $ref: "value.schema.json" } },
    required: ["value"],
    additionalProperties: false,
  };
  return {
    "state.schema.json": { type: "object", properties: { text: { type: "string" } } },
    ...(isInbound
      ? {}
      : { "input.schema.json": { type: "object", properties: { text: { type: "string" } } } }),
    [`${isInbound ? "context" : "output"}.schema.json`]: member,
    "value.schema.json": value,
  };
}

async function diffOf(files: { readonly old: Files; readonly new: Files }): Promise<DiffResult> {
  const folder = mkdtempSync(join(tmpdir(), "graphwright-diff-suite-"));
  try {
    put(join(folder, "old"), files.old);
    put(join(folder, "new"), files.new);
    return await diff({ old: "old", new: "new", cwd: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function answersOf(cases: ReadonlyMap<string, Case>, { findings }: DiffResult): ReadonlyMap<Case, Answer> {
  const answers = new Map<Case, Answer>();
  for (const [contract, known] of cases) {
    const own = findings.filter((each) => each.contract === contract && each.severity === "error");
    const isBreaking = own.some(({ verdict }) => verdict === "breaking");
    const verdict = isBreaking ? "breaking" : own.length > 0 ? "undecided" : "compatible";
    answers.set(known, { verdict, codes: [...new Set(own.map(({ code }) => code))].sort() });
  }
  return answers;
}
