import { PURE } from "./comment.js";
import { stringLiteral } from "./string-literal.js";

/**
 * An expression that makes a regular expression. It is made of a string: the text of a pattern never stands between slashes. Bundlers drop it where
 * nothing uses it.
 */
export function regExp(pattern: string, flags: "u" | ""): string {
  return `${PURE} new RegExp(${stringLiteral(pattern)}${flags === "" ? "" : `, "${flags}"`})`;
}

/** An expression for a regular expression that matches nothing. */
export const NEVER_MATCHES = "/(?!)/";
