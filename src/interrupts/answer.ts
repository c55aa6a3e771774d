import { Command } from "@langchain/langgraph";
import { checkAnswer } from "../boundaries/resume.js";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { InterruptTypes } from "./interrupt-types.js";
import { nameAnswer } from "./named-answer.js";

/** A command with an answer that is checked already: for any graph, because the question may be that of a graph inside of it. */
export type AnswerCommand = Command<never, Record<string, never>, never>;

/**
 * Makes the command that answers a question of the contract and resumes the run. Its value is typed and checked (LangGraph.js,
 * Interrupts).
 *
 * The command carries the name of the question. If another question is open, the call is refused, so an answer that is sent twice counts
 * once.
 *
 * @param contract - The contract of the graph whose node asks, e.g. `supportAgentContract`.
 * @param name - The question's name.
 * @param value - The answer.
 * @param id - The id of the interrupt to answer, from `__interrupt__`. Without it, the answer goes to the open question with that name.
 * @returns The command to call the graph with.
 * @throws ContractError if the contract does not have the question, or the answer does not fit.
 *
 * @example
 * ```ts
 * await graph.invoke(answer(supportAgentContract, "approve_refund", { approved: true }), options);
 * ```
 */
export function answer<Types extends GraphTypes, Name extends keyof Types["Interrupts"] & string>(
  contract: Contract<Types>,
  name: Name,
  value: Types["Interrupts"][Name] extends InterruptTypes ? Types["Interrupts"][Name]["resumeInput"] : never,
  id?: string,
): AnswerCommand {
  checkAnswer({ contract, name }, value);
  const named = nameAnswer(name, value);
  return new Command({ resume: (id === undefined ? named : { [id]: named }) as never });
}
