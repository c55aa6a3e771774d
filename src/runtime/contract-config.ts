import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { checkContext } from "../boundaries/context.js";
import type { Contract } from "../contract/contract.js";
import { unwrapStore } from "../langgraph/store.js";

/**
 * The config of a run that may be any graph's, fit for what is written for a contract (a tool, a task, a hook of an agent): the
 * context is checked and has its defaults, whoever runs it. Without a context member it stays as it is.
 *
 * @throws ContractError where the context is not one of the contract.
 */
export function toContractConfig<Config extends LangGraphRunnableConfig>(
  contract: Contract,
  config: Config,
): Config {
  const store = unwrapStore(config.store);
  const context =
    contract.context === undefined
      ? config.context
      : (checkContext(contract, contract.context, config.context) as NonNullable<
          LangGraphRunnableConfig["context"]
        >);
  if (store === config.store && context === config.context) return config;
  return {
    ...config,
    ...(store === undefined ? {} : { store }),
    ...(context === undefined ? {} : { context }),
  };
}
