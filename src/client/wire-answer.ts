import { acceptAnswer } from "../boundaries/question.js";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { InterruptTypes } from "../interrupts/interrupt-types.js";
import { nameAnswer } from "../interrupts/named-answer.js";

/** A command that resumes a run, as it is sent to a server: the `command` of LangGraph's SDK. */
export interface WireAnswer {
  readonly resume: unknown;
}

/**
 * Makes the command that answers a question of the contract, for a run on a server. Its value is typed, and checked before anything is sent. In the
 * program that runs the graph, use `answer` of `graphwright`.
 *
 * @param name - The question's name. It goes along, so that the answer is refused where another question is open.
 * @param value - The answer.
 * @param id - The id of the interrupt to answer. Without it, the answer goes to the open question with that name.
 * @throws ContractError if the contract does not have the question, or the answer does not fit.
 *
 * @example
 * ```ts
 * await client.runs.wait(thread, "support-agent", {
 *   command: answer(supportAgentContract, "approve_refund", { approved: true }),
 * });
 * ```
 */
export function wireAnswer<Types extends GraphTypes, Name extends keyof Types["Interrupts"] & string>(
  contract: Contract<Types>,
  name: Name,
  value: Types["Interrupts"][Name] extends InterruptTypes ? Types["Interrupts"][Name]["resumeInput"] : never,
  id?: string,
): WireAnswer {
  acceptAnswer({ contract, name }, value);
  const named = nameAnswer(name, value);
  return { resume: id === undefined ? named : { [id]: named } };
}
