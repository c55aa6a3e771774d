import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { expectFact } from "./facts.js";

type Configurable = LangGraphRunnableConfig["configurable"];

const SCRATCHPAD = "__pregel_scratchpad";

/** LangGraph's note of what a task has asked and been answered so far. */
export interface Scratchpad {
  /** The index of the question that was asked last; -1 before the first. */
  interruptCounter: number;
  /** The answers, in the order of their questions. */
  readonly resume: unknown[];
  /** The answer that a run was resumed with and that no task has taken yet. */
  nullResume?: unknown;
  /** Takes that answer. */
  consumeNullResume(): unknown;
}

/** The scratchpad of a task's config; undefined where the config does not belong to a task. */
export function scratchpadOf(configurable: Configurable): Scratchpad | undefined {
  const found: unknown = configurable?.[SCRATCHPAD];
  if (found === undefined) return undefined;
  expectFact("scratchpad", isScratchpad(found));
  return found;
}

/** All answers that a task has: those that LangGraph has put in order, and the one that nobody has taken yet. */
export function answersOf({ resume, nullResume }: Scratchpad): readonly unknown[] {
  return nullResume === undefined ? resume : [...resume, nullResume];
}

/** Takes the answer that no task has taken yet as the task's own. */
export function takeAnswer(scratchpad: Scratchpad): void {
  if (scratchpad.nullResume === undefined) return;
  const taken = scratchpad.consumeNullResume();
  expectFact("scratchpad", taken !== undefined && scratchpad.nullResume === undefined);
  scratchpad.resume.push(taken);
}

/** Leaves the answer that no task has taken yet to others: the task asks something of its own. */
export function leaveAnswer(scratchpad: Scratchpad): void {
  delete scratchpad.nullResume;
}

/** Whether a task has asked something that has no answer yet. */
export function isAsking({ interruptCounter, resume }: Scratchpad): boolean {
  return interruptCounter >= resume.length;
}

function isScratchpad(value: unknown): value is Scratchpad {
  const found = Object(value) as Partial<Scratchpad>;
  return (
    typeof found.interruptCounter === "number" &&
    Array.isArray(found.resume) &&
    typeof found.consumeNullResume === "function"
  );
}
