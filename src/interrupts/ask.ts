import { interrupt, type LangGraphRunnableConfig } from "@langchain/langgraph";
import { checkInterrupt } from "../boundaries/interrupt.js";
import { type InterruptPlace, questionOf } from "../boundaries/question.js";
import { checkAnswer, refuseOtherAnswer } from "../boundaries/resume.js";
import { expectFact, failFact } from "../langgraph/facts.js";
import { markInvalidResume } from "../langgraph/invalid-resume.js";
import { leaveAnswer, type Scratchpad, scratchpadOf, takeAnswer } from "../langgraph/scratchpad.js";
import { isNamedAnswer } from "./named-answer.js";
import { type Asked, questionLogOf } from "./question-log.js";

/** What was asked through {@link ask}, and so was checked. */
const checked = new WeakSet<object>();

/** Whether what an interrupt carries was checked before it was asked. */
export function isChecked(value: unknown): boolean {
  return typeof value === "object" && value !== null && checked.has(value);
}

/**
 * Asks a question of the contract: stops the run until it is answered, then returns the answer.
 *
 * The answer is checked before LangGraph takes it, so that a wrong one leaves the question open and a right one still works.
 *
 * @throws ContractError where the contract has no such question, or the value or the answer does not fit it.
 */
export function ask(place: InterruptPlace, config: LangGraphRunnableConfig, value: unknown): unknown {
  const asked: Asked = { name: place.name, value: checkInterrupt(place, value) };
  checked.add(asked);
  // LangGraph reads the schema's JSON Schema only, to tell the client what an answer looks like.
  const responseSchema = questionOf(place).resume as never;
  const scratchpad = scratchpadOf(config.configurable);
  // Outside of a task LangGraph says what is wrong.
  if (scratchpad === undefined) return interrupt(asked, { responseSchema });
  const log = questionLogOf(scratchpad);
  const found = log.take(asked);
  if (found !== undefined) return takeChecked(place, scratchpad, asked, found);
  if (log.isRelay) leaveAnswer(scratchpad);
  raise(asked, responseSchema, scratchpad);
  // It returned, so that there was an answer after all.
  return failFact("scratchpad");
}

/** Checks the answer, and has LangGraph note that it was taken. */
function takeChecked(place: InterruptPlace, scratchpad: Scratchpad, asked: Asked, index: number): unknown {
  const given = questionLogOf(scratchpad).answers[index];
  const answer = checkGivenAnswer(place, given);
  const count = scratchpad.interruptCounter + 1;
  scratchpad.interruptCounter = index - 1;
  expectFact("scratchpad", interrupt(asked) === given);
  scratchpad.interruptCounter = count;
  return answer;
}

/** Stops the run. The answers that there are stay those of other questions. */
function raise(asked: Asked, responseSchema: never, scratchpad: Scratchpad): void {
  takeAnswer(scratchpad);
  scratchpad.interruptCounter = scratchpad.resume.length - 1;
  interrupt(asked, { responseSchema });
}

/**
 * Checks an answer that a run was resumed with.
 *
 * @throws ContractError that leaves the question open.
 */
export function checkGivenAnswer(place: InterruptPlace, given: unknown): unknown {
  try {
    if (!isNamedAnswer(given)) return checkAnswer(place, given);
    if (given["~question"] !== place.name) refuseOtherAnswer(place, given["~question"]);
    return checkAnswer(place, given.answer);
  } catch (error) {
    markInvalidResume(error as Error);
    throw error;
  }
}
