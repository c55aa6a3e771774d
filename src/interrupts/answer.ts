import { Command } from "@langchain/langgraph";
import { checkAnswer } from "../boundaries/resume.js";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { AskedInterrupt, ForeignInterrupt, InterruptTypes } from "./interrupt-types.js";
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
): AnswerCommand;
/**
 * Makes the command that answers a question of a graph inside, such as an agent with LangChain's human-in-the-loop middleware. What fits
 * is up to that graph: the answer goes to it by the id of the interrupt, and is not checked.
 *
 * @param asked - The interrupt, from `__interrupt__`. Its `isOwn` is false.
 * @param value - The answer, whatever its type.
 * @throws TypeError if the contract itself asks.
 *
 * @example
 * ```ts
 * if (!asked.isOwn) await graph.invoke(answer(asked, { decisions: [{ type: "approve" }] }), options);
 * ```
 */
export function answer(asked: Pick<ForeignInterrupt, "id" | "isOwn">, value: unknown): AnswerCommand;
export function answer(
  asker: Contract | Pick<AskedInterrupt<unknown>, "id" | "isOwn">,
  nameOrValue: unknown,
  value?: unknown,
  id?: string,
): AnswerCommand {
  if ("isOwn" in asker) return resumeWith(nameOrValue, foreignId(asker));
  const name = nameOrValue as string;
  checkAnswer({ contract: asker, name }, value);
  return resumeWith(nameAnswer(name, value), id);
}

function foreignId({ id, isOwn }: Pick<AskedInterrupt<unknown>, "id" | "isOwn">): string {
  if (!isOwn) return id;
  throw new TypeError(
    "This interrupt is a question of the contract, so its answer is checked. Call answer(contract, name, value, id), with the name in its value.",
  );
}

function resumeWith(answer: unknown, id: string | undefined): AnswerCommand {
  return new Command({ resume: (id === undefined ? answer : { [id]: answer }) as never });
}
