import { INTERRUPT } from "@langchain/langgraph";
import { expectFact } from "./facts.js";
import type { PendingWrite, Write } from "./loop.js";

/** An interrupt that a thread waits at, as its checkpoint has it; one of a workflow's task once for the task and once for the workflow. */
export interface PendingInterrupt {
  readonly id?: unknown;
  readonly value?: unknown;
  readonly response_schema?: unknown;
  /** What the task that stopped here had asked before itself, in the order of the answers. */
  readonly answered?: unknown;
  /** False where a graph inside asks. */
  readonly isOwn?: unknown;
  /** Whether the task stopped because one that it had called asks. */
  readonly isCalled?: unknown;
}

/** LangGraph's channel of the answers that a task has taken. */
const RESUME = "__resume__";

/**
 * What a task that stopped at an interrupt leaves for its next run: LangGraph's own writes of the interrupts, made anew, and all answers that it has.
 *
 * @param replace - Makes the write of an interrupt.
 */
export function interruptWrites(
  writes: readonly Write[],
  answers: readonly unknown[],
  replace: (interrupts: Write) => Write,
): Write[] {
  expectFact(
    "resumeChannel",
    writes.every(([channel]) => channel === INTERRUPT || channel === RESUME),
  );
  const interrupts = writes.filter(([channel]) => channel === INTERRUPT).map(replace);
  return answers.length === 0 ? interrupts : [...interrupts, [RESUME, [...answers]]];
}

/** The interrupts that a task stopped at: LangGraph's own objects, which callers get as well. */
export function interruptsIn(writes: readonly Write[]): object[] {
  return writes
    .filter(([channel]) => channel === INTERRUPT)
    .flatMap(([, written]) => written)
    .filter((interrupt) => typeof interrupt === "object" && interrupt !== null);
}

/** The interrupts of tasks that have not gone on since. */
export function pendingInterrupts(pending: readonly PendingWrite[]): PendingInterrupt[] {
  return openWrites(pending).flatMap(([, , written]) => interruptsOf(written));
}

/** Whether a task stopped at what another one asks: a task that it had called, or one of a graph inside. */
export function isRelayed({ isOwn, isCalled }: PendingInterrupt): boolean {
  return isOwn === false || isCalled === true;
}

/** What each task waits at, by the tasks' ids: one interrupt, or those of others, each of which says the same of the task itself. */
export function waitingTasks(pending: readonly PendingWrite[]): ReadonlyMap<string, PendingInterrupt> {
  const waiting = new Map<string, PendingInterrupt>();
  for (const [task, , written] of openWrites(pending)) {
    const [interrupt, ...others] = interruptsOf(written);
    if (interrupt === undefined) continue;
    if (others.length === 0 || isRelayed(interrupt)) waiting.set(task, interrupt);
  }
  return waiting;
}

function openWrites(pending: readonly PendingWrite[]): PendingWrite[] {
  const done = new Set(pending.filter(([, channel]) => !CONTROL.has(channel)).map(([task]) => task));
  return pending.filter(([task, channel]) => channel === INTERRUPT && !done.has(task));
}

function interruptsOf(written: unknown): PendingInterrupt[] {
  const interrupts = (Array.isArray(written) ? written : [written]) as (object | null | undefined)[];
  return interrupts.map((interrupt) => ({ ...interrupt }));
}

/** What LangGraph writes beside a task's own writes. An interrupt of a task that has written something of its own is over. */
const CONTROL = new Set<string>([INTERRUPT, RESUME, "__error__", "__error_source_node__"]);

/** Each answer with the interrupt that it is for, as LangGraph deals them out. */
export function dealAnswers(
  open: readonly PendingInterrupt[],
  resume: unknown,
): [PendingInterrupt, unknown][] {
  if (resume === undefined || resume === null) return [];
  if (isByIds(open, resume)) {
    return Object.entries(resume).flatMap(([key, answer]) =>
      open.filter(({ id }) => id === key).map((each): [PendingInterrupt, unknown] => [each, answer]),
    );
  }
  const [only, ...others] = open;
  return only === undefined || others.some(({ id }) => id !== only.id) ? [] : [[only, resume]];
}

/** Whether LangGraph takes what a run is resumed with for answers by the ids of their interrupts. */
export function isByIds(open: readonly PendingInterrupt[], resume: unknown): resume is object {
  if (typeof resume !== "object" || resume === null) return false;
  const keys = Object.keys(resume);
  return keys.length > 0 && keys.every((key) => INTERRUPT_ID.test(key) || open.some(({ id }) => id === key));
}

const INTERRUPT_ID = /^[0-9a-f]{32}$/;
