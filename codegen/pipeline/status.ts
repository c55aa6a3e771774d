import { resolve } from "node:path";
import { discover } from "../discover/discover.js";
import type { MemberKind } from "../discover/member-kind.js";
import { GenerateError, hasErrors, type Problem } from "../problems/problem.js";
import { type GenerateOptions, generate, type OutOfStep } from "./generate.js";

/** Where a project stands. */
export interface Status {
  readonly contracts: readonly ContractStatus[];
  /** What `generate` would write or remove; empty where something can't be compiled. */
  readonly outOfStep: readonly OutOfStep[];
  readonly problems: readonly Problem[];
}

/** Where a contract stands. */
export interface ContractStatus {
  readonly name: string;
  readonly members: readonly MemberKind[];
  /** Whether its generated code is what the schemas generate; absent where something in the library can't be compiled. */
  readonly inStep?: boolean;
}

/**
 * Says which contracts a folder of schemas has, whether their generated code is in step, and what is wrong with them. Writes nothing.
 *
 * @param options - As for {@link generate}.
 */
export async function status(options: Omit<GenerateOptions, "check" | "force"> = {}): Promise<Status> {
  const { schemas = "schemas", out = "generated", cwd = process.cwd() } = options;
  const { discovery } = discover(resolve(cwd, schemas), schemas);
  const found = discovery.contracts.map(({ name, members }) => ({
    name,
    members: members.map(({ kind }) => kind),
  }));
  try {
    const { outOfStep, problems } = await generate({ ...options, schemas, out, cwd, check: true });
    const files = outOfStep.map(({ file }) => resolve(cwd, file));
    const contracts = found.map((contract) => {
      const folder = resolve(cwd, out, contract.name);
      return { ...contract, inStep: !files.some((file) => isIn(file, folder)) };
    });
    return { contracts, outOfStep, problems };
  } catch (error) {
    if (!(error instanceof GenerateError) || !hasErrors(error.problems)) throw error;
    return { contracts: found, outOfStep: [], problems: error.problems };
  }
}

function isIn(file: string, folder: string): boolean {
  return file.startsWith(folder) && /^[/\\]/.test(file.slice(folder.length));
}
