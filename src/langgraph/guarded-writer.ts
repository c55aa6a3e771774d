import { getConfig } from "@langchain/langgraph";
import { taskIdOf } from "./config.js";
import type { Loop } from "./loop.js";

type Writer = (chunk: unknown) => void;

/** The writers of runs, by those that check for them. */
const unguarded = new WeakMap<Writer, Writer>();

/**
 * Has a run's writer check what the run's own nodes write, also through `config.writer` and `getWriter()`. The nodes of graphs that run inside get the same writer
 * from LangGraph; what they write is theirs, and passes as it is.
 *
 * @param check - Returns what is written in the place of the event.
 */
export function guardWriter(loop: Loop, check: (event: unknown) => unknown): void {
  const { writer } = loop.config;
  if (writer === undefined) return;
  const guarded: Writer = (event) => {
    const task = taskIdOf(getConfig()?.configurable);
    writer(task === undefined || task in loop.tasks ? check(event) : event);
  };
  unguarded.set(guarded, writer);
  loop.config = { ...loop.config, writer: guarded };
}

/** A run's writer without the checks, for what checks by itself. */
export function unguardedWriter<Found extends Writer | undefined>(writer: Found): Found {
  return ((writer && unguarded.get(writer)) ?? writer) as Found;
}
