import { entrypoint, type LangGraphRunnableConfig } from "@langchain/langgraph";
import { checkOutput } from "../boundaries/output.js";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import type { GraphTypes } from "../contract/graph-types.js";
import { expectPreviousState } from "../langgraph/config.js";
import { expectFacts } from "../langgraph/expect-facts.js";
import { isFinal } from "../langgraph/final.js";
import { expectCheckedContext } from "../langgraph/run-hooks.js";
import { rememberRuntime } from "../runtime/get-runtime.js";
import { nodeRuntime } from "../runtime/node-runtime.js";
import { findUnserializable } from "../state/serializable.js";
import { assertFunction } from "./assert-function.js";
import { ContractWorkflow, startedInput } from "./contract-workflow.js";
import type { EntrypointFactory, EntrypointOptions } from "./entrypoint-types.js";

type Run = (input: unknown, runtime: object, config: LangGraphRunnableConfig) => unknown;

/**
 * Makes the entrypoint factory of a contract: LangGraph's `entrypoint` (LangGraph.js, Functional API) with what a contract adds. The context
 * and the input are checked before a run starts, the output when it ends, each with its defaults applied. The function gets the contract's
 * runtime, and `invoke`, `stream` and `getState` are typed.
 *
 * @param contract - The generated contract, e.g. `greetingContract`.
 * @returns A function that makes workflows.
 *
 * @typeParam Parsed - What the function gets, where the input has defaults.
 * @typeParam Returned - What the function returns, where the output has defaults.
 *
 * @example
 * ```ts
 * const greetingEntrypoint = entrypointOf(greetingContract); // generated
 *
 * const greet = greetingEntrypoint({ checkpointer }, async (input, runtime) => {
 *   const again = runtime.previous === undefined ? "" : " again";
 *   return { response: `Hello${again}, ${runtime.context.user_id}!` };
 * });
 * await greet.invoke({}, { context: { user_id: "user_123" }, configurable: { thread_id: "1" } });
 * ```
 */
export function entrypointOf<Types extends GraphTypes, Parsed = Types["Input"], Returned = Types["Output"]>(
  contract: Contract<Types>,
): EntrypointFactory<Types, Parsed, Returned> {
  const make = (...[first, second]: [Run] | [EntrypointOptions, Run]) =>
    typeof first === "function"
      ? workflow(contract, {}, first)
      : workflow(contract, first, second as unknown as Run);
  return make as unknown as EntrypointFactory<Types, Parsed, Returned>;
}

function workflow(contract: Contract, options: EntrypointOptions, run: Run): ContractWorkflow {
  expectFacts();
  assertFunction(run, "an entrypoint");
  const name = options.name ?? contract.name;
  const made = entrypoint({ ...options, name }, async (input: unknown, config: LangGraphRunnableConfig) => {
    if (contract.context !== undefined) expectCheckedContext(config.context);
    expectPreviousState(config);
    const checked = startedInput(contract, input, config);
    const runtime = nodeRuntime(contract, name, config);
    rememberRuntime(config, runtime, contract);
    return checkReturned(contract, await run(checked, runtime, config));
  });
  return new ContractWorkflow({ ...made, contract } as ConstructorParameters<typeof ContractWorkflow>[0]);
}

/** Of an `entrypoint.final` the value is the output; what it saves is the program's own business, if a checkpoint can hold it. */
function checkReturned(contract: Contract, returned: unknown): unknown {
  if (!isFinal(returned)) return checkHeld(contract, checkOutput(contract, returned));
  const save = checkHeld(contract, returned.save);
  return entrypoint.final({ value: checkOutput(contract, returned.value), save });
}

/** What the next run finds as `previous` is in a checkpoint until then. */
function checkHeld<Value>(contract: Contract, kept: Value): Value {
  const flaw = findUnserializable(kept);
  if (flaw === undefined) return kept;
  throw new ContractError({ graph: contract.name, boundary: "output", issues: [flaw] });
}
