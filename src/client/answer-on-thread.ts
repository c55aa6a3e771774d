import { refuse } from "../boundaries/place.js";
import { acceptAnswer } from "../boundaries/question.js";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import { nameAnswer } from "../interrupts/named-answer.js";
import { byName } from "../interrupts/named-question.js";
import type { Issue } from "../schema/issue.js";
import { questionIn } from "./receive.js";
import { openOn, type WireThreadState } from "./thread-state.js";
import type { WireAnswer } from "./wire-answer.js";

/** A question by its name, or an interrupt by its id. */
export type Question = string | { readonly id: string };

/**
 * The command that answers what is open on a thread. A server takes a wrong answer out of the list of what is open, so that all is checked before.
 *
 * @param stateOf - Asks the server for the state of the thread.
 * @throws ContractError where the answer does not fit, or what it answers is not open
 */
export async function answerOnThread<Types extends GraphTypes>(
  contract: Contract<Types>,
  question: Question,
  answer: unknown,
  stateOf: () => Promise<WireThreadState<Types>>,
): Promise<WireAnswer> {
  if (typeof question === "string") acceptAnswer({ contract, name: question }, answer);
  const open = openOn(await stateOf());
  if (typeof question === "string") {
    const named = nameAnswer(question, answer);
    byName(contract, open, named);
    return { resume: named };
  }
  const { id } = question;
  const name = questionIn(contract, open.find((each) => each.id === id)?.value);
  if (name === undefined) {
    if (!open.some((each) => each.id === id))
      refuse({ contract, boundary: "resume", hint: NOT_OPEN }, [noInterrupt(id)]);
    return { resume: { [id]: answer } };
  }
  acceptAnswer({ contract, name }, answer);
  return { resume: { [id]: nameAnswer(name, answer) } };
}

const NOT_OPEN =
  "It may have been answered already. Look at the interrupts that are open, and answer these: nothing was sent.";

function noInterrupt(id: string): Issue {
  const message = `no interrupt with the id ${JSON.stringify(id)} is open on the thread`;
  return { path: "", keyword: "resume", message, schemaPath: "" };
}
