import type { TextFault } from "./parsed-text.js";

/** What the YAML parser complains of, with what to do about it. */
export function syntaxFault(error: {
  readonly code: string;
  readonly pos: readonly number[];
  readonly message: string;
}): TextFault {
  const offset = error.pos[0] ?? 0;
  if (error.code === "TAG_RESOLVE_FAILED") {
    return {
      code: "not-json",
      offset,
      message: `${error.message.toLowerCase()}: it has no meaning in JSON`,
      remedy: "remove the tag, and write a JSON value",
    };
  }
  return {
    code: "bad-yaml",
    offset,
    message: error.message.replace(/\.$/, ""),
    remedy: REMEDIES[error.code] ?? "correct the YAML here",
  };
}

const REMEDIES: Readonly<Record<string, string>> = {
  BAD_INDENT: "give the lines of one mapping or list the same indentation",
  TAB_AS_INDENT: "indent with spaces",
  MISSING_CHAR: "add the missing character",
  BLOCK_AS_IMPLICIT_KEY: "put the value in quotes if it holds a colon, or indent what belongs to it",
  MULTILINE_IMPLICIT_KEY: "put the key on one line, and a colon after it",
  UNEXPECTED_TOKEN: "remove it, or put it in quotes",
};
