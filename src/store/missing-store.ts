import { BaseStore } from "@langchain/langgraph";
import { refuseMissingStore } from "../boundaries/store.js";
import type { Contract } from "../contract/contract.js";

/** Stands for the store of a run that has none and is not the contract's own, such as that of an agent with the contract's tools: they may not need it. */
export class MissingStore extends BaseStore {
  readonly #contract: Contract;
  readonly #node: string;

  constructor(contract: Contract, node: string) {
    super();
    this.#contract = contract;
    this.#node = node;
  }

  /** @throws ContractError always */
  override async batch(): Promise<never> {
    return refuseMissingStore(this.#contract, "inside", this.#node);
  }
}
