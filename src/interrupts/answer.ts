import { Command } from "@langchain/langgraph";
import { checkAnswer } from "../boundaries/resume.js";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { InterruptTypes } from "./interrupt-types.js";
import { nameAnswer } from "./named-answer.js";

/** A command with an answer that is checked already: for any graph, because the question may be that of a graph inside of it. */
export type AnswerCommand = Command<never, Record<string, never>, never>;

/**
 * Answers a question of the contract: the command to call a graph with, its value typed and checked.
 *
 * The name goes along: the call is refused where another question is open, so that an answer that is sent twice answers once.
 *
 * @param contract - The contract of the graph whose node asks, e.g. `supportAgentContract`.
 * @param name - The question's name.
 * @param value - The answer.
 * @param id - The id of the interrupt that is answered, which a client has from `__interrupt__`. Without it the answer goes to the open question of that name.
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
  id?: string,
): AnswerCommand {
  checkAnswer({ contract, name }, value);
  const named = nameAnswer(name, value);
  return new Command({ resume: (id === undefined ? named : { [id]: named }) as never });
}
