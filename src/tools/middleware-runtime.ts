import { getConfig, type LangGraphRunnableConfig } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import { nodeName } from "../langgraph/config.js";
import { toContractConfig } from "../runtime/contract-config.js";
import { nodeRuntime } from "../runtime/node-runtime.js";

/** The parts of LangChain's hook runtime that are used. */
export type HookRuntime = Partial<
  Pick<LangGraphRunnableConfig, "configurable" | "store" | "writer" | "interrupt" | "signal">
> & {
  readonly context?: unknown;
};

/**
 * Returns the contract's runtime in a hook of an agent's middleware (LangChain.js, Middleware). It has what LangChain's own runtime lacks:
 * the whole context, checked and with defaults; the store, events and interrupts of the contract; the execution info.
 *
 * @param contract - The generated contract, e.g. `supportAgentContract`.
 * @param runtime - The runtime of the hook: the second argument of `beforeModel` and similar hooks, `request.runtime` in `wrapModelCall`
 * and `wrapToolCall`.
 * @returns The contract's runtime.
 * @throws ContractError if the agent's context does not fit the contract.
 *
 * @example
 * ```ts
 * const announce = createMiddleware({
 *   name: "Announce",
 *   beforeModel: (_state, runtime) => {
 *     const { context, streamWriter } = middlewareRuntime(supportAgentContract, runtime);
 *     streamWriter({ type: "progress", step: `thinking for ${context.user.name}` });
 *   },
 * });
 * ```
 */
export function middlewareRuntime<Types extends GraphTypes>(
  contract: Contract<Types>,
  runtime: HookRuntime,
): Types["Runtime"] {
  // LangChain's runtime holds a part of the context, and no execution info; LangGraph's config of the hook has all of it.
  const running: LangGraphRunnableConfig | undefined = getConfig();
  const config = { ...definedOf(runtime), ...definedOf(running ?? {}) } as LangGraphRunnableConfig;
  return nodeRuntime(contract, nodeName(config) ?? "middleware", toContractConfig(contract, config));
}

function definedOf(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
