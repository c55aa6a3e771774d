import type { Position } from "../problems/problem.js";
import type { JsonValue } from "../schema/json.js";
import { pointerTokens } from "../schema/json-pointer.js";
import { parseJson } from "../text/parse-json.js";
import { parseYaml } from "../text/parse-yaml.js";
import type { ParsedText, TextFault } from "../text/parsed-text.js";
import { textLines } from "../text/text-lines.js";

/** A value that was read, or what is wrong with its text. */
export interface Document {
  /** Absent where the text is faulty. */
  readonly value?: JsonValue;
  readonly faults: readonly DocumentFault[];
  /** Where the value at a JSON Pointer is written. */
  locate(pointer: string): Position;
}

/** Something wrong with a text. Nothing of the text is in its words: it may be secret. */
export interface DocumentFault {
  readonly code: string;
  readonly position: Position;
  readonly message: string;
  readonly remedy: string;
}

/** Reads a text that holds one value. */
export function readWhole(text: string, format: "json" | "yaml"): Document {
  const parsed = format === "yaml" ? parseYaml(text) : parseJson(text);
  const lines = textLines(text);
  return documentOf(parsed, (offset) => lines.positionAt(offset));
}

/** Reads one line of a file of many. */
export function readLine(text: string, line: number): Document {
  return documentOf(parseJson(text), (offset) => ({ line, column: offset + 1 }));
}

/** After so many faults of one text, the rest most likely only follows from these. */
const MAX_FAULTS = 5;

function documentOf(
  { value, faults, offsetOf }: ParsedText,
  positionAt: (offset: number) => Position,
): Document {
  const read = value === undefined || faults.length > 0 ? {} : { value };
  return {
    ...read,
    faults: faults
      .slice(0, MAX_FAULTS)
      .map((fault) => ({ code: fault.code, position: positionAt(fault.offset), ...wordsFor(fault) })),
    locate: (pointer) => positionAt(offsetOf(pointerTokens(pointer))),
  };
}

/** The reader's own words are about schemas, and some of them quote the text. */
function wordsFor({ code, message, remedy }: TextFault): Pick<DocumentFault, "message" | "remedy"> {
  const [own, fix = remedy] = WORDS[code] ?? [];
  return { message: own ?? message, remedy: fix };
}

const WORDS: Readonly<Record<string, readonly [message: string, remedy?: string]>> = {
  "bad-yaml": ["this is not valid YAML"],
  "not-json": ["this has no meaning in JSON", "use a string, a number, a boolean, null, a list or a mapping"],
  "duplicate-key": ["this key occurs twice in one object"],
  "too-deep": ["the document is nested too deeply", "flatten it"],
  "yaml-alias-bomb": ["the aliases stand for too many values", "write the repeated values out"],
  "yaml-merge-key": ["merge keys (<<) are not part of YAML 1.2", "write the merged properties out"],
};
