import type { Problem } from "../problems/problem.js";
import { DEFAULT_DIALECT, standardDialect } from "../schema/dialect.js";
import { isJsonObject, isJsonSchema, type JsonSchema, type JsonValue } from "../schema/json.js";
import { pointerTokens } from "../schema/json-pointer.js";
import type { Dialect, SchemaDocument } from "../schema/schema-document.js";
import { parseJson } from "./parse-json.js";
import { parseYaml } from "./parse-yaml.js";
import type { TextFault } from "./parsed-text.js";
import { textLines } from "./text-lines.js";
import { isWrittenAsYaml } from "./written-as-yaml.js";

/** The text of one schema file. */
export interface SchemaText {
  /** Relative to the schemas folder; its ending says whether it is JSON or YAML. */
  readonly path: string;
  /** As problems print it. */
  readonly file: string;
  readonly text: string;
  /** The dialect of a text that has no `$schema`; by default 2020-12. */
  readonly dialect?: Dialect;
}

/** A text that was read: its document, or why there is none. */
export interface ParseResult {
  readonly document?: SchemaDocument;
  readonly problems: readonly Problem[];
}

/**
 * Reads the text of one schema file, JSON or YAML by the ending of its path.
 *
 * The faults of the text are reported, each where it is; of its syntax, only the first few. A document whose `$schema` names no standard dialect is given
 * the default one here; whether that name means something is for `load` to say, which knows the other documents.
 */
export function parse({ path, file, text: raw, dialect = DEFAULT_DIALECT }: SchemaText): ParseResult {
  const text = raw.startsWith("\uFEFF") ? raw.slice(1) : raw;
  const isYaml = /\.ya?ml$/.test(path);
  const { value, faults, offsetOf } = isYaml ? parseYaml(text) : parseJson(text);
  const lines = textLines(text);

  const isMisnamed = !isYaml && faults.length > 0 && isWrittenAsYaml(text);
  const told = isMisnamed ? [yamlFault(path, text)] : fewSyntaxFaults(faults);
  const problems = told.map(({ offset, ...fault }): Problem => {
    const position = lines.positionAt(offset);
    return { severity: "error", ...fault, file, position, excerpt: lines.lineAt(position.line) };
  });
  if (value === undefined) return { problems };
  if (!isJsonSchema(value)) {
    const position = lines.positionAt(offsetOf([]));
    return {
      problems: [
        {
          severity: "error",
          code: "not-a-schema",
          file,
          position,
          message: `a schema is an object, true or false; this is ${text.trim() === "" ? "an empty file" : kindOf(value)}`,
          remedy: "write a schema here, or keep the file outside the schemas folder",
          excerpt: lines.lineAt(position.line),
        },
      ],
    };
  }
  const document: SchemaDocument = {
    path,
    file,
    schema: value,
    dialect: declaredDialect(value) ?? dialect,
    text,
    locate: (pointer) => lines.positionAt(offsetOf(pointerTokens(pointer))),
  };
  return { document, problems };
}

/** After so many syntax faults, the rest most likely only follows from these. */
const MAX_SYNTAX_FAULTS = 5;

function fewSyntaxFaults(faults: readonly TextFault[]): readonly TextFault[] {
  const isSyntax = ({ code }: TextFault) => code === "bad-json" || code === "bad-yaml";
  const few = new Set(faults.filter(isSyntax).slice(0, MAX_SYNTAX_FAULTS));
  return faults.filter((fault) => few.has(fault) || !isSyntax(fault));
}

function yamlFault(path: string, text: string): TextFault {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return {
    code: "bad-json",
    offset: text.search(/\S/),
    message: "the file has a JSON name but looks like YAML",
    remedy: `rename it to ${name.replace(/\.json$/, ".yaml")}, or write it as JSON`,
  };
}

function declaredDialect(schema: JsonSchema): Dialect | undefined {
  return isJsonObject(schema) && typeof schema.$schema === "string"
    ? standardDialect(schema.$schema)
    : undefined;
}

/** What a value is, in words. */
export function kindOf(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
