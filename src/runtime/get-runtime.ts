import { getConfig, type LangGraphRunnableConfig } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import type { GraphTypes } from "../contract/graph-types.js";
import { nodeName } from "../langgraph/config.js";
import { Schema } from "../schema/schema.js";
import { toContractConfig } from "./contract-config.js";
import { nodeRuntime } from "./node-runtime.js";
import { Runtime } from "./runtime.js";

/** The runtime that each running node or router got, by the config that LangGraph keeps for it across awaits. */
const running = new WeakMap<
  LangGraphRunnableConfig,
  { readonly runtime: Runtime; readonly contract: Contract }
>();

/** Remembers a node's runtime for {@link getRuntime}. */
export function rememberRuntime(config: LangGraphRunnableConfig, runtime: Runtime, contract: Contract): void {
  running.set(config, { runtime, contract });
}

/**
 * Returns the runtime of the node that is running. Call it from the node or from any function below it, also after an `await`.
 *
 * Like LangGraph's own `getConfig`, it needs `AsyncLocalStorage`: it works in Node, Deno, Bun and workers, not in browsers.
 *
 * @param of - Without it, the runtime is that of whichever graph is running, and its types say nothing of the contract. With it: the graph's contract, e.g. `greetingContract`, which types the whole runtime; or its context schema, e.g.
 *   `GreetingContext`, which types only the context. In a node of a graph without a contract, the context is checked against the contract
 *   and gets its defaults; store, events and interrupts are checked too.
 * @returns The runtime of the running node.
 * @throws Error outside a running graph.
 * @throws ContractError if the running graph has another contract or context.
 *
 * @example
 * ```ts
 * async function currentUser(): Promise<string> {
 *   return getRuntime(GreetingContext).context.user_id;
 * }
 * ```
 */
export function getRuntime(): Runtime;
export function getRuntime<Types extends GraphTypes>(of: Contract<Types>): Types["Runtime"];
export function getRuntime<Context, Input = Context>(of: Schema<Context, Input>): Runtime<Context>;
export function getRuntime(of?: Contract | Schema<unknown, unknown>): object {
  const config: LangGraphRunnableConfig | undefined = getConfig();
  if (config === undefined) {
    throw new Error(
      "getRuntime was called outside a running graph. Call it from a node or from a function that a node calls, in an environment with AsyncLocalStorage.",
    );
  }
  const known = running.get(config);
  if (of === undefined) return known?.runtime ?? Runtime.fromConfig(config);
  if (known !== undefined && (known.contract === of || known.contract.context === of)) return known.runtime;
  const name = of instanceof Schema ? `contract with the context ${of.name}` : `contract "${of.name}"`;
  if (known !== undefined) throw mismatch(known.contract.name, [wrongGraph(name)], name);
  return of instanceof Schema ? runtimeByContext(of, config) : foreignRuntime(of, config, name);
}

/** Below something that changed the config, such as a tool or a chain, there is only the context to tell whose run it is. */
function runtimeByContext(schema: Schema<unknown, unknown>, config: LangGraphRunnableConfig): Runtime {
  const result = schema.safeParse(config.context);
  if (!result.success) throw mismatch(undefined, result.issues, schema.name);
  return Runtime.fromConfig({ ...config, context: result.value as Record<string, unknown> });
}

/** The same for a contract, whose store, events and questions are checked there too. */
function foreignRuntime(contract: Contract, config: LangGraphRunnableConfig, name: string): Runtime {
  try {
    return nodeRuntime(contract, nodeName(config) ?? "node", toContractConfig(contract, config));
  } catch (error) {
    throw ContractError.isInstance(error) ? mismatch(undefined, error.issues, name) : error;
  }
}

function wrongGraph(name: string): ContractError["issues"][number] {
  const message = `the graph that is running is not one of the ${name}`;
  return { path: "", keyword: "context", message, schemaPath: "" };
}

function mismatch(graph: string | undefined, issues: ContractError["issues"], name: string): ContractError {
  return new ContractError({
    graph: graph ?? "(running)",
    boundary: "context",
    issues,
    hint: `getRuntime was called for the ${name} in a run of another graph: pass the contract, or the context schema, of the graph that is running.`,
  });
}
