/** Escapes that JavaScript knows; one of another letter is of another dialect, as `\A` and `\Q` are. */
const KNOWN_ESCAPES = /^(?:[^\\]|\\[^a-zA-Z]|\\[bBcdDfknrsStuvwWx])*$/u;

/** The format `regex`: a JavaScript regular expression with the `u` flag, or without it if only needless escapes require that (JSON Schema Validation 7.3.8). */
export function isRegex(text: string): boolean {
  return compiles(text, "u") || (KNOWN_ESCAPES.test(text) && compiles(text, ""));
}

/** Whether JavaScript takes a text as a regular expression. */
export function compiles(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
}
