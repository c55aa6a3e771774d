import { Command, type CompiledStateGraph, isCommand } from "@langchain/langgraph";
import { refusedAnswer } from "../boundaries/question.js";
import { refuseResume } from "../boundaries/resume.js";
import type { Contract } from "../contract/contract.js";
import type { Loop } from "../langgraph/loop.js";
import { dealAnswers, type PendingInterrupt, pendingInterrupts } from "../langgraph/pending-interrupts.js";
import type { Issue } from "../schema/issue.js";
import { knownQuestion } from "./known-question.js";
import { withoutNames } from "./open-questions.js";

/** A graph or a workflow of a contract, and how its threads are read. */
export interface Resumable extends Pick<AnyGraph, "getState"> {
  readonly contract: Contract;
}

// biome-ignore lint/suspicious/noExplicitAny: LangGraph's graph, whatever its types.
type AnyGraph = CompiledStateGraph<any, any, any, any, any, any, any, any, any>;

/**
 * Checks the answers that a run is resumed with against the questions that its thread waits at, before anything runs.
 *
 * It looks at those only that were asked with the schema that the contract has for them: others are those of graphs inside this one or
 * of an older contract, or nobody said what an answer looks like. All are checked again where they are asked.
 *
 * @throws ContractError where one does not fit, or where the thread has nothing to go on from.
 */
export async function checkAnswers(graph: Resumable, loop: Loop): Promise<void> {
  const { input, checkpoint, checkpointPendingWrites, config } = loop;
  const { contract } = graph;
  if (!isCommand(input)) return;
  if (hasAnswer(input.resume) && Object.keys(checkpoint.channel_versions).length === 0) {
    refuseResume(contract, config.configurable?.thread_id);
  }
  const open = pendingInterrupts(checkpointPendingWrites);
  const resume = withoutNames(contract, open, input.resume);
  if (resume !== input.resume) loop.input = new Command({ ...input, resume });
  if (contract.interrupts === undefined) return;
  for (const [interrupt, answer] of dealAnswers(open, resume)) {
    const wrong = wrongAnswer(contract, interrupt, answer);
    if (wrong === undefined) continue;
    const { tasks } = await graph.getState(config);
    const node = tasks.find(({ interrupts }) => interrupts.some(({ id }) => id === interrupt.id))?.name;
    throw refusedAnswer({ contract, node, name: wrong.name }, wrong.issues);
  }
}

function hasAnswer(resume: unknown): boolean {
  return resume !== undefined && resume !== null;
}

function wrongAnswer(
  contract: Contract,
  interrupt: PendingInterrupt,
  answer: unknown,
): { readonly name: string; readonly issues: readonly Issue[] } | undefined {
  const [name, question] = knownQuestion(contract, interrupt) ?? [];
  if (name === undefined || question === undefined) return undefined;
  const result = question.resume.safeParse(answer);
  return result.success ? undefined : { name, issues: result.issues };
}
