import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import { answersOf, scratchpadOf, takeAnswer } from "../langgraph/scratchpad.js";
import { checkGivenAnswer } from "./ask.js";
import { isNamedAnswer } from "./named-answer.js";
import { recordedLogOf } from "./question-log.js";

/**
 * Checks, before a node runs again, the answer to what it stopped at. LangGraph's own `interrupt` returns an answer as it is; this is what stands before it where
 * the run was not resumed through a graph of a contract.
 *
 * @throws ContractError that leaves the question open.
 */
export function settleAnswer(contract: Contract, node: string, config: LangGraphRunnableConfig): void {
  if (contract.questions === undefined) return;
  const scratchpad = scratchpadOf(config.configurable);
  const asked = scratchpad === undefined ? undefined : recordedLogOf(scratchpad)?.last;
  if (scratchpad === undefined || !contract.questions.some(([name]) => name === asked?.name)) return;
  const given = answersOf(scratchpad).at(-1);
  checkGivenAnswer({ contract, node, name: asked?.name ?? "" }, given);
  if (!isNamedAnswer(given)) return;
  takeAnswer(scratchpad);
  scratchpad.resume[scratchpad.resume.length - 1] = given.answer;
}
