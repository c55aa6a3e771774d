import { createDefaults, type Defaults } from "../defaults/defaults.js";
import { discover } from "../discover/discover.js";
import { lint, lintFaults } from "../lint/lint.js";
import { load } from "../load/load.js";
import { model } from "../model/build-model.js";
import type { ContractModel, LibraryModel } from "../model/model.js";
import { GenerateError, hasErrors, type Problem } from "../problems/problem.js";
import type { SchemaDocument } from "../schema/schema-document.js";
import { accepts } from "../validators/verdict.js";
import { Views } from "./inclusion/views.js";
import { Readings } from "./readings.js";
import type { Source } from "./sources/source.js";

/** Contracts as they were at some time. */
export interface Side {
  /** What the user calls it, e.g. `main`. */
  readonly name: string;
  readonly library: LibraryModel;
  readonly contracts: ReadonlyMap<string, ContractModel>;
  readonly defaults: Defaults;
  readonly views: Views;
  readonly readings: Readings;
  /** The name of a schema file, as people find it. */
  fileOf(document: SchemaDocument): string;
}

/**
 * Reads the contracts of a source, and what is wrong with them.
 *
 * @throws GenerateError where they can't be compiled.
 */
export function readSide(source: Source): Side {
  const { discovery, problems: misplaced } = discover(source.folder, source.shown);
  const shown = (problems: readonly Problem[]): Problem[] =>
    problems.map((problem) => ({ ...problem, file: source.fileOf(problem.file) }));
  const throwErrors = (problems: readonly Problem[]): void => {
    const errors = problems.filter(({ severity }) => severity === "error");
    if (errors.length > 0) throw new GenerateError(shown(errors));
  };
  if (discovery.contracts.length === 0) throwErrors(misplaced);
  const loaded = load(discovery, { cwd: source.folder, check: (library) => lintFaults(library) });
  if (hasErrors(loaded.problems)) throwErrors([...misplaced, ...loaded.problems]);
  throwErrors([...misplaced, ...lint(loaded)]);
  const library = model(loaded);
  const defaults = createDefaults(accepts, {
    isDefinition: (node) => library.definitions.has(node),
    roots: library.definitions.keys(),
  });
  return {
    name: source.name,
    library,
    contracts: new Map(library.contracts.map((contract) => [contract.name, contract])),
    defaults,
    views: new Views(defaults),
    readings: new Readings(defaults),
    fileOf: ({ path }) => source.fileOf(path),
  };
}
