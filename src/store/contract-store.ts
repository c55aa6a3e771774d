import { BaseStore, type Item, type Operation } from "@langchain/langgraph";
import type { Contract, StoreNamespace } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { Issue } from "../schema/issue.js";
import { nearName } from "../validation/near-name.js";
import type { StoreItem, StoreOperation, StoreResults, StoreSearchItem } from "./operations.js";
import type { NamespaceOf, SpaceAt, SpaceUnder } from "./spaces.js";

/** How a search goes through a namespace. */
export interface StoreSearch {
  filter?: Record<string, unknown>;
  limit?: number;
  offset?: number;
  /** A natural language query, for stores with an index. */
  query?: string;
}

/** How an item is read. */
export interface StoreRead {
  /** Checks what the store holds against the contract, for stores that others write to as well. */
  check?: boolean;
}

type ValueAt<All, Namespace> = SpaceAt<All, Namespace>["value"];
type InputAt<All, Namespace> = SpaceAt<All, Namespace>["input"];

/**
 * A store that knows the namespaces of a contract: what is put is checked, and what is read is typed. It works over any `BaseStore`,
 * and is one itself: that is what the overloads are for that take `never` and can't be called.
 *
 * @typeParam All - The generated namespaces, e.g. `SupportAgentSpaces`.
 */
export class ContractStore<All> extends BaseStore {
  readonly #store: BaseStore;
  readonly #graph: string;
  readonly #namespaces: readonly StoreNamespace[];
  readonly #node: string | undefined;

  /**
   * @param contract - A contract with a store member.
   * @param store - What holds the items.
   * @param node - The node that uses the store, for errors.
   */
  constructor(contract: Contract, store: BaseStore, node?: string) {
    super();
    this.#store = store;
    this.#graph = contract.name;
    this.#namespaces = contract.namespaces ?? [];
    this.#node = node;
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
    if (item === null || options?.check !== true) return item;
    return { ...item, value: this.#check(namespace, item.value, key) as Item["value"] };
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
  /** The items of a namespace and of all those below it. */
  override search<const Prefix extends readonly string[]>(
    namespacePrefix: Prefix,
    options?: StoreSearch,
  ): Promise<StoreSearchItem<SpaceUnder<All, Prefix>["value"]>[]>;
  override async search(namespacePrefix: string[], options: StoreSearch = {}): Promise<never[]> {
    return (await super.search(namespacePrefix, options)) as never[];
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
    const checked = operations.map((operation) => this.#checkOperation(operation));
    return (await this.#store.batch(checked)) as never;
  }

  #checkOperation(operation: Operation): Operation {
    if (!("namespace" in operation)) return operation;
    if (!("value" in operation) || operation.value === null) {
      this.#spaceOf(operation.namespace);
      return operation;
    }
    const value = this.#check(operation.namespace, operation.value, operation.key);
    return { ...operation, value: value as Item["value"] };
  }

  #check(namespace: readonly string[], value: unknown, key: string): unknown {
    const result = this.#spaceOf(namespace).schema.safeParse(value);
    if (result.success) return result.value;
    throw this.#refuse(
      result.issues,
      `It was about the item ${JSON.stringify(key)} of the namespace ${JSON.stringify(namespace)}.`,
    );
  }

  #spaceOf(namespace: readonly string[]): StoreNamespace {
    const found = this.#namespaces.find(({ path }) => matches(path, namespace));
    if (found !== undefined) return found;
    const paths = this.#namespaces.map(({ path }) => JSON.stringify(path));
    const near = nearName(JSON.stringify(namespace), paths);
    const hint = near === undefined ? "" : ` (did you mean ${near}?)`;
    const message = `the contract has no namespace ${JSON.stringify(namespace)}${hint}; it has ${paths.join(", ")}`;
    throw this.#refuse([{ path: "", keyword: "namespace", message, schemaPath: "" }]);
  }

  #refuse(issues: readonly Issue[], hint?: string): ContractError {
    return new ContractError({ graph: this.#graph, boundary: "store", node: this.#node, issues, hint });
  }
}

/**
 * A contract's view of a store, for use outside of graphs.
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
): ContractStore<Types["Spaces"]> {
  return new ContractStore<Types["Spaces"]>(contract, store);
}

/** Whether a namespace is the one of a path such as `["users", "{user_id}", "notes"]`. */
function matches(path: readonly string[], namespace: readonly string[]): boolean {
  return (
    path.length === namespace.length &&
    path.every((segment, index) => isPlaceholder(segment) || segment === namespace[index])
  );
}

function isPlaceholder(segment: string): boolean {
  return segment.startsWith("{") && segment.endsWith("}");
}
