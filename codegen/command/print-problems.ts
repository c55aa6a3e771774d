import { formatProblem, type Problem } from "../problems/problem.js";
import { type Colors, colorsFor } from "./colors.js";
import { count } from "./count.js";
import type { Terminal } from "./terminal.js";

/** Prints problems for people, and how many there are. */
export function printProblems(problems: readonly Problem[], terminal: Terminal): void {
  if (problems.length === 0) return;
  const colors = colorsFor(terminal.stderr, terminal);
  const texts = problems.map((problem) => colored(problem, colors));
  terminal.stderr.write(`${[...texts, `${countProblems(problems)}.`].join("\n")}\n`);
}

/** `1 error, 2 warnings`. */
export function countProblems(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const counts = [errors > 0 && count(errors, "error"), warnings > 0 && count(warnings, "warning")];
  return counts.filter(Boolean).join(", ");
}

function colored(problem: Problem, colors: Colors): string {
  const [first = "", ...rest] = formatProblem(problem).split("\n");
  const { severity } = problem;
  const paint = severity === "error" ? colors.red : colors.yellow;
  const head = first.replace(`: ${severity}: `, () => `: ${paint(colors.bold(severity))}: `);
  return [
    head,
    ...rest.map((line) => (line.startsWith("  fix: ") ? colors.cyan(line) : colors.dim(line))),
  ].join("\n");
}
