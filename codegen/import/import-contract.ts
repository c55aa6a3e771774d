import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { contractNameFault } from "../discover/contract-name.js";
import { MEMBER_KINDS, type MemberKind } from "../discover/member-kind.js";
import { nearMatches, oneOf } from "../problems/suggest.js";
import { UseError } from "../problems/use-error.js";
import { isJsonObject, type JsonSchema, type JsonValue } from "../schema/json.js";
import { parseJson } from "../text/parse-json.js";
import { parseYaml } from "../text/parse-yaml.js";
import { textLines } from "../text/text-lines.js";
import { fetchJson } from "./fetch-json.js";
import type { Imported, ImportNote } from "./imported.js";
import { kebabCase } from "./names.js";
import { importDocument } from "./sources/document.js";

/** The options of {@link importContract}. */
export interface ImportOptions {
  /**
   * A program (`graph.ts`, or `graph.ts:State` where it has several), a JSON or YAML document, or the address of one: `/assistants/{id}/schemas` of a
   * LangGraph server, `/contracts/:graph`, OpenAPI, or a JSON Schema such as Pydantic's.
   */
  readonly source: string;
  /** What the contract is called; by default as the source calls it. */
  readonly name?: string;
  /** The schemas folder; by default `schemas`. */
  readonly schemas?: string;
  /** Which schema of a document is which member, e.g. `{ state: "Ticket" }`. */
  readonly as?: Readonly<Partial<Record<MemberKind, string>>>;
  /** What `source` and `schemas` are relative to; by default the working directory. */
  readonly cwd?: string;
  /** How long to wait for a server, in milliseconds; by default 15 seconds. */
  readonly timeout?: number;
}

/** What {@link importContract} did. */
export interface ImportResult {
  /** The contract's name. */
  readonly name: string;
  /** The files that were written, relative to `cwd`. */
  readonly written: readonly string[];
  /** What its author should know. */
  readonly notes: readonly ImportNote[];
}

/**
 * Makes a contract's folder from what a team has. No file is overwritten.
 *
 * Of a program, only the state and what it needs run; packages are only loaded where they make schemas.
 *
 * @throws UseError where the source can't be read or has no contract, and where a file is there already. Then nothing is written.
 */
export async function importContract(options: ImportOptions): Promise<ImportResult> {
  const { source, cwd = process.cwd(), schemas = "schemas", as = {} } = options;
  const imported = chosen(await read(source, cwd, options.timeout), as);
  const name = options.name ?? (kebabCase(imported.name) || "graph");
  const fault = contractNameFault(name);
  if (fault !== undefined || /[/\\]/.test(name) || name === "..") {
    throw new UseError(
      `a contract can't be called ${JSON.stringify(name)}`,
      "choose another name with --name",
    );
  }
  const root = resolve(cwd, schemas);
  const files = [
    ...[...imported.files].map(([path, schema]) => [join(root, name, path), schema] as const),
    ...[...(imported.shared ?? [])].map(([path, schema]) => [join(root, path), schema] as const),
  ];
  const show = (path: string): string => relative(cwd, path).replaceAll("\\", "/");
  const isThere = [
    ...(imported.files.size > 0 ? [join(root, name)] : []),
    ...files.map(([path]) => path),
  ].find(existsSync);
  if (isThere !== undefined) {
    throw new UseError(
      `${show(isThere)} is there already`,
      "choose another name with --name, or move it away",
    );
  }
  for (const [path, schema] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(schema, undefined, 2)}\n`, { flag: "wx" });
  }
  return { name, written: files.map(([path]) => show(path)), notes: imported.notes };
}

const PROGRAM = /^(.*\.[cm]?[jt]sx?)(?::([\p{ID_Continue}$]+))?$/u;

async function read(source: string, cwd: string, timeout: number | undefined): Promise<Imported> {
  if (/^https?:/i.test(source)) {
    const parts = new URL(source).pathname.split("/").filter((part) => part !== "" && part !== "schemas");
    return importDocument(await fetchJson(source, timeout), parts.at(-1) ?? "graph");
  }
  const [, program, wanted] = PROGRAM.exec(source) ?? [];
  const path = resolve(cwd, program ?? source);
  if (!existsSync(path)) throw new UseError(`${source} does not exist`, "check the name");
  if (program !== undefined) {
    // Reading programs needs TypeScript, which takes a while to load.
    const { importProgram } = await import("./program/import-program.js");
    return importProgram({ path, wanted });
  }
  return importDocument(parsed(path, source), basename(source).replace(/(?:\.schema)?\.\w+$/, ""));
}

function parsed(path: string, shown: string): JsonValue {
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UseError(`${shown} can't be read: ${message}`, "name a file");
  }
  const { value, faults } = /\.ya?ml$/i.test(path) ? parseYaml(text) : parseJson(text);
  const [fault] = faults;
  if (fault === undefined && value !== undefined) return value;
  const { line, column } = textLines(text).positionAt(fault?.offset ?? 0);
  throw new UseError(
    `${shown}:${line}:${column}: ${fault?.message ?? "the file is empty"}`,
    fault?.remedy ?? "give a JSON or YAML document",
  );
}

/** The members that the user chose among the definitions of a document. */
function chosen(imported: Imported, as: NonNullable<ImportOptions["as"]>): Imported {
  const wanted = Object.entries(as);
  if (wanted.length === 0) return imported;
  const [path, document] = [...(imported.shared ?? []), ...imported.files][0] ?? [];
  const definitions = isJsonObject(document) ? (document.$defs ?? document.definitions) : undefined;
  if (path === undefined || !isJsonObject(document) || !isJsonObject(definitions)) {
    throw new UseError("the source has no definitions to choose from", "leave --as out");
  }
  const files = new Map<string, JsonSchema>();
  const container = document.$defs === undefined ? "definitions" : "$defs";
  const isShared = imported.shared?.has(path) === true;
  for (const [kind, name] of wanted) {
    if (!MEMBER_KINDS.includes(kind as MemberKind)) throw unknown("member", kind, MEMBER_KINDS);
    if (!Object.hasOwn(definitions, name)) throw unknown("definition", name, Object.keys(definitions));
    const target = `#/${container}/${name}`;
    files.set(
      `${kind}.schema.json`,
      isShared ? { $ref: `../${path}${target}` } : { $ref: target, [container]: definitions },
    );
  }
  return { ...imported, files };
}

function unknown(what: string, name: string, known: readonly string[]): UseError {
  const near = nearMatches(name, known);
  const remedy =
    near.length > 0 ? `did you mean ${oneOf(near)}?` : `choose one of these: ${known.join(", ")}`;
  return new UseError(`there is no ${what} ${JSON.stringify(name)}`, remedy);
}
