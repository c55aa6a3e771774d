import type { Contract } from "../contract/contract.js";
import { watchQuestions } from "../interrupts/watch-questions.js";
import { handledNode } from "../langgraph/error-handler-node.js";
import type { Loop, Run, Task, Write } from "../langgraph/loop.js";
import { watchLoop } from "../langgraph/watch-loop.js";
import { expectMapped } from "../langgraph/write-mapper.js";
import { FieldChannel } from "../state/field-channel.js";
import { byField, tryWrites } from "../state/try-writes.js";
import { areTooMany, refuseSecond, Superstep } from "./superstep.js";

/** What is called at the end of a run. */
export interface WritesCheck {
  /** Called where the run did not fail: throws what {@link throwRefused} does. */
  readonly end: () => void;
  /** Throws what could not be thrown because the run was interrupted in the same superstep. */
  readonly throwRefused: () => void;
}

/**
 * Tries the updates of nodes that run side by side on each other, as each of them ends and before LangGraph saves what it wrote.
 *
 * LangGraph folds them when all have ended. What fails then has been saved as done, and fails again whenever LangGraph looks at the
 * thread. Here the node that ends last fails instead, as if its own update had been refused: it runs again when the thread is resumed.
 *
 * @param isChecked - Whether updates are checked; questions are always.
 */
export function checkPendingWrites(run: Run, contract: Contract, isChecked: boolean): WritesCheck {
  const { loop } = run;
  const questions = watchQuestions(contract, loop);
  let superstep = new Superstep(loop.channels);
  let refused: { readonly error: unknown } | undefined;
  const throwRefused = (): void => {
    const found = refused;
    refused = undefined;
    if (found !== undefined) throw found.error;
  };
  const orRefuse = <Found>(check: () => Found): Found | Error => {
    try {
      return check();
    } catch (error) {
      refused ??= { error };
      return error as Error;
    }
  };
  const callers = new Map<string, string>();
  /** Why tasks fail with one that they have called: they go on with what it returned. */
  const refusedBelow = new Map<string, unknown>();
  const orRefuseAll = <Found>(task: Task, check: () => Found): Found | Error =>
    orRefuse(() => {
      try {
        return check();
      } catch (error) {
        const caller = callers.get(task.id);
        if (caller !== undefined) refusedBelow.set(caller, error);
        throw error;
      }
    });
  const expectWatched = watchLoop(run, {
    called(task, by) {
      callers.set(task.id, by.id);
      questions.called(task, by);
      const found = orRefuseAll(task, () => questions.remember({ [task.id]: task }));
      if (found instanceof Error) throw found;
    },
    wrote: (task) =>
      orRefuseAll(task, () => {
        if (refusedBelow.has(task.id)) throw refusedBelow.get(task.id);
        questions.ended(task);
        if (isChecked && superstep.take(nodeOf(task), task.writes)) expectMapped();
        return undefined;
      }),
    asked: (task, writes) => orRefuseAll(task, () => questions.asked(task, writes)),
    beforeTick: throwRefused,
    afterTick() {
      questions.remember(loop.tasks);
      if (!isChecked) return;
      superstep = new Superstep(loop.channels);
      // What an earlier run of the thread has saved of this superstep counts too; it was tried then.
      for (const task of Object.values(loop.tasks)) superstep.take(nodeOf(task), task.writes);
    },
  });
  return {
    end() {
      expectWatched();
      throwRefused();
    },
    throwRefused,
  };
}

/** The node whose work a task is: of an error handler's the node that failed. */
function nodeOf({ name }: Task): string {
  return handledNode(name) ?? name;
}

/**
 * Tries the update of a command that a run is called with, before LangGraph saves it. What fails then has been saved, and fails again
 * whenever LangGraph looks at the thread.
 *
 * @throws ContractError where a reducer fails on it, or what it makes does not fit.
 * @throws InvalidUpdateError where the command has two values for a field that takes one.
 */
export function tryCommandWrites(
  contract: Contract,
  channels: Loop["channels"],
  writes: readonly Write[],
): void {
  for (const [field, own] of byField(writes)) {
    const channel = channels[field];
    if (channel !== undefined && areTooMany(channel, own)) {
      refuseSecond(channel, field, own, "The command updates it twice.");
    }
  }
  const read = (field: string): unknown => {
    const channel = channels[field];
    return channel instanceof FieldChannel ? channel.value : undefined;
  };
  tryWrites({ contract, boundary: "update" }, channels, writes, read);
}
