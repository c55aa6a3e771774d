import { checkInterrupt } from "../boundaries/interrupt.js";
import { accept } from "../boundaries/place.js";
import { questionOf } from "../boundaries/question.js";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { Ask, InterruptTypes } from "./interrupt-types.js";

/** Answers to the questions of a contract, by the names of the questions. */
export type Answers<Interrupts> = {
  readonly [Name in keyof Interrupts & string]?: Interrupts[Name] extends InterruptTypes
    ? Interrupts[Name]["resumeInput"]
    : never;
};

/**
 * Makes an `interrupt` function that answers at once. Use it to test a node that asks questions, without a graph, a checkpointer or a
 * person. Questions and answers are checked, and defaults are applied, as in a run.
 *
 * @param contract - The contract of the graph whose node asks, e.g. `supportAgentContract`.
 * @param answers - The answer to each question. It is used each time the question is asked.
 * @returns A function that throws a ContractError where the contract has no such question, or the value or the answer does not fit it; and an
 * Error where the question has no answer here.
 *
 * @example
 * ```ts
 * const interrupt = answering(supportAgentContract, { approve_refund: { approved: true } });
 * const runtime: SupportAgentRuntime = new Runtime({ context, interrupt });
 * ```
 */
export function answering<Types extends GraphTypes>(
  contract: Contract<Types>,
  answers: Answers<Types["Interrupts"]>,
): Ask<Types["Interrupts"]> {
  const byName = new Map<string, unknown>(Object.entries(answers));
  const ask = (name: string, value: unknown): unknown => {
    const place = { contract, name };
    checkInterrupt(place, value);
    if (!byName.has(name)) throw new Error(`There is no answer to the question ${JSON.stringify(name)}.`);
    const given = questionOf(place).resume.safeParse(byName.get(name));
    return accept(given, { contract, boundary: "resume" });
  };
  return ask as Ask<Types["Interrupts"]>;
}
