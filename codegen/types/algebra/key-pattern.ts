/** The keys that a `patternProperties` expression matches, as far as a template literal type can say it. */
export interface KeyPattern {
  readonly prefix: string;
  readonly suffix: string;
  /** Whether exactly the keys with that prefix and suffix match; otherwise only such keys match, but not all of them. */
  readonly exact: boolean;
}

/**
 * Reads the fixed beginning or end of a regular expression: `^x-` is all keys that start with `x-`, `_id$` all that end so, and
 * `^x-[a-z]+$` is among those that start with `x-`. Undefined where neither is fixed.
 *
 * The expression is only ever read here, never run: it is the schema's, and may be made to run for ever.
 */
export function keyPattern(pattern: string): KeyPattern | undefined {
  if (hasAlternatives(pattern)) return undefined;
  const start = PREFIX.exec(pattern);
  if (start !== null) {
    const [whole, text = ""] = start;
    const rest = pattern.slice(whole.length);
    // What follows a quantifier's character is not fixed: in `^ab*` only the `a` is.
    const prefix = unescaped(/^[*?{]/.test(rest) ? dropLast(text) : text);
    if (prefix === "") return undefined;
    return { prefix, suffix: "", exact: rest === "" || rest === ".*" };
  }
  const end = SUFFIX.exec(pattern);
  const suffix = unescaped(end?.[1] ?? "");
  return suffix === "" ? undefined : { prefix: "", suffix, exact: true };
}

/** Whether every key with the first pattern's prefix and suffix has the second's, too. */
export function isWithin(inner: KeyPattern, outer: KeyPattern): boolean {
  return inner.prefix.startsWith(outer.prefix) && inner.suffix.endsWith(outer.suffix);
}

/** Whether a key has the prefix and the suffix. */
export function hasKey(pattern: KeyPattern, key: string): boolean {
  return (
    key.length >= pattern.prefix.length + pattern.suffix.length &&
    key.startsWith(pattern.prefix) &&
    key.endsWith(pattern.suffix)
  );
}

const CHARACTER = String.raw`(?:[\w\- ,:;=@#~!%&"'<>]|\\[-./$^+*?()[\]{}|\\])`;
const PREFIX = new RegExp(`^\\^(${CHARACTER}+)`);
const SUFFIX = new RegExp(`^(${CHARACTER}+)\\$$`);

/** A `|` anywhere makes the beginning uncertain; `^(a|b)` has no fixed beginning anyway. */
function hasAlternatives(pattern: string): boolean {
  return pattern.includes("|");
}

function dropLast(text: string): string {
  return text.replace(/(?:\\.|.)$/, "");
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, "$1");
}
