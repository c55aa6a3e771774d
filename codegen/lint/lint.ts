import type { LoadedLibrary } from "../load/load.js";
import { problemAt } from "../load/problem-at.js";
import type { Fault } from "../load/resolve/fault.js";
import { parentOf } from "../load/resolve/usage.js";
import { inFileOrder, type Problem } from "../problems/problem.js";
import type { SchemaDocument } from "../schema/schema-document.js";
import { lintContext } from "./context.js";
import type { LintOptions } from "./options.js";
import { RULES } from "./rules.js";

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

/** What rules call an error, in any schema that can be reached, whether a member uses it or not. */
export function lintFaults(library: LoadedLibrary, options: LintOptions = {}): readonly Fault[] {
  const context = lintContext(library, options);
  const schemas = new Map<SchemaDocument, Set<string>>();
  for (const { document, pointer } of context.schemas) {
    const known = schemas.get(document);
    if (known === undefined) schemas.set(document, new Set([pointer]));
    else known.add(pointer);
  }
  return RULES.filter(({ severity }) => severity === "error").flatMap(({ code, severity, find }) =>
    [...find(context)].flatMap(({ document, pointer, message, remedy }) => {
      const schema = [pointer, parentOf(pointer)].find((each) => schemas.get(document)?.has(each) === true);
      const text = { severity, code, message, remedy };
      return schema === undefined ? [] : [{ document, pointer, schema, text }];
    }),
  );
}

/** A schema that is reached in several ways is reported once. */
function unique(problems: readonly Problem[]): readonly Problem[] {
  const byText = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...byText.values()];
}
