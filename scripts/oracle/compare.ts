import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile, type JSONSchema } from "json-schema-to-typescript";
import type { JsonValue } from "../../codegen/json.js";
import type { NameTerm } from "../../codegen/types/type.js";
import { typeErrors } from "../conformance/typescript.js";
import { FAULTS, type FaultName } from "./faults.js";
import { type Definitions, type Fit, PlainSchemas } from "./plain-schema.js";
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

/** The compiler takes for related what is nested in itself three times; so many types take turns. */
const TURNS = 8;

/**
 * A type as its structure, with what TypeScript's assignability overlooks: which keys an object names, and whether it takes others. Without that, an index signature
 * more or less is not noticed where nothing is called by a name, nor is an optional property of an open object that is called otherwise.
 */
const STRICT = `type Named<T> = keyof { [Key in keyof T as string extends Key ? never : number extends Key ? never : Key]: 0 };
type Keys<T> = Named<T> | (string extends keyof T ? "[key: string]" : never);
${Array.from({ length: TURNS }, (_, turn) => strictType(turn)).join("")}`;

function strictType(turn: number): string {
  const next = `Strict${(turn + 1) % TURNS}`;
  return `export type Strict${turn}<T> = 0 extends 1 & T
  ? T
  : T extends (...parameters: never[]) => unknown
    ? T
    : T extends readonly unknown[]
      ? { items: { [Key in keyof T]: ${next}<T[Key]> } }
      : T extends object
        ? { properties: { [Key in keyof T]: ${next}<T[Key]> }; keys: (key: Keys<T>) => Keys<T> }
        : T;
`;
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
  const folders = new Map<string, string>();
  const met = new Map<FaultName, number>();
  const time = { ours: 0, theirs: 0 };
  let types = 0;
  for (const [index, subject] of subjects.entries()) {
    const folder = `s${index}`;
    folders.set(folder, subject.name);
    const keys = new Keys(subject);
    const started = process.cpuUsage();
    const modules = subject.modules.map((module) => ({ module, ...printed(subject, module) }));
    time.ours += since(started);
    for (const { module, text } of modules)
      put(place, `${folder}/ours/${module}/index.ts`, subject.seed?.(text) ?? text);
    types += modules.reduce((sum, { declarations }) => sum + declarations.length, 0);
    for (const fit of ["tight", "loose"] as const) {
      const peer = await peerText(subject, keys, { fit, around });
      put(place, `${folder}/${fit}.ts`, peer.text);
      if (fit === "loose") continue;
      time.theirs += peer.time;
      for (const [name, count] of peer.met) met.set(name, (met.get(name) ?? 0) + count);
    }
    for (const [at, { module, declarations }] of modules.entries()) {
      const file = `${folder}/check${at}.ts`;
      const lines = [
        `import type { Strict0 as Strict } from "../strict.js";`,
        `import type * as Tight from "./tight.js";`,
        `import type * as Loose from "./loose.js";`,
        `import type * as Ours from "./ours/${module}/index.js";`,
      ];
      for (const { name } of declarations) {
        const key = keys.key(module, name);
        const about = { subject: subject.name, type: `${module}/${name}` };
        const assign = (kind: Check["kind"], from: string, to: string) => {
          lines.push(`export const t${lines.length} = (x: ${from}): ${to} => x;`);
          checks.set(`${file}:${lines.length}`, { ...about, kind });
        };
        assign("narrower", `Tight.${key}`, `Ours.${name}`);
        assign("narrower", `Strict<Tight.${key}>`, `Strict<Ours.${name}>`);
        assign("wider", `Ours.${name}`, `Loose.${key}`);
        assign("wider", `Strict<Ours.${name}>`, `Strict<Loose.${key}>`);
      }
      put(place, file, lines.join("\n"));
    }
  }
  const errors = typeErrors(place, { noUnusedLocals: false });
  const disagreements = [...errors].map(([where, reason]): Disagreement => {
    const check = checks.get(where);
    if (check !== undefined) return { ...check, reason };
    const [folder = "", ...rest] = where.split("/");
    return { subject: folders.get(folder) ?? folder, type: rest.join("/"), kind: "broken", reason };
  });
  return { types, disagreements, met, time };
}

/** The types of a subject as json-schema-to-typescript prints them. */
async function peerText(
  { modules, printer }: Subject,
  keys: Keys,
  options: { readonly fit: Fit; readonly around: ReadonlySet<FaultName> },
): Promise<{ readonly text: string; readonly met: ReadonlyMap<FaultName, number>; readonly time: number }> {
  const plain = new PlainSchemas(keys, options);
  const definitions: { [key: string]: JsonValue } = {};
  for (const module of modules) {
    for (const [name, type] of printer.bodies(module)) {
      definitions[keys.key(module, name)] = plain.declared(type);
    }
  }
  Object.assign(definitions, Object.fromEntries(plain.parts));
  const schema = { title: "Root", type: "object", additionalProperties: false, definitions };
  const started = process.cpuUsage();
  // Where it throws, it has no types: the check will not find them.
  const text = await compile(schema as JSONSchema, "Root", OPTIONS).catch(
    (error) => `// ${error}\nexport {};`,
  );
  return { text, met: plain.met, time: since(started) };
}

const OPTIONS = { bannerComment: "", format: false, unreachableDefinitions: true, maxItems: 20 };

/** What each type of a subject is called in its schemas: names that are not rewritten. */
class Keys implements Definitions {
  readonly #printer: Subject["printer"];
  readonly #keys = new Map<string, string>();
  readonly #byName = new Map<string, string>();

  constructor({ modules, printer }: Subject) {
    this.#printer = printer;
    for (const module of modules) {
      for (const name of printer.bodies(module).keys()) {
        const key = `D${this.#keys.size}`;
        this.#keys.set(`${module} ${name}`, key);
        this.#byName.set(name, key);
      }
    }
  }

  key(module: string, name: string): string {
    const key = this.#keys.get(`${module} ${name}`);
    if (key === undefined) throw new Error(`${module} declares no ${name}`);
    return key;
  }

  keyOf({ definition, view }: NameTerm): string {
    return this.key(definition.module, this.#printer.nameOf(definition, view));
  }

  keyOfName(name: string): string | undefined {
    return this.#byName.get(name);
  }
}

/** Milliseconds of processor time since then. */
function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
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
