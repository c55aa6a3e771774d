import { getConfig, type LangGraphRunnableConfig } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import { type Boundary, ContractError } from "../contract/contract-error.js";
import type { Observer } from "../contract/observer.js";
import type { Issue } from "../schema/issue.js";
import type { ParseResult } from "../schema/schema.js";

/** Where a value is checked, for errors. */
export interface Place {
  readonly contract: Contract;
  readonly boundary: Boundary;
  readonly node?: string | undefined;
  readonly hint?: string | undefined;
}

/**
 * What a schema made of a value.
 *
 * @throws ContractError where the schema refused it.
 */
export function accept(result: ParseResult<unknown>, place: Place): unknown {
  return result.success ? result.value : refuse(place, result.issues);
}

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

/** @throws ContractError always */
export function refuse({ contract, boundary, node, hint }: Place, issues: readonly Issue[]): never {
  throw new ContractError({ graph: contract.name, boundary, node, issues, hint });
}

/** A promise where a value should be. */
export const notAwaited: Issue = {
  path: "",
  keyword: "type",
  message: "the value is a promise; await it first",
  schemaPath: "",
};
