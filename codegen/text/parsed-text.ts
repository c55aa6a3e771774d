import type { JsonValue } from "../schema/json.js";

/** Deeper than any schema a person writes, and shallow enough for code that recurses into a schema. */
export const MAX_DEPTH = 4_000;

/** Something wrong with a text as JSON or YAML. */
export interface TextFault {
  readonly code: string;
  /** Where in the text, counted in UTF-16 code units from 0. */
  readonly offset: number;
  readonly message: string;
  readonly remedy: string;
}

/** A text read as a JSON value. */
export interface ParsedText {
  /** Absent where the text is faulty. */
  readonly value?: JsonValue;
  readonly faults: readonly TextFault[];
  /** Where the value at these tokens (of a JSON Pointer) was written: its key's offset where it has one. */
  offsetOf(tokens: readonly string[]): number;
}

/** Sets a member of an object that is being read, whatever its name: `__proto__` is a name like any other. */
export function setMember(target: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}

export function tooDeep(offset: number, limit: number): TextFault {
  return {
    code: "too-deep",
    offset,
    message: `the file is nested more than ${limit} levels deep`,
    remedy: "flatten it: give the inner schemas names under `$defs` and refer to them with `$ref`",
  };
}

export function duplicateKey(key: string, offset: number): TextFault {
  return {
    code: "duplicate-key",
    offset,
    message: `the key ${JSON.stringify(key)} occurs twice in one object`,
    remedy: "remove one of the two; readers disagree about which one counts",
  };
}

export function numberOutOfRange(offset: number): TextFault {
  return {
    code: "bad-number",
    offset,
    message: "the number is too large for JavaScript",
    remedy: "use a number whose magnitude is below 1.8e308",
  };
}
