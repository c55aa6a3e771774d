import type { Problem, Severity } from "../problems/problem.js";
import type { SchemaDocument } from "../schema/schema-document.js";
import { type TextLines, textLines } from "../text/text-lines.js";

/** A file's lines are indexed once, however many problems it has. */
const linesOf = new WeakMap<SchemaDocument, TextLines>();

/** What a step knows of a problem, apart from where it is. */
export interface ProblemText {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** A problem with the value at a JSON Pointer of a document, with its position and the source line. */
export function problemAt(document: SchemaDocument, pointer: string, text: ProblemText): Problem {
  const position = document.locate(pointer);
  let lines = linesOf.get(document);
  if (lines === undefined) {
    lines = textLines(document.text);
    linesOf.set(document, lines);
  }
  return { ...text, file: document.file, position, excerpt: lines.lineAt(position.line) };
}
