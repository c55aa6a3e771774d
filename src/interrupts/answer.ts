import { Command } from "@langchain/langgraph";
import { checkAnswer } from "../boundaries/resume.js";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { InterruptTypes } from "./interrupt-types.js";

/** A command with an answer that is checked already: for any graph, because the question may be that of a graph inside of it. */
export type AnswerCommand = Command<never, Record<string, never>, never>;

/**
 * Answers a question of the contract: the command to call a graph with, its value typed and checked.
 *
 * @param contract - The contract of the graph whose node asks, e.g. `supportAgentContract`.
 * @param name - The question's name.
 * @param value - The answer.
 * @throws ContractError where the contract has no such question, or the answer does not fit it.
 *
 * @example
 * ```ts
 * await graph.invoke(answer(supportAgentContract, "approve_refund", { approved: true }), options);
 * ```
 */
export function answer<Types extends GraphTypes, Name extends keyof Types["Questions"] & string>(
  contract: Contract<Types>,
  name: Name,
  value: Types["Questions"][Name] extends InterruptTypes ? Types["Questions"][Name]["answer"] : never,
): AnswerCommand {
  checkAnswer({ contract, name }, value);
  return new Command({ resume: value as never });
}
