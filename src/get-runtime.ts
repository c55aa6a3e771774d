import { type BaseStore, getConfig } from "@langchain/langgraph";
import { ContractError } from "./contract-error.js";
import type { NodeConfig } from "./langgraph-runtime.js";
import { Runtime } from "./runtime.js";
import type { Schema } from "./schema.js";

/** The runtime that each running node or router got, by the config that LangGraph keeps for it across awaits. */
const running = new WeakMap<NodeConfig, { readonly runtime: Runtime; readonly context: unknown }>();

/** Remembers a node's runtime for {@link getRuntime}; `context` is the contract's context schema. */
export function rememberRuntime(config: NodeConfig, runtime: Runtime, context: unknown): void {
  running.set(config, { runtime, context });
}

/**
 * The runtime of the node that is running, from anywhere below it, after an `await` too.
 *
 * Needs `AsyncLocalStorage`, as LangGraph's own `getConfig` does: it works in Node, Deno, Bun and workers, not in browsers.
 *
 * @param context - The context schema of the graph, e.g. `GreetingContext`: it gives the type, and it is checked that the run's context fits it.
 * @throws Error outside a running graph.
 * @throws ContractError where the node that is running belongs to a graph whose context does not fit the schema.
 *
 * @example
 * ```ts
 * async function currentUser(): Promise<string> {
 *   return getRuntime(GreetingContext).context.user_id;
 * }
 * ```
 */
export function getRuntime<Context, Input = Context>(
  context: Schema<Context, Input>,
): Runtime<Context, BaseStore> {
  const config: NodeConfig | undefined = getConfig();
  if (config === undefined) {
    throw new Error(
      "getRuntime was called outside a running graph. Call it from a node or from a function that a node calls, in an environment with AsyncLocalStorage.",
    );
  }
  const known = running.get(config);
  if (known?.context === context) return known.runtime as Runtime<Context, BaseStore>;
  const result = context.safeParse(config.context);
  if (!result.success) {
    throw new ContractError({
      graph: config.executionInfo?.checkpointNs.split(":")[0] || "(running)",
      boundary: "context",
      issues: result.issues,
      hint: `getRuntime(${context.name}) was called in a run whose context is not a ${context.name}: pass the schema of the graph that is running.`,
    });
  }
  return Runtime.fromConfig<Context>({ ...config, context: result.value as Record<string, unknown> });
}
