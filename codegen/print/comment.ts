import { spellHidden } from "./hidden.js";

/** A line of a doc comment: text, or a tag and what it says. A text with line breaks is several lines. */
export type CommentLine = string | { readonly tag: string; readonly text: string };

/**
 * A doc comment, as lines. Whatever its text holds, the comment ends where it should, and no tool takes the text for a directive.
 *
 * @param indent - What stands before each line.
 * @param width - A comment of one line stays on one where that is not longer than this.
 */
export function docComment(content: readonly CommentLine[], indent = "", width = Infinity): string[] {
  const lines = content.flatMap((line) =>
    typeof line === "string"
      ? line.split(LINE_END).map(commentText)
      : // The tag is ours; only what it says is not.
        [`@${line.tag} ${commentText(line.text.replaceAll(LINE_ENDS, " "))}`],
  );
  const [only = ""] = lines;
  const line = `${indent}/** ${only.trimEnd()} */`;
  if (lines.length === 1 && line.length <= width) return [line];
  return [`${indent}/**`, ...lines.map((each) => `${indent} * ${each}`.trimEnd()), `${indent} */`];
}

/** The lines of a text, broken at spaces where they are longer than the width. Tables, code and long words stay as they are. */
export function wrapped(text: string, width: number): string[] {
  return text.split(LINE_END).flatMap((line) => wrappedLine(line.trimEnd(), width));
}

function wrappedLine(line: string, width: number): string[] {
  if (line.length <= width || /^\s*[|`]|^ {4}/.test(line)) return [line];
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else {
      current = current === "" ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}

/** A comment that ends with its line. */
export function lineComment(text: string): string {
  return `// ${commentText(text)}`;
}

/** Has the compiler pass over the file that it stands at the top of. */
export const TS_NOCHECK = "// @ts-nocheck";

/** Tells bundlers that a call has no effect but its result, so that a web client carries only what it uses of a module. */
export const PURE = "/* @__PURE__ */";

const LINE_END = /\r\n|[\n\r\u2028\u2029]/;
const LINE_ENDS = new RegExp(`(?:${LINE_END.source})+`, "g");

/** Text for one line of a comment. Hidden characters are spelt out first, so that nothing is dropped from what is escaped then. */
function commentText(text: string): string {
  return (
    spellHidden(text)
      .replaceAll("*/", String.raw`*\/`)
      // A `@` that begins a word begins a tag or a directive: `@deprecated`, `@internal`, `@ts-expect-error`.
      .replaceAll(/(?<=^|[\s*/{])@(?=\S)/g, String.raw`\@`)
      // What tools look for anywhere in a comment: notes for bundlers, and where a source map is.
      .replaceAll(/[@#](?=__|(?:license|preserve|cc_on|jsx))/gi, "$& ")
      .replaceAll(/(source(?:Mapping)?URL)=/g, "$1 =")
  );
}
