import type { BaseStore } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import { ask } from "../interrupts/interrupts.js";
import { ContractStore } from "../store/contract-store.js";
import type { NodeConfig } from "./langgraph-runtime.js";
import { Runtime, type RuntimeValues } from "./runtime.js";

/**
 * The runtime of a node: what LangGraph's config gives, with the store, the custom stream and the interrupts behind the checks of the contract.
 * A graph without a context member sees none, not even that of a graph around it.
 */
export function nodeRuntime(contract: Contract, node: string, config: NodeConfig): Runtime {
  const runtime = Runtime.fromConfig(config);
  const { events, namespaces, questions } = contract;
  if (contract.context !== undefined && !events && !namespaces && !questions) return runtime;
  const values: { -readonly [Name in keyof RuntimeValues]: RuntimeValues[Name] } = {};
  if (contract.context === undefined) values.context = undefined;
  if (events !== undefined) values.streamWriter = checkedWriter(contract, node, runtime.streamWriter);
  if (namespaces !== undefined && config.store !== undefined) {
    values.store = new ContractStore(contract, config.store, node) as BaseStore;
  }
  if (questions !== undefined) {
    const interrupt = (name: string, value: unknown): unknown => ask(contract, node, config, name, value);
    values.interrupt = interrupt as (value: unknown) => unknown;
  }
  return runtime.override(values);
}

function checkedWriter(
  contract: Contract,
  node: string,
  write: (event: unknown) => void,
): (event: unknown) => void {
  return (event) => {
    const result = contract.events?.safeParse(event);
    if (result?.success === false) {
      throw new ContractError({ graph: contract.name, boundary: "event", node, issues: result.issues });
    }
    write(result?.value ?? event);
  };
}
