import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import type { PendingInterrupt } from "../langgraph/pending-interrupts.js";
import { isNamedAnswer, type NamedAnswer } from "./named-answer.js";

/**
 * What answers the open question that an answer names: the answer itself, or by the id of the interrupt where several questions are open.
 *
 * @throws ContractError where the question is not open, or open more than once.
 */
export function byName(contract: Contract, open: readonly PendingInterrupt[], named: NamedAnswer): unknown {
  const [only, ...others] = open.filter(({ value }) => nameOf(value) === named["~question"]);
  if (only === undefined) throw notOpen(contract, open, named);
  if (others.some(({ id }) => id !== only.id)) throw openTwice(contract, named);
  const isOnly = open.every(({ id }) => id === only.id);
  return isOnly || typeof only.id !== "string" ? named.answer : { [only.id]: named.answer };
}

/**
 * What answers the interrupt of an id, without the name that the answer came with.
 *
 * @throws ContractError where the interrupt is not open, or asks another question.
 */
export function byId(
  contract: Contract,
  open: readonly PendingInterrupt[],
  id: string,
  answer: unknown,
): unknown {
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

/** The error of an answer that nothing open is meant by. */
export function refused(contract: Contract, message: string, hint: string): ContractError {
  const issues = [{ path: "", keyword: "resume", message, schemaPath: "" }];
  return new ContractError({ graph: contract.name, boundary: "resume", issues, hint });
}

/** What is open, for messages. */
export function namesOf(open: readonly PendingInterrupt[]): string {
  return [...new Set(open.map(({ value }) => JSON.stringify(nameOf(value) ?? "(of another graph)")))].join(
    ", ",
  );
}

function nameOf(value: unknown): string | undefined {
  const isNamed = typeof value === "object" && value !== null && "name" in value;
  return isNamed && typeof value.name === "string" ? value.name : undefined;
}
