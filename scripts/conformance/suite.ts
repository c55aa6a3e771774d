import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type JsonSchema, type JsonValue } from "../../codegen/schema/json.js";

/** One instance and the suite's verdict on it. */
export interface SuiteCase {
  readonly description: string;
  readonly data: JsonValue;
  readonly valid: boolean;
}

/** A schema with the cases that it is tried on. */
export interface SuiteGroup {
  /** The suite's file, e.g. `enum.json`. */
  readonly file: string;
  readonly description: string;
  readonly schema: JsonSchema;
  readonly tests: readonly SuiteCase[];
}

/** All groups of one dialect. */
export interface SuiteDialect {
  /** As the suite's folder is called, e.g. `draft2020-12`. */
  readonly name: string;
  /** What a schema that doesn't name its dialect is written in. */
  readonly uri: string;
  readonly groups: readonly SuiteGroup[];
  /** The groups of `optional/format`, which say what each format means. */
  readonly formats: readonly SuiteGroup[];
}

/** The official JSON Schema suite, or a folder laid out like it. */
export interface Suite {
  readonly dialects: readonly SuiteDialect[];
  /** What stands for the documents at `http://localhost:1234/`. */
  readonly documents: ReadonlyMap<string, JsonSchema>;
}

const DIALECTS: ReadonlyMap<string, string> = new Map([
  ["draft4", "http://json-schema.org/draft-04/schema#"],
  ["draft6", "http://json-schema.org/draft-06/schema#"],
  ["draft7", "http://json-schema.org/draft-07/schema#"],
  ["draft2019-09", "https://json-schema.org/draft/2019-09/schema"],
  ["draft2020-12", "https://json-schema.org/draft/2020-12/schema"],
]);

/**
 * Reads the required cases of all dialects that graphwright knows, and of those in `optional` the ones of formats.
 *
 * @throws Error where the folder has no case of any of them.
 */
export function readSuite(folder: string): Suite {
  const dialects = [...DIALECTS].flatMap(([name, uri]): SuiteDialect[] => {
    const place = join(folder, "tests", name);
    if (!existsSync(place)) return [];
    const [groups, formats] = [readGroups(place), readGroups(join(place, "optional/format"))];
    return [{ name, uri, groups, formats }];
  });
  if (dialects.every(({ groups, formats }) => groups.length + formats.length === 0)) {
    throw new Error(`${folder} has no cases: there should be files like tests/draft2020-12/enum.json in it`);
  }
  return { dialects, documents: readDocuments(join(folder, "remotes")) };
}

/** A group's schema as a file says it: with its dialect, where it would be taken for another. */
export function withDialect(schema: JsonSchema, uri: string): JsonSchema {
  return isJsonObject(schema) && !Object.hasOwn(schema, "$schema") ? { $schema: uri, ...schema } : schema;
}

/** The groups of the files of a folder; none where it is not there. */
function readGroups(place: string): SuiteGroup[] {
  if (!existsSync(place)) return [];
  const files = readdirSync(place).filter((file) => file.endsWith(".json"));
  return files.sort().flatMap((file) =>
    (readJson(join(place, file)) as unknown as Omit<SuiteGroup, "file">[]).map((group) => ({
      ...group,
      file,
    })),
  );
}

function readDocuments(folder: string): Map<string, JsonSchema> {
  const documents = new Map<string, JsonSchema>();
  if (!existsSync(folder)) return documents;
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!path.endsWith(".json")) continue;
    const address = path.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
    documents.set(`http://localhost:1234/${address}`, readJson(join(folder, path)) as JsonSchema);
  }
  return documents;
}

function readJson(path: string): JsonValue {
  return JSON.parse(readFileSync(path, "utf8")) as JsonValue;
}
