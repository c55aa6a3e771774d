import type { Position } from "../problems/problem.js";

/** The lines of a text, for telling a person where an offset is. */
export interface TextLines {
  /** The line and column of an offset; one past the end gives the place after the last character. */
  positionAt(offset: number): Position;
  /** A line by its number, without its line break; empty where there is no such line. */
  lineAt(line: number): string;
}

/** Indexes the lines of a text. Work is only done when a position is asked for: a sound file never is. */
export function textLines(text: string): TextLines {
  let starts: number[] | undefined;

  function lineStarts(): number[] {
    if (starts !== undefined) return starts;
    starts = [0];
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }

  return {
    positionAt(offset) {
      const all = lineStarts();
      let low = 0;
      let high = all.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((all[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (all[low] ?? 0) + 1 };
    },
    lineAt(line) {
      const start = lineStarts()[line - 1];
      if (start === undefined) return "";
      const end = text.indexOf("\n", start);
      return text.slice(start, end === -1 ? text.length : end).replace(/\r$/, "");
    },
  };
}
