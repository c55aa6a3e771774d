import type { JsonValue } from "./json.js";
import { lintContext } from "./lint/context.js";
import { RULES } from "./lint/rules.js";
import type { LoadedLibrary } from "./load.js";
import { inFileOrder, type Problem } from "./problem.js";
import { problemAt } from "./problem-at.js";
import type { SchemaNode } from "./schema-node.js";

/** What `lint` can be told from outside. */
export interface LintOptions {
  /** Whether a schema accepts a value. Without it, the rule that needs to know finds nothing. */
  readonly accepts?: (node: SchemaNode, value: JsonValue) => boolean;
  /** Refuse what only schemas of trusted people may say. */
  readonly untrusted?: boolean;
}

/**
 * Looks for what is wrong with contracts beyond syntax and references: errors where nothing can be compiled, warnings
 * where something is legal and surely meant otherwise. Nothing is looked for in documents that are not the user's.
 *
 * @returns the problems in the order of files and lines
 */
export function lint(library: LoadedLibrary, options: LintOptions = {}): readonly Problem[] {
  const context = lintContext(library, options);
  const problems = RULES.flatMap(({ code, severity, find }) =>
    [...find(context)].map(({ document, pointer, message, remedy }) =>
      problemAt(document, pointer, { severity, code, message, remedy }),
    ),
  );
  return inFileOrder(unique(problems));
}

/** A schema that is reached in several ways is told of once. */
function unique(problems: readonly Problem[]): readonly Problem[] {
  const byText = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...byText.values()];
}
