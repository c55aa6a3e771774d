import { posix, relative, resolve } from "node:path";
import type { Schema } from "../../src/schema/schema.js";
import { discover } from "../discover/discover.js";
import { lintFaults } from "../lint/lint.js";
import { load } from "../load/load.js";
import type { ContractModel } from "../model/model.js";
import { compileLibrary } from "../pipeline/compile-library.js";
import { GenerateError, hasErrors } from "../problems/problem.js";
import { nearMatches, oneOf } from "../problems/suggest.js";
import { UseError } from "../problems/use-error.js";
import { link } from "./link.js";
import { type ContractValues, schemasOf } from "./schemas.js";

/** Which contract, and where it is. */
export interface ContractPlace {
  /** The contract's name: that of its folder. */
  readonly graph: string;
  /** The folder with a folder for each graph; by default `schemas`. */
  readonly schemas?: string;
  /** What `schemas` is relative to; by default the working directory. */
  readonly cwd?: string;
}

/** A contract, compiled and ready to check values. */
export interface OpenContract {
  readonly model: ContractModel;
  /** What checks the members, and the parts of those that list parts, by name: `state`, `update`, `tools/search/input`. */
  readonly schemas: ReadonlyMap<string, Schema<unknown, unknown>>;
  /** The text of a generated module by its path, e.g. `greeting/index.ts`. */
  textOf(path: string): string;
}

/**
 * Compiles a contract as `generate` does, and runs its checks in this process. Nothing is written.
 *
 * @throws GenerateError where the schemas can't be compiled.
 * @throws UseError where there is no such contract.
 */
export async function openContract({
  graph,
  schemas = "schemas",
  cwd = process.cwd(),
}: ContractPlace): Promise<OpenContract> {
  const root = resolve(cwd, schemas);
  const { discovery, problems: misplaced } = discover(root, shortest(relative(cwd, root), root));
  const names = discovery.contracts.map(({ name }) => name);
  if (names.length > 0 && !names.includes(graph)) throw unknown("graph", graph, names);
  const loaded = load(discovery, { cwd, check: (library) => lintFaults(library) });
  const { library, modules, problems } = await compileLibrary(loaded, { source: "schemas" });
  const model = library?.contracts.find(({ name }) => name === graph);
  if (model === undefined || hasErrors([...misplaced, ...problems])) {
    throw new GenerateError([...misplaced, ...problems].filter(({ severity }) => severity === "error"));
  }

  const printed = new Map<string, string>();
  const textOf = (path: string): string => {
    const module = printed.has(path)
      ? undefined
      : modules.find((each) => each.module === posix.dirname(path));
    for (const [name, text] of module?.files() ?? []) printed.set(name, text);
    const text = printed.get(path);
    if (text === undefined) throw new Error(`no module ${path} is generated`);
    return text;
  };
  const exports = Object.values(link(textOf)(`${model.module}/index.ts`));
  return { model, schemas: schemasOf(exports.find(isContract(model)) as ContractValues), textOf };
}

/** Says that there is nothing of a name, and what was surely meant. */
export function unknown(what: string, name: string, known: readonly string[]): UseError {
  const near = nearMatches(name, known);
  const remedy =
    near.length > 0 ? `did you mean ${oneOf(near)}?` : `choose one of these: ${known.join(", ") || "none"}`;
  return new UseError(`there is no ${what} ${JSON.stringify(name)}`, remedy);
}

function isContract({ name, fingerprint }: ContractModel): (value: unknown) => boolean {
  return (value) =>
    typeof value === "object" &&
    value !== null &&
    "fingerprint" in value &&
    "name" in value &&
    value.name === name &&
    value.fingerprint === fingerprint;
}

function shortest(near: string, far: string): string {
  return near !== "" && near.length < far.length ? near : far;
}
