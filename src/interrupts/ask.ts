import { interrupt, type LangGraphRunnableConfig } from "@langchain/langgraph";
import { checkInterrupt, type InterruptPlace, questionOf } from "../boundaries/interrupt.js";
import { checkAnswer } from "../boundaries/resume.js";
import { pendingAnswer } from "../langgraph/config.js";
import { expectFact, failFact } from "../langgraph/facts.js";
import { markInvalidResume } from "../langgraph/invalid-resume.js";

/**
 * Asks a question of the contract: stops the run until it is answered, then returns the answer.
 *
 * The answer is checked before LangGraph takes it, so that a wrong one leaves the question open and a right one still works.
 *
 * @throws ContractError where the contract has no such question, or the value or the answer does not fit it.
 */
export function ask(place: InterruptPlace, config: LangGraphRunnableConfig, value: unknown): unknown {
  const asked = { name: place.name, value: checkInterrupt(place, value) };
  const given = pendingAnswer(config);
  if (given !== undefined) {
    const answer = checkPendingAnswer(place, given);
    expectFact("scratchpad", interrupt(asked) === given);
    return answer;
  }
  // LangGraph reads the schema's JSON Schema only, to tell the client what an answer looks like.
  const responseSchema = questionOf(place).resume as never;
  interrupt(asked, { responseSchema });
  // It returned, so that there was an answer after all.
  return failFact("scratchpad");
}

function checkPendingAnswer(place: InterruptPlace, given: unknown): unknown {
  try {
    return checkAnswer(place, given);
  } catch (error) {
    markInvalidResume(error as Error);
    throw error;
  }
}
