import { wrapped } from "../print/comment.js";
import { docstring, pythonComment } from "../print/python-literal.js";
import type { Doc } from "../types/algebra/doc.js";
import { WIDTH } from "./layout.js";

/** What each tag of a doc is called where people of Python read it. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ["default", "Default"],
  ["example", "Example"],
  ["deprecated", "Deprecated."],
  ["remarks", "Note"],
]);

/** A doc as a docstring; no lines where there is nothing to say. */
export function docstringOf(doc: Doc | undefined, indent: string): string[] {
  const lines = linesOf(doc, indent);
  return lines.length === 0 ? [] : docstring(lines, indent, WIDTH);
}

/** A doc as comments, for places where Python takes no docstring. */
export function commentsOf(doc: Doc | undefined, indent: string): string[] {
  return linesOf(doc, indent).map((line) => `${indent}${pythonComment(line)}`);
}

function linesOf(doc: Doc | undefined, indent: string): string[] {
  if (doc === undefined) return [];
  const room = WIDTH - indent.length - '""""""'.length;
  const text = doc.text === undefined ? [] : wrapped(doc.text, room);
  const tags = doc.tags.flatMap(([tag, value]) => {
    const label = LABELS.get(tag) ?? tag;
    return wrapped(value === "" ? label : `${label}: ${value}`, room);
  });
  return [...text, ...(text.length > 0 && tags.length > 0 ? [""] : []), ...tags];
}
