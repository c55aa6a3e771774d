import { getConfig } from "@langchain/langgraph";
import { taskIdOf } from "./config.js";
import { type Loop, streamsBelow } from "./loop.js";

type Writer = (chunk: unknown) => void;

/** The writers that check, each with whose checks these are, and with the same writer without them. */
const guards = new WeakMap<Writer, { readonly owner: object; readonly unchecked: Writer }>();

/**
 * Has a run's writer check what the run's own nodes write, also through `config.writer` and `getWriter()`. The nodes of graphs that run inside get the same writer
 * from LangGraph. What they write follows other contracts or none: as in LangGraph for Python, it is streamed only if the caller asked for the chunks of graphs inside.
 * Where the run is inside another one itself, that one decides.
 *
 * @param owner - Whose check it is.
 * @param check - Returns what is written in the place of the event.
 */
export function guardWriter(loop: Loop, owner: object, check: (event: unknown) => unknown): void {
  const { writer } = loop.config;
  if (writer === undefined) return;
  const isOwn = ownTasks(loop);
  const passesOthers = loop.isNested || streamsBelow(loop);
  const writerWith = (checked: (event: unknown) => unknown): Writer => {
    return (event) => {
      const task = taskIdOf(getConfig()?.configurable);
      if (task === undefined || isOwn(task)) writer(checked(event));
      else if (passesOthers) writer(event);
    };
  };
  const guarded = writerWith(check);
  guards.set(guarded, { owner, unchecked: writerWith((event) => event) });
  loop.config = { ...loop.config, writer: guarded };
}

/** Knows the tasks of a run, also those that have ended: what they have started may still write. */
function ownTasks(loop: Loop): (task: string) => boolean {
  const ended = new Set<string>();
  const tick = loop.tick.bind(loop);
  loop.tick = (parameters) => {
    for (const task of Object.keys(loop.tasks)) ended.add(task);
    return tick(parameters);
  };
  return (task) => task in loop.tasks || ended.has(task);
}

/** A run's writer without the checks of an owner, for what does these checks by itself. */
export function unguardedWriter(writer: Writer, owner: object): Writer {
  const guard = guards.get(writer);
  return guard?.owner === owner ? guard.unchecked : writer;
}
