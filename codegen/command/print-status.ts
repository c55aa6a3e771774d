import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { hasErrors } from "../problems/problem.js";
import { colorsFor } from "./colors.js";
import { count } from "./count.js";
import { EXIT } from "./exit.js";
import { printProblems } from "./print-problems.js";
import type { Terminal } from "./terminal.js";

/**
 * What `graphwright` alone does: says where the project in the working directory stands.
 *
 * @param help - What is printed where there is no project.
 * @returns The exit code.
 */
export async function printStatus(terminal: Terminal, help: () => string): Promise<number> {
  const { cwd, stdout, stderr } = terminal;
  if (!existsSync(resolve(cwd, "schemas"))) {
    stderr.write(`${help()}\nThere is no schemas folder here.\n`);
    return EXIT.misuse;
  }
  const { status } = await import("../pipeline/status.js");
  const { contracts, outOfStep, problems } = await status({ cwd });
  printProblems(problems, terminal);
  const colors = colorsFor(stdout, terminal);
  const width = Math.max(0, ...contracts.map(({ name }) => name.length));
  for (const { name, members, inStep } of contracts) {
    const state = inStep === undefined ? "" : inStep ? colors.green("in step") : colors.yellow("out of date");
    stdout.write(
      `${[name.padEnd(width), ...(state === "" ? [] : [state]), members.join(", ")].join("  ")}\n`,
    );
  }
  const isBroken = hasErrors(problems);
  const all = count(contracts.length, "contract");
  if (isBroken) stdout.write(`${all}; nothing can be generated until the errors are corrected.\n`);
  else if (outOfStep.length > 0)
    stdout.write(`${all}; ${count(outOfStep.length, "file")} out of date.\n  next: graphwright generate\n`);
  else stdout.write(`${all}, all in step.\n`);
  return isBroken ? EXIT.problems : EXIT.fine;
}
