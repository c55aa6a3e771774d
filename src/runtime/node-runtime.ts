import type { BaseStore, LangGraphRunnableConfig } from "@langchain/langgraph";
import { checkEvent } from "../boundaries/event.js";
import type { Contract } from "../contract/contract.js";
import { ask } from "../interrupts/ask.js";
import { unguardedWriter } from "../langgraph/guarded-writer.js";
import { unwrapStore } from "../langgraph/store.js";
import { ContractStore } from "../store/contract-store.js";
import { MissingStore } from "../store/missing-store.js";
import { Runtime, type RuntimeValues } from "./runtime.js";

/**
 * The runtime of a node: what LangGraph's config gives, with the store, the custom stream and the interrupts behind the checks of the contract.
 * A graph without a context member sees none, not even that of a graph around it.
 */
export function nodeRuntime(contract: Contract, node: string, config: LangGraphRunnableConfig): Runtime {
  const runtime = Runtime.fromConfig(config);
  const { events, store: namespaces, interrupts } = contract;
  if (contract.context !== undefined && !events && !namespaces && !interrupts) return runtime;
  const values: { -readonly [Name in keyof RuntimeValues]: RuntimeValues[Name] } = {};
  if (contract.context === undefined) values.context = undefined;
  if (events !== undefined) {
    const write = unguardedWriter(runtime.streamWriter, contract);
    values.streamWriter = (event) => write(checkEvent(contract, node, event));
  }
  if (namespaces !== undefined) {
    const store = unwrapStore(config.store) ?? new MissingStore(contract, node);
    values.store = new ContractStore(contract, store, node) as BaseStore;
  }
  if (interrupts !== undefined) {
    const interrupt = (name: string, value: unknown): unknown => ask({ contract, node, name }, config, value);
    values.interrupt = interrupt as (value: unknown) => unknown;
  }
  return runtime.override(values);
}
