import type CodeBlockWriter from "code-block-writer";
import { docComment, wrapped } from "./comment.js";
import type { WriteStatement } from "./statement.js";

/** The longest line of generated code; only comments may be longer. */
export const WIDTH = 110;

/** Brackets around parts: on one line where that fits, else a line each. */
export function bracketed(
  start: string,
  parts: readonly string[],
  end: string,
  { separator = ",", space = "", before = 2, trailing = separator }: BracketOptions = {},
): string {
  if (parts.length === 0) return `${start}${end}`;
  const line = `${start}${space}${parts.join(`${separator} `)}${space}${end}`;
  if (before + line.length <= WIDTH && !line.includes("\n")) return line;
  const lines = parts.map((part) => `  ${part.replaceAll("\n", "\n  ")}`);
  return `${start}\n${lines.join(`${separator}\n`)}${trailing}\n${end}`;
}

export interface BracketOptions {
  readonly separator?: string;
  /** What stands between a bracket and its neighbour on one line. */
  readonly space?: string;
  /** How much of the line is taken already. */
  readonly before?: number;
  /** What follows the last of several lines. */
  readonly trailing?: string;
}

/** `Name<A, B>`, or `Name` without parameters. */
export function genericText(name: string, parameters: readonly string[], before: number): string {
  if (parameters.length === 0) return name;
  return `${name}${bracketed("<", parameters, ">", { before: before + name.length, trailing: "" })}`;
}

/** `A | B`, or, as the type of a property, an alternative a line below what stands before it. */
export function unionText(alternatives: readonly string[], start: string): string {
  const line = alternatives.join(" | ");
  if (`${start}${line};`.length <= WIDTH && !line.includes("\n")) return line;
  return alternatives.map((each) => `\n  | ${each.replaceAll("\n", "\n    ")}`).join("");
}

/** `{ key: value, … }` */
export function objectText(
  entries: readonly (readonly [key: string, value: string])[],
  before?: number,
): string {
  const parts = entries.map(([key, value]) => `${key}: ${value}`);
  return bracketed("{", parts, "}", { space: " ", ...(before === undefined ? {} : { before }) });
}

/** `{ key: type; … }` */
export function objectTypeText(
  entries: readonly (readonly [key: string, type: string])[],
  before: number,
): string {
  const parts = entries.map(([key, type]) => `${key}: ${type}`);
  return bracketed("{", parts, "}", { separator: ";", space: " ", before });
}

/** A doc comment on lines of its own. */
export function writeDoc(writer: CodeBlockWriter, text: string, indent = 0): void {
  const width = WIDTH - indent;
  for (const line of docComment(wrapped(text, width - " * ".length), "", width)) writer.writeLine(line);
}

/** A property of an interface. */
export interface InterfaceProperty {
  readonly key: string;
  readonly type: string;
  readonly doc?: string;
}

/** `/** doc *\/ export interface name { … }`, a property a line. */
export function interfaceText(
  doc: string,
  name: string,
  properties: readonly InterfaceProperty[],
): WriteStatement {
  return (writer) => {
    writeDoc(writer, doc);
    writer.write(`export interface ${name} `).inlineBlock(() => {
      for (const { key, type, doc: said } of properties) {
        if (said !== undefined) writeDoc(writer, said, 2);
        writer.writeLine(`${key}:${type.startsWith("\n") ? "" : " "}${type};`);
      }
    });
  };
}
