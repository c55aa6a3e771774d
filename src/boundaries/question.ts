import type { Contract, InterruptDefinition } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import type { Issue } from "../schema/issue.js";
import { refuse } from "./place.js";

/** An interrupt of a contract, and the node that it is in, for errors. */
export interface InterruptPlace {
  readonly contract: Contract;
  readonly node?: string | undefined;
  readonly name: string;
}

/**
 * What the contract says of an interrupt.
 *
 * @throws ContractError where it has none of that name.
 */
export function questionOf({ contract, node, name }: InterruptPlace): InterruptDefinition {
  const question = contract.interrupts?.find(([known]) => known === name)?.[1];
  if (question !== undefined) return question;
  const known = contract.interrupts?.map(([each]) => JSON.stringify(each)).join(", ");
  const message = `the contract has no interrupt ${JSON.stringify(name)}; it has ${known ?? "none"}`;
  const issue: Issue = { path: "", keyword: "interrupt", message, schemaPath: "" };
  return refuse({ contract, boundary: "interrupt", node }, [issue]);
}

/**
 * What the contract makes of an answer.
 *
 * @returns The answer with defaults applied.
 * @throws ContractError where the contract has no such interrupt, or the answer does not fit it.
 */
export function acceptAnswer(interrupt: InterruptPlace, answer: unknown): unknown {
  const result = questionOf(interrupt).resume.safeParse(answer);
  if (result.success) return result.value;
  throw refusedAnswer(interrupt, result.issues);
}

/** The error of an answer that does not fit. */
export function refusedAnswer(
  { contract, node, name }: InterruptPlace,
  issues: readonly Issue[],
): ContractError {
  const hint = `The interrupt ${JSON.stringify(name)} is still open. Resume the thread with an answer that fits.`;
  return new ContractError({ graph: contract.name, boundary: "resume", node, issues, hint });
}
