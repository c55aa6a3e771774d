import type { Contract } from "../contract/contract.js";
import { isRelayed, type PendingInterrupt } from "../langgraph/pending-interrupts.js";
import { type Scratchpad, takeAnswer } from "../langgraph/scratchpad.js";
import { checkGivenAnswer } from "./ask.js";
import { knownQuestion } from "./known-question.js";
import { isNamedAnswer } from "./named-answer.js";
import { questionLogOf, rememberAsked } from "./question-log.js";

/** A task that runs again. */
export interface ResumedTask {
  readonly contract: Contract;
  readonly node: string;
  readonly scratchpad: Scratchpad;
  /** What it stopped at. */
  readonly waitedAt: PendingInterrupt;
}

/**
 * Remembers what a task stopped at, and checks its answer before the node runs again. LangGraph's own `interrupt` returns an answer as it is, and a tool node would tell
 * the model of a wrong one; this stands before both where the run was not resumed through a graph of a contract.
 *
 * @throws ContractError that leaves the question open.
 */
export function settleAnswer({ contract, node, scratchpad, waitedAt }: ResumedTask): void {
  if (isRelayed(waitedAt)) {
    rememberAsked(scratchpad, waitedAt);
    return;
  }
  const [name] = knownQuestion(contract, waitedAt) ?? [];
  if (name === undefined) return;
  rememberAsked(scratchpad, waitedAt);
  const answers = questionLogOf(scratchpad).answers;
  if (answers.length !== questionLogOf(scratchpad).length) return;
  const given = answers.at(-1);
  checkGivenAnswer({ contract, node, name }, given);
  if (!isNamedAnswer(given)) return;
  takeAnswer(scratchpad);
  scratchpad.resume[scratchpad.resume.length - 1] = given.answer;
}
