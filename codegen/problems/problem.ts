/** A place in a source file; lines and columns count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** `error`: nothing can be generated. `warning`: legal, but probably meant differently. */
export type Severity = "error" | "warning";

/** Something wrong with a contract, described so that its author can fix it. */
export interface Problem {
  readonly severity: Severity;
  /** Stable, kebab-case, e.g. `unresolved-ref`: what a team can search for or configure by. */
  readonly code: string;
  /** The file (or folder) it is about, relative to the working directory where that is shorter. */
  readonly file: string;
  /** Where in the file; absent for a problem with a folder or a file as a whole. */
  readonly position?: Position;
  /** What is wrong, in one sentence without a final full stop. */
  readonly message: string;
  /** What to do about it, in one sentence without a final full stop. */
  readonly remedy: string;
  /** The source line at `position`, for the excerpt with a caret. */
  readonly excerpt?: string;
}

/** Whether one of the problems keeps a library from being generated. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === "error");
}

/** Thrown if contracts can't be compiled. It has all the problems of one run; its message is their text. */
export class GenerateError extends Error {
  override readonly name = "GenerateError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.problems = problems;
  }
}

/**
 * Formats a problem as `file:line:column: severity: message [code]`, with its excerpt and its remedy on the following lines.
 *
 * @param problem - A problem of a `GenerateResult` or a `GenerateError`.
 * @returns The text, without characters that could change a terminal.
 */
export function formatProblem(problem: Problem): string {
  const { file, position, severity, message, code, remedy, excerpt } = problem;
  const place = position === undefined ? file : `${file}:${position.line}:${position.column}`;
  const lines = [printable(`${place}: ${severity}: ${message} [${code}]`)];
  if (excerpt !== undefined && position !== undefined) lines.push(...formatExcerpt(excerpt, position));
  lines.push(printable(`  fix: ${remedy}`));
  return lines.join("\n");
}

const EXCERPT_WIDTH = 100;

/** The source line with a caret under the column; a long line is cut around it. */
function formatExcerpt(line: string, position: Position): string[] {
  const gutter = `${position.line} | `;
  const at = position.column - 1;
  const start = line.length <= EXCERPT_WIDTH ? 0 : Math.max(0, at - EXCERPT_WIDTH / 2);
  const text = printable(line.slice(start, start + EXCERPT_WIDTH));
  return [`  ${gutter}${text}`, `  ${" ".repeat(gutter.length + at - start)}^`];
}

/** A text on one line that can do nothing to a terminal; names and source lines may hold anything. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\p{Bidi_Control}]/gu, " ");
}

/** Problems in the order in which a person reads files: by file, then by place. */
export function inFileOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
      (a.position?.column ?? 0) - (b.position?.column ?? 0),
  );
}
