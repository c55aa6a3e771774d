import type { Command } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import type { Issue } from "../schema/issue.js";
import { findUnserializable } from "../state/serializable.js";
import { refuse } from "./place.js";
import { acceptAnswer, type InterruptPlace, refusedAnswer } from "./question.js";
import { watchInRun } from "./watch-in-run.js";

/**
 * Checks that a checkpoint can hold the answers that a command brings; whether they fit is known where the interrupt is.
 *
 * @throws ContractError
 */
export function checkResume(contract: Contract, { resume }: Command): void {
  const flaw = findUnserializable(resume);
  if (flaw !== undefined) refuse({ contract, boundary: "resume" }, [flaw]);
}

/**
 * Checks the answer to an interrupt.
 *
 * @returns The answer with defaults applied.
 * @throws ContractError where the contract has no such interrupt, or the answer does not fit it.
 */
export function checkAnswer(interrupt: InterruptPlace, answer: unknown): unknown {
  return watchInRun({ ...interrupt, boundary: "resume" }, () => acceptAnswer(interrupt, answer));
}

/**
 * Refuses an answer that was given to another question than the one that is asked.
 *
 * @param meant - The question that it was given to.
 * @throws ContractError always
 */
export function refuseOtherAnswer(interrupt: InterruptPlace, meant: string): never {
  const message = `the answer is for the question ${JSON.stringify(meant)}, and the one that is open is ${JSON.stringify(interrupt.name)}`;
  throw refusedAnswer(interrupt, [{ path: "", keyword: "resume", message, schemaPath: "" }]);
}

/**
 * Checks that a thread has something to resume: LangGraph would run nothing, and end with nothing.
 *
 * @param thread - The thread's id.
 * @throws ContractError always
 */
export function refuseResume(contract: Contract, thread: unknown): never {
  const message = `the thread ${JSON.stringify(thread)} has no checkpoint, so no question is open on it`;
  const issue: Issue = { path: "", keyword: "resume", message, schemaPath: "" };
  const hint = "Resume the interrupted thread: use its thread_id and the checkpointer of its run.";
  return refuse({ contract, boundary: "resume", hint }, [issue]);
}
