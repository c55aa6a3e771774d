import { getConfig, type TaskOptions, task } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import { neverOnContractError } from "../graph/retry-policy.js";
import { toContractConfig } from "../runtime/contract-config.js";
import { rememberRuntime } from "../runtime/get-runtime.js";
import { nodeRuntime } from "../runtime/node-runtime.js";
import { assertFunction } from "./assert-function.js";

/** Makes a task of a function. */
export type TaskFactory = <Arguments extends unknown[], Output>(
  nameOrOptions: string | TaskOptions,
  run: (...parameters: Arguments) => Output | Promise<Output>,
) => (...parameters: Arguments) => Promise<Awaited<Output>>;

/**
 * Makes the task factory of a contract: LangGraph's `task` (LangGraph.js, Functional API) with what a contract adds. The context is checked
 * when a task starts. Inside it, `getRuntime(contract)` returns the contract's runtime, which checks the store, events and interrupts. A
 * `ContractError` is not retried, whatever the retry policy says. And what isn't a function is refused at once, not in the first call.
 *
 * A task can be called from an entrypoint or a node of the contract, and of any other graph with a context that fits.
 *
 * @param contract - The generated contract, e.g. `greetingContract`.
 * @returns A function that makes tasks. It throws a TypeError if it does not get a function.
 *
 * @example
 * ```ts
 * const greetingTask = taskOf(greetingContract); // generated
 *
 * const compose = greetingTask({ name: "compose", retry: { maxAttempts: 3 } }, async (name: string) => {
 *   const { context } = getRuntime(greetingContract);
 *   return `Hello ${name}, or ${context.user_id}`;
 * });
 * ```
 */
export function taskOf(contract: Contract): TaskFactory {
  return (nameOrOptions, run) => {
    assertFunction(run, "a task");
    const options = typeof nameOrOptions === "string" ? { name: nameOrOptions } : nameOrOptions;
    const { retry } = options;
    const policy = retry === undefined ? {} : { retry: neverOnContractError(retry) };
    return task({ ...options, ...policy }, async (...parameters: Parameters<typeof run>) => {
      rememberTask(contract, options.name);
      return run(...parameters);
    }) as never;
  };
}

/** @throws ContractError where the task runs in a graph whose context does not fit. */
function rememberTask(contract: Contract, name: string): void {
  const config = getConfig();
  rememberRuntime(config, nodeRuntime(contract, name, toContractConfig(contract, config)), contract);
}
