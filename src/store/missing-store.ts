import { BaseStore } from "@langchain/langgraph";
import { refuse } from "../boundaries/place.js";
import type { Contract } from "../contract/contract.js";

/** How a graph, and how a workflow, is given a store. */
const REMEDY = {
  graph:
    "Pass one when the graph is compiled, e.g. compile({ store: new InMemoryStore() }), or in the options of the call.",
  workflow:
    "Pass one in the options of the entrypoint, e.g. { store: new InMemoryStore() }, or in those of the call.",
  inside:
    "A graph that runs inside another one has its store: pass one to the outermost graph, e.g. compile({ store: new InMemoryStore() }).",
} as const;

/** What is run without a store. */
export type Storeless = keyof typeof REMEDY;

/**
 * Refuses what needs a store and has none.
 *
 * @param node - The node that uses the store; undefined before the first one.
 * @throws ContractError always
 */
export function refuseMissingStore(contract: Contract, run: Storeless, node?: string): never {
  const message = "the contract has a store member, but the run has no store";
  const issue = { path: "", keyword: "store", message, schemaPath: "" };
  return refuse({ contract, boundary: "store", node, hint: REMEDY[run] }, [issue]);
}

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
