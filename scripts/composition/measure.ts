import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Schema } from "graphwright";
import type { JsonObject, JsonValue } from "../../codegen/schema/json.js";
import { generateCase } from "../conformance/generate.js";
import { linkPackages } from "../conformance/measure.js";
import { literal, typeErrors } from "../conformance/typescript.js";
import { DOCUMENTS } from "./documents.js";
import type { Composition } from "./enumerate.js";
import { type Oracle, oracle, secondOracle } from "./oracle.js";

/** Something that is not as it should be: of a composition, or of a module as a whole. */
export interface Fault {
  readonly where: string;
  /** The composition as a schema file of its own. */
  readonly schema?: JsonObject;
  readonly reason: string;
}

/** What was measured. */
export interface Measurement {
  readonly compositions: number;
  /** The verdicts that were compared. */
  readonly verdicts: number;
  /** Of them, those on which Ajv was overruled. */
  readonly overruled: number;
  /** Valid documents and parsed results that the compiler was asked to assign. */
  readonly assigned: number;
  /** Refused documents that the compiler was asked to assign, and how many the types refuse as well. */
  readonly refused: number;
  readonly rejected: number;
  readonly faults: readonly Fault[];
}

/** So many compositions make one module. */
const MODULE_SIZE = 250;
/** So many valid documents are assigned to each type. */
const VALID_SHARE = 8;
/** The same of refused documents: the compiler takes long to say why it refuses one. */
const REFUSED_SHARE = 2;

/** A composition with the name of its type. */
interface Trial extends Composition {
  readonly type: string;
}

/** A document that the compiler is asked to assign to a type. */
interface Assignment {
  readonly trial: Trial;
  readonly value: JsonValue;
  readonly role: "valid" | "parsed" | "refused";
}

/** What comparing verdicts came to. */
interface Verdicts {
  readonly assignments: readonly Assignment[];
  readonly overruled: number;
  readonly faults: readonly Fault[];
}

/**
 * Generates code for compositions, asks validators and types about all documents, and compares their answers with what others say.
 */
export async function measure(compositions: readonly Composition[]): Promise<Measurement> {
  const place = mkdtempSync(join(tmpdir(), "graphwright-composition-"));
  try {
    linkPackages(place);
    const modules = inModules(compositions);
    for (const [name, trials] of modules) await generate(trials, join(place, name));
    const values = await importModules([...modules.keys()], place);
    const faults: Fault[] = [];
    const assignments = new Map<string, readonly Assignment[]>();
    let overruled = 0;
    for (const [name, trials] of modules) {
      const verdicts: Verdicts[] = [];
      for (const trial of trials) verdicts.push(await compare(trial, values.get(name)?.[trial.type]));
      const asked = verdicts.flatMap((verdict) => verdict.assignments);
      faults.push(...verdicts.flatMap((verdict) => verdict.faults));
      overruled += verdicts.reduce((sum, verdict) => sum + verdict.overruled, 0);
      assignments.set(name, asked);
      writeFileSync(join(place, name, "values.ts"), moduleOf(asked, join(place, name)));
    }
    const types = compiled(assignments, typeErrors(place));
    return {
      compositions: compositions.length,
      verdicts: compositions.length * DOCUMENTS.length,
      overruled,
      ...types,
      faults: [...faults, ...types.faults],
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function inModules(compositions: readonly Composition[]): Map<string, readonly Trial[]> {
  const modules = new Map<string, readonly Trial[]>();
  for (let start = 0; start < compositions.length; start += MODULE_SIZE) {
    const trials = compositions
      .slice(start, start + MODULE_SIZE)
      .map((composition, index) => ({ ...composition, type: `Composition${index}` }));
    modules.set(`module${modules.size}`, trials);
  }
  return modules;
}

/** Sends the trials of a module through the whole pipeline, as the definitions of one file. */
async function generate(trials: readonly Trial[], place: string): Promise<void> {
  mkdirSync(place);
  const definitions = new Map<string, JsonObject>();
  const define = (name: string, schema: JsonObject): void => {
    const known = definitions.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`there are two definitions called ${name}`);
    }
    definitions.set(name, schema);
  };
  for (const trial of trials) {
    for (const [name, schema] of Object.entries(trial.definitions)) define(name, schema);
    define(trial.type, trial.schema);
  }
  const properties = Object.fromEntries(trials.map(({ type }) => [type, { $ref: `#/$defs/${type}` }]));
  const schema = { type: "object", properties, $defs: Object.fromEntries(definitions) };
  const generated = await generateCase(schema, new Map(), place);
  if ("refused" in generated) throw new Error(generated.refused);
}

type SchemaValues = Readonly<Record<string, Schema<JsonValue> | undefined>>;

/** Imports generated modules, bundled with this package. */
async function importModules(names: readonly string[], place: string): Promise<Map<string, SchemaValues>> {
  await build({
    absWorkingDir: place,
    entryPoints: names.map((name) => `${name}/case/index.ts`),
    outdir: "bundled",
    outbase: ".",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    external: ["@langchain/*"],
    conditions: ["@graphwright/source"],
    logLevel: "error",
  });
  const modules = new Map<string, SchemaValues>();
  for (const name of names) {
    const { href } = pathToFileURL(join(place, "bundled", name, "case/index.js"));
    modules.set(name, (await import(href)) as SchemaValues);
  }
  return modules;
}

/** Compares a validator's verdicts with those of others, and lists what the compiler has to be asked. */
async function compare(trial: Trial, value: Schema<JsonValue> | undefined): Promise<Verdicts> {
  const schema = standalone(trial);
  const faults: Fault[] = [];
  const fault = (reason: string): void => void faults.push({ where: trial.name, schema, reason });
  if (value === undefined) {
    fault("it has no value");
    return { assignments: [], overruled: 0, faults };
  }
  const accepts = oracle(schema);
  let second: Oracle | undefined;
  let overruled = 0;
  const documents: Record<Assignment["role"], JsonValue[]> = { valid: [], parsed: [], refused: [] };
  for (const document of DOCUMENTS) {
    let isValid = accepts(document);
    if (value.is(document) !== isValid) {
      second ??= await secondOracle(schema);
      if (second(document) === isValid) {
        fault(`${isValid ? "refuses" : "accepts"} ${literal(document)}, as no other validator does`);
      } else {
        overruled += 1;
        isValid = !isValid;
      }
    }
    documents[isValid ? "valid" : "refused"].push(document);
    if (!isValid && !value.hasDefaults) continue;
    const result = value.safeParse(document);
    if (isValid && !result.success) fault(`parse refuses ${literal(document)}, which is valid`);
    // Where there are no defaults there is one type, and what comes back is the document.
    if (result.success && value.hasDefaults) documents.parsed.push(result.value);
  }
  const assign = (role: Assignment["role"], count: number): Assignment[] =>
    some(documents[role], count).map((document) => ({ trial, value: document, role }));
  const assignments = [
    ...assign("valid", VALID_SHARE),
    ...assign("parsed", VALID_SHARE),
    ...assign("refused", REFUSED_SHARE),
  ];
  return { assignments, overruled, faults };
}

/** A composition as a schema file of its own. */
function standalone({ schema, definitions }: Composition): JsonObject {
  return Object.keys(definitions).length === 0 ? schema : { ...schema, $defs: definitions };
}

/** So many of all, spread evenly. */
function some(values: readonly JsonValue[], count: number): JsonValue[] {
  if (values.length <= count) return [...values];
  return values.filter(
    (_, index) =>
      Math.floor((index * count) / values.length) !== Math.floor(((index - 1) * count) / values.length),
  );
}

/** A module with a constant for each assignment, the first on its second line. */
function moduleOf(assignments: readonly Assignment[], place: string): string {
  const types = readFileSync(join(place, "case/client.ts"), "utf8");
  const declared = new Set(
    [...types.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name ?? ""),
  );
  const used = new Set<string>();
  const lines = assignments.map(({ trial, value, role }, index) => {
    const input = `${trial.type}Input`;
    const type = role !== "parsed" && declared.has(input) ? input : trial.type;
    used.add(type);
    return `export const value${index}: ${type} = ${literal(value)};`;
  });
  return [`import type { ${[...used].join(", ")} } from "./case/index.js";`, ...lines, ""].join("\n");
}

/** What the compiler says: of the assignments, and of the generated modules themselves. */
function compiled(
  modules: ReadonlyMap<string, readonly Assignment[]>,
  errors: ReadonlyMap<string, string>,
): Pick<Measurement, "assigned" | "refused" | "rejected" | "faults"> {
  const faults: Fault[] = [];
  const counts = { assigned: 0, refused: 0, rejected: 0 };
  for (const [name, assignments] of modules) {
    for (const [index, { trial, value, role }] of assignments.entries()) {
      const error = errors.get(`${name}/values.ts:${index + 2}`);
      counts[role === "refused" ? "refused" : "assigned"] += 1;
      if (error === undefined) continue;
      if (role === "refused") counts.rejected += 1;
      else {
        const type = role === "valid" ? "its type" : "the type of what parse returns";
        const reason = `${type} refuses ${literal(value)}: ${error}`;
        faults.push({ where: trial.name, schema: standalone(trial), reason });
      }
    }
  }
  for (const [where, reason] of errors) {
    if (!/\/values\.ts:\d+$/.test(where)) faults.push({ where, reason });
  }
  return { ...counts, faults };
}
