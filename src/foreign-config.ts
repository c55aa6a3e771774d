import { checkContext } from "./boundaries.js";
import type { Contract } from "./contract.js";
import type { NodeConfig } from "./langgraph-runtime.js";

/**
 * The config of a run that may be any graph's, its context checked and with defaults: what is written for a contract (a tool, a task, a
 * hook of an agent) sees a context of the contract, whoever runs it. Without a context member the config stays as it is.
 *
 * @throws ContractError
 */
export function withCheckedContext<Config extends NodeConfig>(contract: Contract, config: Config): Config {
  if (contract.context === undefined) return config;
  const context = checkContext(contract, contract.context, config.context);
  return context === config.context ? config : { ...config, context };
}

/** The name of the node that is running, as LangGraph notes it; undefined outside a graph. */
export function nodeOf(config: NodeConfig): string | undefined {
  const node: unknown = config.metadata?.langgraph_node;
  return typeof node === "string" ? node : undefined;
}
