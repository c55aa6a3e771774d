import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { typeErrors } from "../conformance/typescript.js";
import { FAULTS, type FaultName } from "./faults.js";
import { Keys, peerText, since } from "./peer.js";
import { STRICT } from "./strict.js";
import { printed, type Subject, schemaSubject } from "./subject.js";

/** A type that the two printers say differently. */
export interface Disagreement {
  readonly subject: string;
  readonly type: string;
  /** `narrower`: ours refuses values that it should take. `wider`: it takes values that it should refuse. `broken`: one of them does not compile. */
  readonly kind: "narrower" | "wider" | "broken";
  readonly reason: string;
}

/** What came out of a comparison. */
export interface Comparison {
  /** How many types were compared, each in both directions. */
  readonly types: number;
  readonly disagreements: readonly Disagreement[];
  /** In how many terms a fault was met, by its name. */
  readonly met: ReadonlyMap<FaultName, number>;
  /** Milliseconds of processor time that each took to print the same types. */
  readonly time: { readonly ours: number; readonly theirs: number };
}

const ALL_FAULTS: ReadonlySet<FaultName> = new Set(FAULTS.map(({ name }) => name));

export interface CompareOptions {
  /** The faults of json-schema-to-typescript to go around; the others show as disagreements. By default all. */
  readonly around?: ReadonlySet<FaultName>;
}

/**
 * Has json-schema-to-typescript print the types that our printer was given, and the compiler assign each to the other, in one program.
 */
export async function compare(
  subjects: readonly Subject[],
  options: CompareOptions = {},
): Promise<Comparison> {
  const place = mkdtempSync(join(tmpdir(), "graphwright-oracle-"));
  try {
    return await compareIn(place, subjects, options);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The names of the faults that json-schema-to-typescript no longer has. */
export async function staleFaults(): Promise<readonly FaultName[]> {
  const samples = FAULTS.flatMap(({ name, sample }) => schemaSubject(name, sample) ?? []);
  const { disagreements } = await compare(samples, { around: new Set() });
  const wrong = new Set(disagreements.map(({ subject }) => subject));
  return FAULTS.flatMap(({ name }) => (wrong.has(name) ? [] : [name]));
}

/** What a line of a check is about. */
interface Check {
  readonly subject: string;
  readonly type: string;
  readonly kind: "narrower" | "wider";
}

async function compareIn(
  place: string,
  subjects: readonly Subject[],
  { around = ALL_FAULTS }: CompareOptions,
): Promise<Comparison> {
  linkPackages(place);
  put(place, "strict.ts", STRICT);
  const checks = new Map<string, Check>();
  const met = new Map<FaultName, number>();
  const time = { ours: 0, theirs: 0 };
  for (const [index, subject] of subjects.entries()) {
    const folder = `s${index}`;
    const keys = new Keys(subject);
    const started = process.cpuUsage();
    const modules = subject.modules.map((module) => ({ module, ...printed(subject, module) }));
    time.ours += since(started);
    for (const [at, { module, text, declarations }] of modules.entries()) {
      put(place, `${folder}/ours/${module}/index.ts`, subject.seed?.(text) ?? text);
      const names = declarations.map(({ name }) => [name, keys.key(module, name)] as const);
      const { lines, kinds } = checkLines(module, names);
      put(place, `${folder}/check${at}.ts`, lines.join("\n"));
      for (const [line, { name, kind }] of kinds) {
        checks.set(`${folder}/check${at}.ts:${line}`, {
          subject: subject.name,
          type: `${module}/${name}`,
          kind,
        });
      }
    }
    const tight = await peerText(subject, keys, { fit: "tight", around });
    const loose = await peerText(subject, keys, { fit: "loose", around });
    put(place, `${folder}/tight.ts`, tight.text);
    put(place, `${folder}/loose.ts`, loose.text);
    time.theirs += tight.time;
    for (const [name, count] of tight.met) met.set(name, (met.get(name) ?? 0) + count);
  }
  const disagreements = [...typeErrors(place, { noUnusedLocals: false })].map(
    ([where, reason]): Disagreement => {
      const check = checks.get(where);
      if (check !== undefined) return { ...check, reason };
      const [folder = "", ...rest] = where.split("/");
      const subject = subjects[Number(folder.slice(1))]?.name ?? folder;
      return { subject, type: rest.join("/"), kind: "broken", reason };
    },
  );
  const types = new Set([...checks.values()].map(({ subject, type }) => `${subject} ${type}`)).size;
  return { types, disagreements, met, time };
}

/**
 * A module that assigns each type of ours to theirs and back, as it is and as its structure.
 *
 * @param names - Of each type, our name and theirs.
 * @returns The lines, and what each of them is about, by its number.
 */
function checkLines(module: string, names: readonly (readonly [ours: string, theirs: string])[]) {
  const lines = [
    `import type { Strict0 as Strict } from "../strict.js";`,
    `import type * as Tight from "./tight.js";`,
    `import type * as Loose from "./loose.js";`,
    `import type * as Ours from "./ours/${module}/index.js";`,
  ];
  const kinds = new Map<number, { readonly name: string; readonly kind: Check["kind"] }>();
  for (const [name, key] of names) {
    const assign = (kind: Check["kind"], from: string, to: string) => {
      lines.push(`export const t${lines.length} = (x: ${from}): ${to} => x;`);
      kinds.set(lines.length, { name, kind });
    };
    assign("narrower", `Tight.${key}`, `Ours.${name}`);
    assign("narrower", `Strict<Tight.${key}>`, `Strict<Ours.${name}>`);
    assign("wider", `Ours.${name}`, `Loose.${key}`);
    assign("wider", `Strict<Ours.${name}>`, `Strict<Loose.${key}>`);
  }
  return { lines, kinds };
}

/** What printed types import, as an installation would have it. */
function linkPackages(place: string): void {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  mkdirSync(join(place, "node_modules"), { recursive: true });
  symlinkSync(root, join(place, "node_modules/graphwright"), "junction");
  for (const scope of ["@langchain", "@types"]) {
    symlinkSync(join(root, "node_modules", scope), join(place, "node_modules", scope), "junction");
  }
}

function put(place: string, file: string, text: string): void {
  const path = join(place, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
