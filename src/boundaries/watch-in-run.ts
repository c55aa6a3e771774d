import { getConfig, type LangGraphRunnableConfig } from "@langchain/langgraph";
import type { Observer } from "../contract/observer.js";
import type { Place } from "./place.js";

/** The key of a run's config under which it has its observer: a function, which neither a checkpoint nor JSON takes along. */
const OBSERVER = "__graphwright_observer";

/** The options of a run whose checks an observer sees, also those below it. */
export function withObserver<Options extends LangGraphRunnableConfig>(
  observer: Observer | undefined,
  options: Options | undefined,
): Options | undefined {
  if (observer === undefined) return options;
  return {
    ...options,
    configurable: { ...options?.configurable, [OBSERVER]: () => observer },
  } as unknown as Options;
}

/** Makes a check inside a node, which the observer of the run sees, if it has one. */
export function watchInRun<Result>({ contract, boundary, node }: Place, check: () => Result): Result {
  const find: unknown = getConfig()?.configurable?.[OBSERVER];
  if (typeof find !== "function") return check();
  return (find() as Observer).watch({ graph: contract.name, boundary, node }, check);
}
