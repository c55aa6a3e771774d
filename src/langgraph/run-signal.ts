import { expectFact } from "./facts.js";

/** A run's own signal. */
export interface RunSignal {
  readonly signal: AbortSignal;
  /** Called at the run's end: takes the listener from the caller's signal. */
  readonly stop: () => void;
}

/**
 * Makes a signal for one run that follows a caller's, which may be that of many runs. LangGraph adds a listener to the signal that it is given with each run, and
 * never takes it away.
 */
export function followSignal(followed: AbortSignal): RunSignal {
  const controller = new AbortController();
  const follow = (): void => controller.abort(followed.reason);
  if (followed.aborted) follow();
  else followed.addEventListener("abort", follow, { once: true });
  return { signal: controller.signal, stop: () => followed.removeEventListener("abort", follow) };
}

/** Passes chunks on, and stops following when they end, fail or are no longer wanted. */
export async function* untilEnd<Chunk>(
  chunks: AsyncIterable<Chunk>,
  { stop }: RunSignal,
): AsyncGenerator<Chunk> {
  try {
    yield* chunks;
  } finally {
    stop();
  }
}

/**
 * Lets any number of a superstep's tasks listen to its signals, as they do by design: from the eleventh on, Node would warn of a leak.
 *
 * @param runner - LangGraph's runner, which makes the signals for each superstep.
 */
export function allowManyListeners(runner: unknown): void {
  const setMaxListeners = globalThis.process?.getBuiltinModule?.("node:events")?.setMaxListeners;
  if (setMaxListeners === undefined || typeof runner !== "object" || runner === null) return;
  const original: unknown = Reflect.get(runner, INITIALIZE);
  expectFact("abortSignals", typeof original === "function");
  Reflect.set(runner, INITIALIZE, (...parameters: unknown[]) => {
    const made: unknown = original.apply(runner, parameters);
    const signals = Object.values(Object(Reflect.get(Object(made), "signals")) as object);
    const all = signals.filter((signal) => signal instanceof AbortSignal);
    expectFact("abortSignals", all.length > 0);
    setMaxListeners(0, ...all);
    return made;
  });
}

const INITIALIZE = "_initializeAbortSignals";
