import type { Item, Operation } from "@langchain/langgraph";
import type { Contract, StoreNamespace } from "../contract/contract.js";
import { closestName } from "../schema/validation/closest-name.js";
import { findUnstorable } from "../state/serializable.js";
import { accept, type Place, refuse } from "./place.js";
import { watchInRun } from "./watch-in-run.js";

/** Whose store it is: a contract's, used by a node or outside of graphs. */
export interface StorePlace {
  readonly contract: Contract;
  readonly node: string | undefined;
}

/**
 * Checks a store's item.
 *
 * @returns The value with defaults applied.
 * @throws ContractError where the contract has no such namespace, or the value does not fit it.
 */
export function checkItem(
  place: StorePlace,
  {
    namespace,
    key,
    value,
  }: { readonly namespace: readonly string[]; readonly key: string; readonly value: unknown },
): unknown {
  const hint = `The value is the item ${JSON.stringify(key)} of the namespace ${JSON.stringify(namespace)}.`;
  const at = atStore(place, hint);
  return watchInRun(at, () => {
    const { schema } = namespaceOf(place, namespace);
    const flaw = findUnstorable(value);
    return flaw === undefined ? accept(schema.safeParse(value), at) : refuse(at, [flaw]);
  });
}

/**
 * Checks an operation on a store: that there is such a namespace and, where something is put, that it fits.
 *
 * @returns What is to be done in its place.
 * @throws ContractError
 */
export function checkOperation(place: StorePlace, operation: Operation): Operation {
  if (!("namespace" in operation)) return operation;
  if (!("value" in operation) || operation.value === null) {
    watchInRun(atStore(place), () => namespaceOf(place, operation.namespace));
    return operation;
  }
  return { ...operation, value: checkItem(place, operation) as Item["value"] };
}

/**
 * What the contract says of a namespace.
 *
 * @throws ContractError where it has none of that path.
 */
function namespaceOf(place: StorePlace, namespace: readonly string[]): StoreNamespace {
  const { store: namespaces = [] } = place.contract;
  const found = namespaces.find(({ path }) => matches(path, namespace));
  if (found !== undefined) return found;
  const paths = namespaces.map(({ path }) => JSON.stringify(path));
  const near = closestName(JSON.stringify(namespace), paths);
  const hint = near === undefined ? "" : ` (did you mean ${near}?)`;
  const message = `the contract has no namespace ${JSON.stringify(namespace)}${hint}; it has ${paths.join(", ")}`;
  return refuse(atStore(place), [{ path: "", keyword: "namespace", message, schemaPath: "" }]);
}

function atStore({ contract, node }: StorePlace, hint?: string): Place {
  return { contract, boundary: "store", node, hint };
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
