import { escapeHidden } from "./hidden.js";

/** A string literal, on one line and in visible characters whatever it holds. */
export function stringLiteral(text: string): string {
  return escapeInLiterals(JSON.stringify(text));
}

/**
 * What `JSON.stringify` leaves in a string literal and some reader of code could misread, in code that has it in string literals only.
 *
 * Tools that search code for the address of a source map don't ask whether it stands in a string.
 */
export function escapeInLiterals(code: string): string {
  return escapeHidden(code).replaceAll(/(source(?:Mapping)?URL)=/g, String.raw`$1\u003d`);
}

/** A template literal type for the strings that begin and end so: `` `x-${string}` ``. */
export function templateType(prefix: string, suffix: string): string {
  return `\`${templateText(prefix)}\${string}${templateText(suffix)}\``;
}

function templateText(text: string): string {
  // Outside of escape sequences, which `JSON.stringify` writes, a backslash, a backtick and `${` mean something in a template.
  return stringLiteral(text)
    .slice(1, -1)
    .replaceAll(/\\(.)|`|\$(?=\{)/gs, (found, escaped: string | undefined) =>
      escaped === '"' ? '"' : escaped === undefined ? `\\${found}` : found,
    );
}
