import { getConfig } from "@langchain/langgraph";
import { checkEvent } from "../boundaries/event.js";
import { checkOperation, refuseMissingStore } from "../boundaries/store.js";
import type { Contract } from "../contract/contract.js";
import { nodeName } from "../langgraph/config.js";
import { guardWriter } from "../langgraph/guarded-writer.js";
import { type Loop, replaceStore } from "../langgraph/loop.js";
import { watchWriter } from "../langgraph/watch-loop.js";

/**
 * Puts the contract's checks before the store and the custom stream of a run, so that what nodes do with LangGraph's own `config.store`, `getStore()`,
 * `config.writer` and `getWriter()` is checked as what they do with their runtime is.
 *
 * @param what - What runs, for errors.
 * @returns What to call at the run's end.
 * @throws ContractError where the contract has a store member and the run has no store.
 */
export function guardRun(contract: Contract, loop: Loop, what: "graph" | "workflow"): () => void {
  if (contract.store !== undefined && loop.store === undefined) {
    refuseMissingStore(contract, loop.isNested ? "inside" : what);
  }
  if (contract.store === undefined) replaceStore(loop);
  else replaceStore(loop, (operation) => checkOperation({ contract, node: runningNode() }, operation));
  const end = contract.events === undefined ? () => {} : watchWriter(loop, contract.name);
  guardWriter(loop, contract, (event) => checkEvent(contract, runningNode(), event));
  return end;
}

function runningNode(): string | undefined {
  const config = getConfig();
  return config === undefined ? undefined : nodeName(config);
}
