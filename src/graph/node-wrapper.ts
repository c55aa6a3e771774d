import { getConfig, type LangGraphRunnableConfig, type NodeError } from "@langchain/langgraph";
import { type GotoPlace, refuseUnknownLabels, refuseUnknownTargets } from "../boundaries/goto.js";
import { checkSent } from "../boundaries/send.js";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import { expectTask, wasSent } from "../langgraph/config.js";
import { expectCheckedContext } from "../langgraph/run-hooks.js";
import { rememberRuntime } from "../runtime/get-runtime.js";
import { nodeRuntime } from "../runtime/node-runtime.js";
import type { Runtime } from "../runtime/runtime.js";
import type { Schema } from "../schema/schema.js";
import { frozenView } from "../state/frozen-view.js";
import { refuseChanges } from "./in-place-mutation.js";
import { withRouterContext } from "./run-context.js";

type Config = LangGraphRunnableConfig;

/** Checks what a node is given, where it was sent, and freezes it. */
type Reader = (given: unknown, config: Config) => unknown;

/** Functions of a contract's graph, whatever their types. */
export type AnyNode = (state: never, runtime: never, config: Config) => unknown;
export type AnyRouter = AnyNode;
export type AnyErrorHandler = (state: never, error: NodeError, runtime: never) => unknown;

/** Where a router may lead: to nodes of the graph or, by the labels that it returns, to those that have one. */
export type RouterTargets = Pick<GotoPlace, "nodes"> | { readonly labels: ReadonlySet<string> };

/**
 * Makes functions that LangGraph can call of those that a contract's graph is made of: they are given what was checked, frozen, and the contract's runtime.
 */
export class NodeWrapper {
  readonly #contract: Contract;
  /** What the nodes make of what they are given, by name. */
  readonly #readers = new Map<string, Reader>();

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  /** @param payload - The schema of what the node is sent, where that is not the state. */
  node(name: string, node: AnyNode, payload: Schema<unknown, unknown> | undefined) {
    const read: Reader = (given, config) => {
      const isSent = wasSent(config);
      const isState = payload === undefined && !isSent;
      return frozenView(
        isState ? given : checkSent(this.#contract, { node: name, payload, given, wasSent: isSent }),
      );
    };
    this.#readers.set(name, read);
    return (state: unknown, config: Config): unknown => {
      expectTask(config);
      if (this.#contract.context !== undefined) expectCheckedContext(config.context);
      const given = read(state, config);
      return this.#run(name, given, config, (runtime) => node(given as never, runtime as never, config));
    };
  }

  /** @param targets - Asked for when the router runs, because nodes may be added after it. */
  router(source: string, router: AnyRouter, targets: () => RouterTargets) {
    return async (state: unknown, passed: Config): Promise<unknown> => {
      const config = withRouterContext(this.#contract, source, passed);
      const given = frozenView(state);
      const to: unknown = await this.#run(source, given, config, (runtime) =>
        router(given as never, runtime as never, config),
      );
      const place = { contract: this.#contract, node: source };
      const known = targets();
      if ("labels" in known) refuseUnknownLabels(place, known.labels, to);
      else refuseUnknownTargets({ ...place, ...known }, to);
      return to;
    };
  }

  errorHandler(handler: AnyErrorHandler) {
    return (state: unknown, error: NodeError, config: Config): unknown => {
      const given = this.#readAgain(error.node, state, config);
      return this.#run(error.node, given, config, (runtime) =>
        handler(given as never, error, runtime as never),
      );
    };
  }

  /** What a node that failed was given; where it failed because that was refused, what it was to be given. */
  #readAgain(node: string, state: unknown, config: Config): unknown {
    const read = this.#readers.get(node) ?? frozenView;
    try {
      return read(state, config);
    } catch (error) {
      if (ContractError.isInstance(error)) return frozenView(state);
      throw error;
    }
  }

  /** Calls a node, a router or an error handler with its runtime, and says it where that changes what it was given. */
  #run(node: string, given: unknown, config: Config, call: (runtime: Runtime) => unknown): unknown {
    return refuseChanges({ contract: this.#contract, node, given, context: config.context }, () =>
      call(this.#runtime(node, config)),
    );
  }

  /** The runtime of a node or router, remembered for `getRuntime`. */
  #runtime(node: string, config: Config): Runtime {
    const runtime = nodeRuntime(this.#contract, node, config);
    rememberRuntime(config, runtime, this.#contract);
    // LangGraph hands a router another config than the one that it keeps for what runs below.
    const below = getConfig();
    if (below !== undefined && below !== config) rememberRuntime(below, runtime, this.#contract);
    return runtime;
  }
}
