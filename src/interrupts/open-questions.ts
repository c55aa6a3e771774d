import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import { isByIds, type PendingInterrupt } from "../langgraph/pending-interrupts.js";
import { knownQuestion } from "./known-question.js";
import { isNamedAnswer, type NamedAnswer } from "./named-answer.js";

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

function byName(contract: Contract, open: readonly PendingInterrupt[], named: NamedAnswer): unknown {
  const [only, ...others] = open.filter(({ value }) => nameOf(value) === named["~question"]);
  if (only === undefined) throw notOpen(contract, open, named);
  if (others.some(({ id }) => id !== only.id)) throw openTwice(contract, named);
  const isOnly = open.every(({ id }) => id === only.id);
  return isOnly || typeof only.id !== "string" ? named.answer : { [only.id]: named.answer };
}

function byId(contract: Contract, open: readonly PendingInterrupt[], id: string, answer: unknown): unknown {
  if (!isNamedAnswer(answer)) return answer;
  const meant = open.filter((interrupt) => interrupt.id === id);
  if (!meant.some(({ value }) => nameOf(value) === answer["~question"])) {
    throw notOpen(contract, meant, answer, id);
  }
  return answer.answer;
}

function notOpen(
  contract: Contract,
  open: readonly PendingInterrupt[],
  named: NamedAnswer,
  id?: string,
): ContractError {
  const where = id === undefined ? "" : ` under the id ${JSON.stringify(id)}`;
  const found = open.length === 0 ? "no question is open" : `what is open${where} is ${namesOf(open)}`;
  const message = `the answer is for the question ${JSON.stringify(named["~question"])}, and ${found}`;
  const hint =
    "It may have been answered already. Look at the interrupts that are open, and answer these: nothing was resumed.";
  return refused(contract, message, hint);
}

function openTwice(contract: Contract, named: NamedAnswer): ContractError {
  const message = `the question ${JSON.stringify(named["~question"])} is open more than once`;
  return refused(
    contract,
    message,
    "Say which is meant: answer(contract, name, value, id), with the id of its interrupt.",
  );
}

function refused(contract: Contract, message: string, hint: string): ContractError {
  const issues = [{ path: "", keyword: "resume", message, schemaPath: "" }];
  return new ContractError({ graph: contract.name, boundary: "resume", issues, hint });
}

function namesOf(open: readonly PendingInterrupt[]): string {
  return [...new Set(open.map(({ value }) => JSON.stringify(nameOf(value) ?? "(of another graph)")))].join(
    ", ",
  );
}

function nameOf(value: unknown): string | undefined {
  const isNamed = typeof value === "object" && value !== null && "name" in value;
  return isNamed && typeof value.name === "string" ? value.name : undefined;
}
