import { BaseStore, type Item, type Operation } from "@langchain/langgraph";
import { checkItem, checkOperation, type StorePlace } from "../boundaries/store.js";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { NamespaceAt, NamespaceOf, NamespacesUnder } from "./namespace-types.js";
import type { StoreItem, StoreOperation, StoreResults, StoreSearchItem } from "./operations.js";

/** How an item is read. */
export interface StoreRead {
  /** Checks what the store holds against the contract, for stores that others write to as well. */
  check?: boolean;
}

/** How a search goes through a namespace. */
export interface StoreSearch extends StoreRead {
  filter?: Record<string, unknown>;
  limit?: number;
  offset?: number;
  /** A natural language query, for stores with an index. */
  query?: string;
}

type ValueAt<All, Namespace> = NamespaceAt<All, Namespace>["value"];
type InputAt<All, Namespace> = NamespaceAt<All, Namespace>["valueInput"];

/**
 * A store with the namespaces of a contract: values that are put are checked, and values that are read are typed. It wraps any
 * `BaseStore`, and is one itself (LangGraph.js, Memory). The overloads that take `never` can't be called; they make it a `BaseStore`.
 *
 * @typeParam All - The generated types of the namespaces, e.g. `SupportAgentStore`.
 */
export class ContractStore<All> extends BaseStore {
  readonly #store: BaseStore;
  readonly #place: StorePlace;

  /**
   * @param contract - A contract with a store member.
   * @param store - What holds the items.
   * @param node - The node that uses the store, for errors.
   */
  constructor(contract: Contract, store: BaseStore, node?: string) {
    super();
    this.#store = store;
    this.#place = { contract, node };
  }

  override get(namespace: never, key: string): Promise<never>;
  /**
   * The item under a key, or null.
   *
   * @throws ContractError where the contract has no such namespace or, with `check`, where the item does not fit it.
   */
  override get<const Namespace extends NamespaceOf<All>>(
    namespace: Namespace,
    key: string,
    options?: StoreRead,
  ): Promise<StoreItem<ValueAt<All, Namespace>> | null>;
  override async get(namespace: string[], key: string, options?: StoreRead): Promise<Item | null> {
    const item = await super.get(namespace, key);
    return item === null || options?.check !== true ? item : this.#checked(item);
  }

  override put(namespace: never, key: string, value: never, index?: false | string[]): Promise<void>;
  /** Keeps a value under a key, its defaults applied. */
  override put<const Namespace extends NamespaceOf<All>>(
    namespace: Namespace,
    key: string,
    value: InputAt<All, Namespace>,
    index?: false | string[],
  ): Promise<void>;
  override async put(
    namespace: string[],
    key: string,
    value: Item["value"],
    index?: false | string[],
  ): Promise<void> {
    return super.put(namespace, key, value, index);
  }

  override delete(namespace: never, key: string): Promise<void>;
  /** Forgets what is under a key. */
  override delete<const Namespace extends NamespaceOf<All>>(namespace: Namespace, key: string): Promise<void>;
  override async delete(namespace: string[], key: string): Promise<void> {
    return super.delete(namespace, key);
  }

  override search(namespacePrefix: never, options?: StoreSearch): Promise<never[]>;
  /**
   * The items of a namespace and of all those below it.
   *
   * @throws ContractError with `check`, where an item does not fit the contract or the contract has no such namespace.
   */
  override search<const Prefix extends readonly string[]>(
    namespacePrefix: Prefix,
    options?: StoreSearch,
  ): Promise<StoreSearchItem<NamespacesUnder<All, Prefix>["value"]>[]>;
  override async search(namespacePrefix: string[], options: StoreSearch = {}): Promise<never[]> {
    const { check, ...rest } = options;
    const items = await super.search(namespacePrefix, rest);
    return (check === true ? items.map((item) => this.#checked(item)) : items) as never[];
  }

  override batch(operations: never): Promise<never>;
  /**
   * Several operations at once, all of them checked before any is done.
   *
   * @throws ContractError where the contract has no such namespace, or a value does not fit its own.
   */
  override batch<const Operations extends readonly StoreOperation<All>[]>(
    operations: Operations,
  ): Promise<StoreResults<All, Operations>>;
  override async batch(operations: readonly Operation[]): Promise<never> {
    const checked = operations.map((operation) => checkOperation(this.#place, operation));
    const results: unknown[] = await this.#store.batch(checked);
    return results.map((result, index) => within(checked[index], result)) as never;
  }

  /** An item of the store, its value checked and its defaults applied. */
  #checked<Read extends Item>(item: Read): Read {
    return { ...item, value: checkItem(this.#place, item) as Item["value"] };
  }
}

/**
 * What a search has found, without items of other namespaces: a store that compares prefixes as texts also finds `["users", "u-12"]` where
 * `["users", "u-1"]` is searched. PostgreSQL's does, and it joins namespaces by colons.
 */
function within(operation: Operation | undefined, result: unknown): unknown {
  if (operation === undefined || !("namespacePrefix" in operation) || !Array.isArray(result)) return result;
  const prefix = operation.namespacePrefix.map((part) => `${part}:`).join("");
  return result.filter(({ namespace }: Item) =>
    namespace
      .map((part) => `${part}:`)
      .join("")
      .startsWith(prefix),
  );
}

/**
 * Wraps a store in the types and checks of a contract, for use outside graphs (LangGraph.js, Memory).
 *
 * @param contract - A contract with a store member.
 * @param store - Any `BaseStore`.
 * @returns The store, typed and checked.
 *
 * @example
 * ```ts
 * const memory = openStore(supportAgentContract, store);
 * await memory.put(["users"], "user_123", { name: "Alice" });
 * ```
 */
export function openStore<Types extends GraphTypes>(
  contract: Contract<Types>,
  store: BaseStore,
): ContractStore<Types["Store"]> {
  return new ContractStore<Types["Store"]>(contract, store);
}
