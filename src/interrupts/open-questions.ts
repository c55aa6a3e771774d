import type { Contract } from "../contract/contract.js";
import { isByIds, type PendingInterrupt } from "../langgraph/pending-interrupts.js";
import { knownQuestion } from "./known-question.js";
import { isNamedAnswer } from "./named-answer.js";
import { byId, byName, namesOf, refused } from "./named-question.js";

/**
 * What a run is resumed with, without the names that answers came with: each is checked against the question that is open, and goes to the one of its name
 * where several are open. LangGraph gives an answer without a name or an id to every open question, so that one click would approve all of them.
 *
 * @throws ContractError where the question that an answer is for is not open, or where nothing says which of several it is for.
 */
export function withoutNames(
  contract: Contract,
  open: readonly PendingInterrupt[],
  resume: unknown,
): unknown {
  if (resume === undefined || resume === null) return resume;
  if (isNamedAnswer(resume)) return byName(contract, open, resume);
  if (!isByIds(open, resume)) return forTheOnly(contract, open, resume);
  const entries = Object.entries(resume);
  if (!entries.some(([, answer]) => isNamedAnswer(answer))) return resume;
  return Object.fromEntries(entries.map(([id, answer]) => [id, byId(contract, open, id, answer)]));
}

function forTheOnly(contract: Contract, open: readonly PendingInterrupt[], answer: unknown): unknown {
  const isOnly = open.every(({ id }) => id === open[0]?.id);
  if (isOnly || !open.some((interrupt) => knownQuestion(contract, interrupt) !== undefined)) return answer;
  throw refused(
    contract,
    `several questions are open (${namesOf(open)}), and the answer names none of them`,
    "Name it: answer(contract, name, value, id). Or resume with the answers by the ids of the interrupts: { [id]: value }. Nothing was resumed.",
  );
}
