/** Escapes that JavaScript knows; one of another letter is of another dialect, as `\A` and `\Q` are. */
const KNOWN_ESCAPES = /^(?:[^\\]|\\[^a-zA-Z]|\\[bBcdDfknrsStuvwWx])*$/u;

/** A regular expression of JavaScript: with the `u` flag, or without it where nothing but needless escapes and the like ask for that. */
export function isRegex(text: string): boolean {
  return compiles(text, "u") || (KNOWN_ESCAPES.test(text) && compiles(text, ""));
}

function compiles(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
}
