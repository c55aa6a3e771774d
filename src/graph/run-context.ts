import { getConfig, type LangGraphRunnableConfig } from "@langchain/langgraph";
import { checkContext } from "../boundaries/context.js";
import type { Contract } from "../contract/contract.js";
import { isNode } from "../langgraph/config.js";
import { frozenView } from "../state/frozen-view.js";

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
  return frozenView(
    checkContext(contract, schema, context === absentContext ? undefined : context) as Values,
  );
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
