import { compiles } from "../../src/schema/validation/formats/regex.js";
import { foreignPart, hasInlineFlags } from "./foreign-pattern.js";
import { isSuspicious } from "./suspicious-pattern.js";

/** A schema's pattern as JavaScript compiles it. */
export interface ReadPattern {
  /** The pattern itself, but for what {@link spelledOut} changes. */
  readonly source: string;
  /** `u` as JSON Schema wants it, none where the pattern is only valid without. */
  readonly flags: "u" | "";
}

/** Reads a schema's pattern; undefined where it is not one of JavaScript, or would mean something else than its author can have meant. */
export function readPattern(pattern: string): ReadPattern | undefined {
  if (hasInlineFlags(pattern)) return undefined;
  if (compiles(pattern, "u")) return { source: pattern, flags: "u" };
  if (foreignPart(pattern) !== undefined) return undefined;
  if (NEEDS_UNICODE.test(pattern)) {
    const source = spelledOut(pattern);
    return compiles(source, "u") ? { source, flags: "u" } : undefined;
  }
  return compiles(pattern, "") ? { source: pattern, flags: "" } : undefined;
}

/** A schema's pattern, compiled as {@link readPattern} says; answers are remembered. */
export function compilePattern(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) {
    const read = readPattern(pattern);
    compiled.set(pattern, read && new RegExp(read.source, read.flags));
  }
  return compiled.get(pattern);
}

const compiled = new Map<string, RegExp | undefined>();

/** A name up to this long is tried on any pattern. */
const LONGEST_SUSPECT = 20;

/**
 * Whether a pattern matches a name that a schema gives; one that no engine compiles matches nothing.
 *
 * @returns undefined where it might take for ever to find out: both come from the schema, which nobody may have read.
 */
export function patternMatches(pattern: string, name: string): boolean | undefined {
  if (name.length > LONGEST_SUSPECT && isSuspicious(pattern)) return undefined;
  return compilePattern(pattern)?.test(name) ?? false;
}

/** What is but letters without the `u` flag, which nobody means: `\p{L}` would be `p{L}`, and `\u{41}` would be 41 times `u`. */
const NEEDS_UNICODE = /^(?:[^\\]|\\[^pPu]|\\u(?!\{))*\\(?:[pP][{A-Z]|u\{)/;

/**
 * The pattern in words that the `u` flag knows: scripts and categories as other dialects name them (`\p{Greek}`, `\pL`), and no escapes of
 * characters that need none. None of these is valid with the flag, so that no valid pattern changes its meaning.
 */
function spelledOut(pattern: string): string {
  return pattern.replaceAll(
    /\\(?:([pP])(?:\{(\w+)\}|([CLMNPSZ]))|([^a-zA-Z0-9^$\\.*+?()[\]{}|/]))/gu,
    (whole, kind?: string, name?: string, category?: string, character?: string) => {
      if (character === "-") return "\\x2d";
      if (character !== undefined) return character;
      if (category !== undefined) return `\\${kind}{${category}}`;
      const isScript = !compiles(whole, "u") && compiles(`\\p{Script=${name}}`, "u");
      return isScript ? `\\${kind}{Script=${name}}` : whole;
    },
  );
}
