import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import split2 from "split2";
import { type Document, readLine, readWhole } from "./document.js";
import type { DocumentFormat } from "./document-format.js";

/** A file to read, or standard input. */
export interface DocumentFile {
  /** As the user names it; `-` is standard input. */
  readonly name: string;
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** By default what the name ends with, and else what the first line looks like. */
  readonly format?: DocumentFormat;
}

/** Reads the values of a file. Of JSON Lines, one at a time is in memory. */
export async function* readDocuments(file: DocumentFile): AsyncGenerator<Document> {
  const lines = linesOf(file);
  let format = file.format ?? formatOf(file.name);
  const texts: string[] = [];
  let line = 0;
  for await (const text of lines) {
    line += 1;
    format ??= text.trim() === "" ? undefined : isWholeValue(text) ? "jsonl" : "json";
    if (format !== "jsonl") texts.push(text);
    else if (text.trim() !== "") yield readLine(text, line);
  }
  if (format !== "jsonl") yield readWhole(texts.join("\n"), format ?? "json");
}

function formatOf(name: string): DocumentFormat | undefined {
  const [, ending] = /\.(json|ya?ml|jsonl|ndjson)$/i.exec(name) ?? [];
  switch (ending?.toLowerCase()) {
    case "json":
      return "json";
    case "yaml":
    case "yml":
      return "yaml";
    case undefined:
      return undefined;
    default:
      return "jsonl";
  }
}

/** Whether a line holds a value by itself, or surely means to: the first line of JSON Lines, not of a document over several lines. */
function isWholeValue(line: string): boolean {
  const text = line.trim();
  if (/^\{.*\}$|^\[.*\]$/s.test(text)) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The lines of a file, without their ends.
 *
 * @throws TypeError where it is not UTF-8.
 */
function linesOf({ name, cwd, stdin }: DocumentFile): AsyncIterable<string> {
  const bytes = name === "-" ? stdin : createReadStream(resolve(cwd, name));
  const lines = split2(/\r?\n/);
  const texts = Readable.from(decoded(bytes));
  texts.on("error", (error) => lines.destroy(error));
  return texts.pipe(lines);
}

async function* decoded(bytes: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  // A byte order mark is not a part of the text.
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of bytes)
    yield typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
