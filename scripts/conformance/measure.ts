import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { JsonSchema, JsonValue } from "../../codegen/schema/json.js";
import { type Generated, generateCase } from "./generate.js";
import { peerType } from "./peer.js";
import { type Suite, type SuiteDialect, type SuiteGroup, withDialect } from "./suite.js";
import { literal, typeErrors } from "./typescript.js";

/** How types fit the instances of the groups that got one. */
export interface TypeFigures {
  readonly groups: number;
  readonly valid: number;
  /** Of the valid instances, how many are assignable to the type. */
  readonly assignable: number;
  readonly invalid: number;
  /** Of the invalid instances, how many the type rejects. */
  readonly rejected: number;
}

/** A case that something went wrong with. */
export interface Failure {
  readonly file: string;
  readonly group: string;
  readonly test: string;
  readonly reason: string;
}

/** What was measured of one dialect. */
export interface DialectResult {
  readonly name: string;
  readonly groups: number;
  readonly refused: readonly { readonly file: string; readonly group: string; readonly reason: string }[];
  readonly cases: number;
  readonly judgedRight: number;
  /** The optional cases of formats, which count for themselves. */
  readonly formats: { readonly cases: number; readonly judgedRight: number };
  readonly types: TypeFigures;
  /** The same of the files whose keywords TypeScript has words for. */
  readonly sayable: TypeFigures;
  readonly peer: TypeFigures;
  /** Every case that the validators judge wrong. */
  readonly misjudged: readonly Failure[];
  /** Every valid instance that the type refuses. */
  readonly unsound: readonly Failure[];
  /** What the compiler has against the generated modules themselves. */
  readonly broken: readonly string[];
}

/** The files of the suite about what TypeScript can say. */
const SAYABLE = new Set(
  ["type", "enum", "const", "required", "properties", "prefixItems"].map((name) => `${name}.json`),
);

/** A group on its way through the measurement. */
interface Trial {
  readonly group: SuiteGroup;
  readonly isOfFormats: boolean;
  /** The folder of its files, relative to the dialect's. */
  readonly folder: string;
  readonly generated: Generated;
  readonly peer: boolean;
}

/**
 * Measures all groups of a suite, dialect by dialect, in a folder of its own that is removed afterwards.
 *
 * @param options.peer - Whether to measure json-schema-to-typescript as well.
 */
export async function measure(suite: Suite, options: { readonly peer: boolean }): Promise<DialectResult[]> {
  const place = mkdtempSync(join(tmpdir(), "graphwright-conformance-"));
  try {
    const results: DialectResult[] = [];
    for (const dialect of suite.dialects) {
      results.push(await measureDialect(dialect, suite.documents, join(place, dialect.name), options.peer));
    }
    return results;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function measureDialect(
  dialect: SuiteDialect,
  documents: ReadonlyMap<string, JsonSchema>,
  place: string,
  withPeer: boolean,
): Promise<DialectResult> {
  linkPackages(place);
  const trials: Trial[] = [];
  for (const [index, group] of [...dialect.groups, ...dialect.formats].entries()) {
    const isOfFormats = index >= dialect.groups.length;
    const folder = `g${index}`;
    const schema = withDialect(group.schema, dialect.uri);
    const generated = await generateCase(schema, documents, join(place, folder));
    const peer = withPeer && !isOfFormats ? await peerType(schema, documents) : undefined;
    if (!("refused" in generated)) {
      const { typeName, typeModule } = generated;
      const from = `./${typeModule.replace(/\.ts$/, ".js")}`;
      const head = `import type { ${typeName} } from ${JSON.stringify(from)};`;
      writeFile(join(place, folder, "values.ts"), [head, ...values(group, typeName)]);
    }
    if (peer !== undefined) {
      writeFile(join(place, folder, "peer.ts"), [peer]);
      const head = `import type { Root } from "./peer.js";`;
      writeFile(join(place, folder, "peer-values.ts"), [head, ...values(group, "Root")]);
    }
    trials.push({ group, isOfFormats, folder, generated, peer: peer !== undefined });
  }
  const errors = typeErrors(place);
  const measured = trials.filter(({ generated }) => !("refused" in generated));
  const passed = measured.filter(({ isOfFormats }) => !isOfFormats);
  const ofFormats = measured.filter(({ isOfFormats }) => isOfFormats);
  const misjudged = await judge(passed, place);
  const misjudgedFormats = await judge(ofFormats, place);
  const cases = casesOf(passed);
  return {
    name: dialect.name,
    groups: dialect.groups.length,
    refused: trials.flatMap(({ group, generated }) =>
      "refused" in generated
        ? [{ file: group.file, group: group.description, reason: generated.refused }]
        : [],
    ),
    cases,
    judgedRight: cases - misjudged.length,
    formats: { cases: casesOf(ofFormats), judgedRight: casesOf(ofFormats) - misjudgedFormats.length },
    types: figuresOf(passed, "values.ts", errors),
    sayable: figuresOf(
      passed.filter(({ group }) => SAYABLE.has(group.file)),
      "values.ts",
      errors,
    ),
    peer: figuresOf(
      trials.filter(({ peer }) => peer),
      "peer-values.ts",
      errors,
    ),
    misjudged: [...misjudged, ...misjudgedFormats],
    unsound: unsoundOf(measured, errors),
    broken: [...errors].flatMap(([where, message]) =>
      /(?:^|\/)(?:values|peer|peer-values)\.ts:\d+$/.test(where) ? [] : [`${where}: ${message}`],
    ),
  };
}

function casesOf(trials: readonly Trial[]): number {
  return trials.reduce((sum, { group }) => sum + group.tests.length, 0);
}

/** What generated code imports, as an installation would have it: this package, LangGraph, and Node's types. */
export function linkPackages(place: string): void {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  mkdirSync(join(place, "node_modules"), { recursive: true });
  symlinkSync(root, join(place, "node_modules/graphwright"), "junction");
  for (const scope of ["@langchain", "@types"]) {
    symlinkSync(join(root, "node_modules", scope), join(place, "node_modules", scope), "junction");
  }
}

/** A constant for each instance, the first on the second line of the module. */
function values({ tests }: SuiteGroup, type: string): string[] {
  return tests.map(({ data }, index) => `export const value${index}: ${type} = ${literal(data)};`);
}

function writeFile(path: string, lines: readonly string[]): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${lines.join("\n")}\n`);
}

function errorOf(
  trial: Trial,
  file: string,
  index: number,
  errors: ReadonlyMap<string, string>,
): string | undefined {
  return errors.get(`${trial.folder}/${file}:${index + 2}`);
}

function figuresOf(trials: readonly Trial[], file: string, errors: ReadonlyMap<string, string>): TypeFigures {
  const found = { groups: trials.length, valid: 0, assignable: 0, invalid: 0, rejected: 0 };
  for (const trial of trials) {
    for (const [index, { valid }] of trial.group.tests.entries()) {
      const fits = errorOf(trial, file, index, errors) === undefined;
      found[valid ? "valid" : "invalid"] += 1;
      if (valid && fits) found.assignable += 1;
      if (!valid && !fits) found.rejected += 1;
    }
  }
  return found;
}

function unsoundOf(trials: readonly Trial[], errors: ReadonlyMap<string, string>): Failure[] {
  return trials.flatMap((trial) =>
    trial.group.tests.flatMap(({ description, valid }, index): Failure[] => {
      const reason = valid ? errorOf(trial, "values.ts", index, errors) : undefined;
      const { file, description: group } = trial.group;
      return reason === undefined ? [] : [{ file, group, test: description, reason }];
    }),
  );
}

/** Runs the generated validators, bundled with what they import, and returns the cases that they judge wrong. */
async function judge(trials: readonly Trial[], place: string): Promise<Failure[]> {
  const entries = trials.flatMap(({ folder, generated }) =>
    "refused" in generated ? [] : [`${folder}/${generated.validatorModule}`],
  );
  if (entries.length === 0) return [];
  await build({
    absWorkingDir: place,
    entryPoints: entries,
    outdir: "bundled",
    outbase: ".",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    conditions: ["@graphwright/source"],
    logLevel: "error",
  });
  const failures: Failure[] = [];
  for (const { group, folder, generated } of trials) {
    if ("refused" in generated) continue;
    const path = join(place, "bundled", folder, generated.validatorModule.replace(/\.ts$/, ".js"));
    const module = (await import(pathToFileURL(path).href)) as Record<string, (value: JsonValue) => boolean>;
    const validate = module[generated.validatorName];
    for (const { description, data, valid } of group.tests) {
      const verdict = validate === undefined ? "there is no validator" : verdictOf(validate, data);
      if (verdict === valid) continue;
      const reason = typeof verdict === "string" ? verdict : verdict ? "accepted" : "refused";
      failures.push({ file: group.file, group: group.description, test: description, reason });
    }
  }
  return failures;
}

function verdictOf(validate: (value: JsonValue) => boolean, data: JsonValue): boolean | string {
  try {
    return validate(data);
  } catch (error) {
    return `it throws ${String(error)}`;
  }
}
