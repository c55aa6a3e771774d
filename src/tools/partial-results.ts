import { raceWithSignal } from "@langchain/core/runnables";
import { AsyncLocalStorageProviderSingleton } from "@langchain/core/singletons";
import type { LangGraphRunnableConfig } from "@langchain/langgraph";

type AnyGenerator = AsyncGenerator<unknown, unknown> | Generator<unknown, unknown>;

/** Whether a tool's function yields partial results before it returns its output. */
export function isGenerator(returned: unknown): returned is AnyGenerator {
  if (typeof returned !== "object" || returned === null) return false;
  const isIterable = Symbol.asyncIterator in returned || Symbol.iterator in returned;
  return isIterable && "next" in returned && typeof returned.next === "function";
}

/**
 * Yields what a tool's generator does, each step in the context of the tool's run, until the run is aborted. LangChain runs the steps in whichever
 * context it is in itself.
 *
 * @param finish - Makes the output of what the generator returned.
 */
export async function* inContext(
  config: LangGraphRunnableConfig,
  generator: AnyGenerator,
  finish: (returned: unknown) => unknown,
): AsyncGenerator<unknown, unknown> {
  const { signal } = config;
  const step = <Result>(take: () => Result) =>
    AsyncLocalStorageProviderSingleton.runWithConfig(config, async () => take());
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await raceWithSignal(
        step(() => generator.next()),
        signal,
      );
      if (done === true) return finish(value);
      yield value;
    }
  } finally {
    const ended = step(() => generator.return(undefined));
    // After an abort the tool may wait for something that never comes.
    if (signal?.aborted) ended.catch(() => undefined);
    else await ended;
  }
}
