import equal from "fast-deep-equal";
import type { Contract, InterruptDefinition } from "../contract/contract.js";
import type { PendingInterrupt } from "../langgraph/pending-interrupts.js";

/**
 * The question of a contract that an interrupt asks: one that was asked with the schema which the contract has for its answers. Others are those of graphs inside,
 * or of an older contract.
 */
export function knownQuestion(
  contract: Contract,
  { value, response_schema }: PendingInterrupt,
): readonly [name: string, question: InterruptDefinition] | undefined {
  const name: unknown =
    typeof value === "object" && value !== null && "name" in value ? value.name : undefined;
  const question = contract.interrupts?.find(([known]) => known === name);
  return question !== undefined && equal(response_schema, question[1].resume.jsonSchema)
    ? question
    : undefined;
}
