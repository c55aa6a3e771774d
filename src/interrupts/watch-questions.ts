import { checkInterrupt } from "../boundaries/interrupt.js";
import { questionOf } from "../boundaries/question.js";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import type { Loop, Task, Write } from "../langgraph/loop.js";
import { interruptWrites, type PendingInterrupt, waitingTasks } from "../langgraph/pending-interrupts.js";
import { isAsking, type Scratchpad, scratchpadOf } from "../langgraph/scratchpad.js";
import { isChecked } from "./ask.js";
import { interruptMarker } from "./mark-interrupts.js";
import { questionLogOf } from "./question-log.js";
import { settleAnswer } from "./settle-answer.js";

/** Looks after the questions that the nodes of a run ask, whichever way they ask. */
export interface QuestionWatcher {
  /**
   * Tells the tasks of a superstep what they waited at when the run was resumed.
   *
   * @throws ContractError where the answer that one of them was given does not fit.
   */
  remember(tasks: Loop["tasks"]): void;
  /** Notes which task another one has called. */
  called(task: Task, by: Task): void;
  /**
   * Looks at what a task that stopped at an interrupt leaves for the next run.
   *
   * @returns What is saved in its place.
   * @throws ContractError if the contract does not have the question.
   */
  asked(task: Task, writes: Write[]): Write[];
  /** @throws ContractError where a task asked, and went on without an answer. */
  ended(task: Task): void;
}

export function watchQuestions(contract: Contract, loop: Loop): QuestionWatcher {
  const waiting = waitingTasks(loop.checkpointPendingWrites);
  const mark = interruptMarker();
  const callers = new Map<string, string>();
  /** Tasks that have called one which waits for an answer now. */
  const waitingBelow = new Set<string>();
  return {
    called(task, by) {
      callers.set(task.id, by.id);
    },
    remember(tasks) {
      for (const [id, task] of Object.entries(tasks)) {
        const waitedAt = waiting.get(id);
        const scratchpad = scratchpadOf(task.config?.configurable);
        if (waitedAt === undefined || scratchpad === undefined) continue;
        settleAnswer({ contract, node: task.name, scratchpad, waitedAt });
      }
    },
    asked(task, writes) {
      mark(task, writes);
      const caller = callers.get(task.id);
      if (caller !== undefined) waitingBelow.add(caller);
      const scratchpad = scratchpadOf(task.config?.configurable);
      if (scratchpad === undefined) return writes;
      // A graph inside asks for itself: its own run has looked at that. So has this one, where it is a task that was called.
      if (!isAsking(scratchpad)) return relayed(scratchpad, writes, waitingBelow.has(task.id));
      return interruptWrites(writes, scratchpad.resume, (write) =>
        ownInterrupt(contract, task.name, scratchpad, write),
      );
    },
    ended(task) {
      const scratchpad = scratchpadOf(task.config?.configurable);
      const isOwn = scratchpad !== undefined && isAsking(scratchpad);
      if (isOwn || waitingBelow.has(task.id)) throw swallowed(contract, task.name);
    },
  };
}

/** What a task leaves that stopped at what others ask: what it was answered itself goes along, for its next run. */
function relayed(scratchpad: Scratchpad, writes: Write[], isCalled: boolean): Write[] {
  const { answered } = questionLogOf(scratchpad);
  return interruptWrites(writes, scratchpad.resume, ([channel, written]) => {
    const interrupts = (Array.isArray(written) ? written : [written]) as PendingInterrupt[];
    const own = { ...(answered.length === 0 ? {} : { answered }), ...(isCalled ? { isCalled } : {}) };
    // Of a graph inside LangGraph has one for the task that asks, and one for each that called it.
    const distinct = new Map(interrupts.map(({ answered: _, ...each }) => [each.id, { ...each, ...own }]));
    return [channel, [...distinct.values()]];
  });
}

/** An interrupt of a node itself, completed: what the node was answered before goes along, in the order of the answers. */
function ownInterrupt(contract: Contract, node: string, scratchpad: Scratchpad, write: Write): Write {
  if (!Array.isArray(write[1])) return write;
  const [interrupt, ...others] = write[1] as PendingInterrupt[];
  if (interrupt === undefined || others.length > 0) return write;
  const known = isChecked(interrupt.value) ? {} : checkedInterrupt(contract, node, interrupt);
  const { answered } = questionLogOf(scratchpad);
  // The same object is in the error that ends the run, from which LangGraph takes what callers get.
  return [write[0], [Object.assign(interrupt, known, answered.length === 0 ? {} : { answered })]];
}

/** What LangGraph's own `interrupt` was called with, as a question of the contract; without an interrupts member it asks what it likes. */
function checkedInterrupt(contract: Contract, node: string, { value }: PendingInterrupt): PendingInterrupt {
  if (contract.interrupts === undefined) return {};
  const place = { contract, node };
  if (typeof value !== "object" || value === null || !("name" in value) || typeof value.name !== "string") {
    const message =
      "the node called LangGraph's interrupt with a value that names no question of the contract: call runtime.interrupt(name, value), or interrupt({ name, value })";
    const issue = { path: "", keyword: "interrupt", message, schemaPath: "" };
    throw new ContractError({ graph: contract.name, boundary: "interrupt", node, issues: [issue] });
  }
  const { name } = value;
  const asked = checkInterrupt({ ...place, name }, "value" in value ? value.value : undefined);
  return {
    value: { name, value: asked },
    response_schema: questionOf({ ...place, name }).resume.jsonSchema,
  };
}

function swallowed(contract: Contract, node: string): ContractError {
  const message =
    "it asked a question that has no answer yet, and went on: something in it caught what interrupt throws to stop the run";
  const hint =
    "Call interrupt outside of try, or throw again in catch what isGraphInterrupt of LangGraph knows. Ask with Promise.all rather than Promise.allSettled.";
  const issues = [{ path: "", keyword: "interrupt", message, schemaPath: "" }];
  return new ContractError({ graph: contract.name, boundary: "interrupt", node, issues, hint });
}
