import { readFileSync } from "node:fs";
import { relative, resolve as resolvePath } from "node:path";
import type { Discovery } from "../discover/discover.js";
import { memberPaths, schemaPaths } from "../discover/schema-paths.js";
import { inFileOrder, type Problem } from "../problems/problem.js";
import { DEFAULT_DIALECT } from "../schema/dialect.js";
import type { JsonSchema } from "../schema/json.js";
import type { Dialect, SchemaDocument } from "../schema/schema-document.js";
import { fileUri, folderUri, uriKey } from "../schema/uri.js";
import { type ParseResult, parse } from "../text/parse.js";
import { MAX_DEPTH } from "../text/parsed-text.js";
import type { Fault } from "./resolve/fault.js";
import { type ResolvedDocument, resolve, UNUSED } from "./resolve.js";

/** A schema file, read and resolved. */
export type LoadedDocument = ResolvedDocument;

/** Every schema file below the schemas folder. */
export interface LoadedLibrary {
  readonly discovery: Discovery;
  /** By path relative to the schemas folder, in path order. Files that could not be read are not in it. */
  readonly documents: ReadonlyMap<string, LoadedDocument>;
  readonly problems: readonly Problem[];
}

export interface LoadOptions {
  /** Documents for absolute URIs that `$ref` or `$schema` may name; nothing is ever fetched. */
  readonly documents?: Readonly<Record<string, JsonSchema>> | ReadonlyMap<string, JsonSchema>;
  /** What file names in problems are relative to, where that is shorter; by default the working directory. */
  readonly cwd?: string;
  /** Finds what is wrong with schemas beyond their references, so that it can be left out where no member uses it. */
  readonly check?: (library: LoadedLibrary) => readonly Fault[];
}

/**
 * Reads every schema file that was discovered, and resolves all references.
 *
 * A file whose name does not say that it is a schema (`data.json`, not `data.schema.json`) counts only where a `$ref` leads to it.
 *
 * @returns what could be read, with every problem of every file; never throws for what is in a file
 */
export function load(discovery: Discovery, options: LoadOptions = {}): LoadedLibrary {
  const { root } = discovery;
  const paths = schemaPaths(discovery).toSorted(byName);
  const rootUri = folderUri(root);

  const members = new Set(memberPaths(discovery));
  const files = paths.map((path) => ({
    path,
    uri: fileUri(rootUri, path),
    isMember: members.has(path),
    isOptional: !saysSchema(path),
    ...readDocument(root, path, options.cwd),
  }));
  const resolved = resolve({
    documents: files.flatMap(({ document, ...kept }) =>
      document === undefined ? [] : [{ ...kept, document }],
    ),
    root: rootUri,
    paths: [...paths, ...(discovery.otherPaths ?? [])].sort(byName),
    given: givenDocuments(options),
    broken: new Set(files.flatMap(({ document, uri }) => (document === undefined ? [uriKey(uri)] : []))),
    links: new Map(
      [...(discovery.links ?? [])].map(([link, folder]) => [
        `${fileUri(rootUri, link)}/`,
        folder === "" ? rootUri : `${fileUri(rootUri, folder)}/`,
      ]),
    ),
    check: (documents) =>
      options.check?.({ discovery, documents: inPathOrder(documents), problems: [] }) ?? [],
  });
  const problems = files.flatMap(({ path, uri, isMember, isOptional, problems: found }) => {
    const missed = resolved.missed.get(uriKey(uri));
    if (isMember || resolved.usedPaths.has(path) || missed?.isUsed === true) return found;
    return isOptional && missed === undefined ? [] : found.map(ofUnused);
  });
  return {
    discovery,
    documents: inPathOrder(resolved.documents),
    problems: inFileOrder([...new Set([...problems, ...resolved.problems])]),
  };
}

/** Documents by their paths, in path order. */
function inPathOrder(documents: readonly ResolvedDocument[]): ReadonlyMap<string, ResolvedDocument> {
  const entries = documents.map((loaded) => [loaded.document.path, loaded] as const);
  return new Map(entries.sort(([a], [b]) => byName(a, b)));
}

/** A problem with a file that no member uses. */
function ofUnused(problem: Problem): Problem {
  return { ...problem, severity: "warning", message: `${problem.message} (${UNUSED})` };
}

/** Whether a file's name says that it is a schema: `data.schema.json`, not `data.json`. */
export function saysSchema(path: string): boolean {
  return /\.schema\.[a-z]+$/.test(path);
}

function readDocument(root: string, path: string, cwd: string | undefined): ParseResult {
  const file = displayName(resolvePath(root, path), cwd);
  const text = readText(resolvePath(root, path), file);
  return typeof text === "string" ? parse({ path, file, text }) : { problems: [text] };
}

/**
 * Loads one schema that is at hand as a value, the way a file is loaded: positions are those in its text with an
 * indentation of two spaces.
 *
 * @param options.path what the schema would be called as a file; relative references start there
 * @param options.dialect the dialect of a schema that has no `$schema`
 */
export function loadSchema(
  schema: JsonSchema,
  options: LoadOptions & { readonly path?: string; readonly dialect?: Dialect } = {},
): LoadedDocument & { readonly problems: readonly Problem[] } {
  const { path = "schema.json", dialect } = options;
  const source = { path, file: path, text: textOf(schema) };
  const parsed = parse(dialect === undefined ? source : { ...source, dialect });
  const document = parsed.document ?? emptyDocument(path);
  const root = "file:///schemas/";
  const given = givenDocuments(options);
  const resolved = resolve({ documents: [{ document, uri: root + path, isMember: true }], root, given });
  const [loaded] = resolved.documents;
  if (loaded === undefined) throw new Error("a document that is given is resolved");
  return { ...loaded, problems: inFileOrder([...parsed.problems, ...resolved.problems]) };
}

/** What stands for a schema that can't be read, beside the problems that say why. */
function emptyDocument(path: string): SchemaDocument {
  return {
    path,
    file: path,
    schema: true,
    dialect: DEFAULT_DIALECT,
    text: "true",
    locate: () => ({ line: 1, column: 1 }),
  };
}

/** A schema as text. One that is too deep for that is just as deep where the text breaks off, and reads as such. */
function textOf(schema: JsonSchema): string {
  try {
    return JSON.stringify(schema, null, 2);
  } catch (error) {
    if (error instanceof RangeError) return "[".repeat(MAX_DEPTH + 1);
    throw error;
  }
}

function givenDocuments({ documents = {} }: LoadOptions): Iterable<readonly [string, JsonSchema]> {
  return documents instanceof Map
    ? documents
    : Object.entries(documents as Readonly<Record<string, JsonSchema>>);
}

/** The text of a file, or why it can't be read. */
function readText(path: string, file: string): string | Problem {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) {
      return {
        severity: "error",
        code: "not-utf-8",
        file,
        message: "the file is not UTF-8",
        remedy: "save it as UTF-8",
      };
    }
    const why = error instanceof Error ? error.message : String(error);
    return {
      severity: "error",
      code: "unreadable",
      file,
      message: `the file cannot be read: ${why}`,
      remedy: "make it readable, or remove it",
    };
  }
}

/** A path as problems print it: relative to the working directory where that is shorter. */
export function displayName(path: string, cwd = process.cwd()): string {
  const near = relative(cwd, path);
  return (near.length < path.length ? near : path).replaceAll("\\", "/");
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
