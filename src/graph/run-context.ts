import { getConfig, type LangGraphRunnableConfig, START } from "@langchain/langgraph";
import { checkContext } from "../boundaries/context.js";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import { isNode } from "../langgraph/config.js";
import { isCheckedContext } from "../langgraph/run-hooks.js";
import { frozenView } from "../state/frozen-view.js";
import { snapshot } from "../state/snapshot.js";

type Values = Record<string, unknown>;

/** Stands for a context that nobody gave; LangGraph can't tell an absent context from `configurable`. */
const absentContext: Values = /* @__PURE__ */ Object.freeze({});

/**
 * The options that a run is started with, so that its context is the one that is meant: a context that the call gives goes before a bound one, and that
 * before the one of the graph around, which LangGraph would prefer. LangGraph checks `configurable` where there is none; a contract wants to know that.
 *
 * @param bound - What `withConfig` has bound.
 */
export function withRunContext<Options extends LangGraphRunnableConfig>(
  contract: Contract,
  bound: LangGraphRunnableConfig["context"],
  options: Options | undefined,
): Options | undefined {
  if (contract.context === undefined) return options;
  return { ...options, context: contextOf(bound, options) ?? absentContext } as Options;
}

/**
 * Checks what {@link withRunContext} chose.
 *
 * @returns The context, frozen: no node can change it for the others, nor for the caller.
 * @throws ContractError
 */
export function checkRunContext(contract: Contract, context: Values): Values {
  const schema = contract.context;
  if (schema === undefined) return context;
  const given = context === absentContext ? undefined : heldContext(contract, context);
  return frozenView(checkContext(contract, schema, given) as Values);
}

/** What is checked is what nodes get: a getter of the caller's could say something else the second time. */
function heldContext(contract: Contract, context: Values): Values {
  try {
    return snapshot(context);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const issue = { path: "", keyword: "depth", message: error.message, schemaPath: "" };
    throw new ContractError({ graph: contract.name, boundary: "context", issues: [issue] });
  }
}

/**
 * The config of `updateState`, its context checked where there is one. It may be given with the call or bound.
 *
 * @throws ContractError
 */
export function withUpdateContext<Config extends LangGraphRunnableConfig>(
  contract: Contract,
  bound: LangGraphRunnableConfig["context"],
  config: Config,
): Config {
  const context = config.context ?? bound;
  if (contract.context === undefined || context === undefined) return config;
  return { ...config, context: checkRunContext(contract, context) };
}

/**
 * The config of a router. In a run its context has been checked; in `updateState` it may be missing, or be that of a graph around.
 *
 * @throws ContractError
 */
export function withRouterContext(
  contract: Contract,
  node: string,
  config: LangGraphRunnableConfig,
): LangGraphRunnableConfig {
  const schema = contract.context;
  if (schema === undefined || isCheckedContext(config.context)) return config;
  const hint = `The router of ${node === START ? "START" : JSON.stringify(node)} runs when the state is updated, and gets the context: pass it to updateState in the config, as in updateState({ ...config, context: { … } }, …), or bind it with withConfig.`;
  return {
    ...config,
    context: frozenView(checkContext(contract, schema, config.context, hint) as Values),
  };
}

function contextOf(
  bound: LangGraphRunnableConfig["context"],
  options: LangGraphRunnableConfig | undefined,
): Values | undefined {
  if (options?.context === undefined || bound === undefined) return options?.context ?? bound;
  return isInherited(options) ? bound : options.context;
}

/**
 * Whether a run's context is that of the graph around it: of a graph that is a node always; of one that a node calls only the context tells whether the
 * node has passed on its own or given another.
 */
function isInherited({ configurable, context }: LangGraphRunnableConfig): boolean {
  return isNode(configurable) || context === getConfig()?.context;
}
