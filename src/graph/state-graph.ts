import { Runnable } from "@langchain/core/runnables";
import { END, StateGraph as LangGraphStateGraph, type PregelNode, START } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { Observer } from "../contract/observer.js";
import { handledNode } from "../langgraph/error-handler-node.js";
import { expectFacts } from "../langgraph/expect-facts.js";
import { replaceWriters } from "../langgraph/node-writer.js";
import { isPregel } from "../langgraph/pregel.js";
import type { Schema } from "../schema/schema.js";
import { channelsOf, type Reducers } from "../state/channels.js";
import { stateSchemas } from "../state/state-schema.js";
import type { Channels } from "../state/try-writes.js";
import { type Checks, observerFor, resolveChecks } from "./checks.js";
import type { Target } from "./commands.js";
import type { CompileOptions } from "./compile-options.js";
import { CompiledContractGraph, type CompiledContractGraphFields } from "./compiled-contract-graph.js";
import type { Compiled, ContractGraph, ContractGraphWithContext } from "./contract-graph.js";
import { InputMapper } from "./input-mapper.js";
import type { AnyRunnable, NodeFunction, NodeLike, PlainNode } from "./node-function.js";
import type {
  ListedNodeOptions,
  NodeDefaults,
  NodeOptions,
  PlainNodeOptions,
  SentNodeOptions,
} from "./node-options.js";
import { type AnyRouter, NodeWrapper } from "./node-wrapper.js";
import { neverOnContractError } from "./retry-policy.js";
import type { Router, UncalledRouter } from "./router.js";
import type { Payload, SentNode, UnlistedNode } from "./send-types.js";
import { SentNodes } from "./sent-nodes.js";
import { entriesOf, type SeveralNodes } from "./several-nodes.js";
import { UpdateMapper } from "./update-mapper.js";

type BranchPath = Extract<Parameters<Builder["addConditionalEdges"]>[1], (...args: never) => unknown>;

// The inner builder never shows: its types are the contract's business.
// biome-ignore lint/suspicious/noExplicitAny: LangGraph infers these from schemas of its own making.
type Builder = LangGraphStateGraph<any, any, any, string>;

/**
 * Builds a graph with the state of a contract, like LangGraph's `StateGraph` (LangGraph.js, Graph API), with the contract's types and
 * checks. Use the class that `graphwright generate` writes, e.g. `GreetingStateGraph`.
 *
 * @typeParam Types - The graph's generated types.
 * @typeParam Nodes - The names of the nodes added so far.
 * @typeParam Goto - The targets of these nodes' commands, as far as their types say; `compile` checks them, because then all nodes are known.
 */
export class StateGraph<Types extends GraphTypes, Nodes extends string = never, Goto extends string = never> {
  readonly contract: Contract<Types>;
  readonly #builder: Builder;
  readonly #sent: SentNodes;
  readonly #wrapper: NodeWrapper;

  /**
   * @param contract - The generated contract.
   * @param reducers - The reducers that the contract names and that are not built in.
   * @throws Error if one of them is missing.
   */
  constructor(contract: Contract<Types>, reducers: Reducers = {}) {
    this.contract = contract;
    this.#sent = new SentNodes(contract);
    this.#wrapper = new NodeWrapper(contract);
    this.#builder = new LangGraphStateGraph(
      stateSchemas(contract, channelsOf(contract, reducers)),
    ) as Builder;
  }

  /**
   * Adds a node.
   *
   * @param name - The name of the node.
   * @param node - A function, or anything that LangChain can invoke (a compiled graph, a tool node).
   * @param options - How the node is run: retries, caches, timeouts, an error handler.
   * @throws Error if the node is missing.
   */
  addNode<Name extends string>(
    name: Name,
    node: PlainNode<Types> | AnyRunnable,
    options?: PlainNodeOptions<Types>,
  ): StateGraph<Types, Nodes | Name, Goto>;
  /** Adds a node that returns commands. They may go to any node of the graph; with the option `ends`, only to these nodes. */
  addNode<Name extends string, Ends extends string = string, To extends Ends | typeof END = never>(
    name: Name,
    node: NodeLike<Types, To>,
    options?: NodeOptions<Types, Ends>,
  ): StateGraph<Types, Nodes | Name, Goto | Known<Ends> | Known<To>>;
  /** Adds several nodes, by name or each with its options. */
  addNode<Name extends string, To extends string = never>(
    nodes: SeveralNodes<Types, Name, To>,
  ): StateGraph<Types, Nodes | Name, Goto | Known<To>>;
  addNode(
    nameOrNodes: string | SeveralNodes<Types, string, string>,
    node?: NodeLike<Types>,
    options?: NodeOptions<Types>,
  ): StateGraph<Types, string, string> {
    if (typeof nameOrNodes !== "string") {
      for (const [name, action, own] of entriesOf(nameOrNodes)) this.#addNode(name, action, own);
    } else if (node !== undefined) {
      this.#addNode(nameOrNodes, node, options);
    } else {
      throw new Error(
        `The node "${nameOrNodes}" needs a function or a runnable as the second argument of addNode.`,
      );
    }
    return this as unknown as StateGraph<Types, string, string>;
  }

  /**
   * Adds a node that is reached by `Send`, with its own payload in place of the state (LangGraph.js, Graph API, Send).
   * It is a separate method, because another overload of `addNode` would slow the type checker at every node.
   *
   * @param name - The name of the node; one that the contract's sends member lists, if it has one.
   * @param node - A function of the payload and the runtime.
   * @param options - The options of `addNode` and, if the contract has no sends member, the schema of the payload as `input`.
   * @throws Error if the function or the schema is missing, or if the sends member does not list the node.
   */
  addSentNode<
    Name extends UnlistedNode<Types["Sends"]>,
    Payload,
    Sent,
    Ends extends string = string,
    To extends Ends | typeof END = never,
  >(
    name: Name,
    node: NodeFunction<Types, NoInfer<Payload>, To>,
    options: SentNodeOptions<Types, Payload, Sent, Ends>,
  ): StateGraph<Types, Nodes | Name, Goto | Known<Ends> | Known<To>>;
  /** Adds a node that the sends member lists: a function, or a graph or another runnable that takes the payload. */
  addSentNode<
    Name extends SentNode<Types["Sends"]>,
    Ends extends string = string,
    To extends Ends | typeof END = never,
  >(
    name: Name,
    node: NodeFunction<Types, Payload<Types["Sends"], Name>, To> | AnyRunnable,
    options?: ListedNodeOptions<Types, Payload<Types["Sends"], Name>, Ends>,
  ): StateGraph<Types, Nodes | Name, Goto | Known<Ends> | Known<To>>;
  addSentNode(
    name: string,
    node: NodeLike<Types>,
    options: NodeOptions<Types> & Input = {},
  ): StateGraph<Types, string, string> {
    const { areListed } = this.#sent;
    const input = this.#sent.payloadOf(name, options.input);
    const isNode = typeof node === "function" || (areListed && Runnable.isRunnable(node));
    if (!isNode || typeof input?.safeParse !== "function") {
      throw new Error(
        areListed
          ? `The node "${name}" needs a function or a runnable: addSentNode("${name}", …).`
          : `The node "${name}" needs a function and the schema of what it is sent: addSentNode("${name}", …, { input: … }).`,
      );
    }
    this.#addNode(name, node, { ...options, input });
    return this as unknown as StateGraph<Types, string, string>;
  }

  /**
   * Adds an edge.
   *
   * @param start - A node, `START`, or several nodes: then the end node waits for all of them.
   * @param end - A node or `END`.
   */
  addEdge(start: Nodes | typeof START | Nodes[], end: Nodes | typeof END): this {
    this.#builder.addEdge(start, end);
    return this;
  }

  /** Never applies; see `KeepsLiterals`. */
  addConditionalEdges(
    source: Nodes | typeof START,
    router: UncalledRouter<Types, Nodes>,
    targets?: Targets<Nodes>,
  ): this;
  /**
   * Adds edges that a router chooses from, each time the source has run.
   *
   * @param targets - The nodes that the router may return; without it, any.
   */
  addConditionalEdges(
    source: Nodes | typeof START,
    router: Router<Types, Target<Types, Nodes>>,
    targets?: Targets<Nodes>,
  ): this;
  /** Adds edges whose router returns labels, and the node that each label stands for. */
  addConditionalEdges<Label extends string>(
    source: Nodes | typeof START,
    router: Router<Types, Label>,
    targets: Readonly<Record<Label, Nodes | typeof END>>,
  ): this;
  addConditionalEdges(
    source: string,
    router: AnyRouter,
    targets?: readonly string[] | Readonly<Record<string, string>>,
  ): this {
    if (targets !== undefined && !isList(targets)) this.#sent.refuseLabels(targets);
    const path = this.#wrapper.router(source, router, () =>
      targets === undefined || isList(targets)
        ? { nodes: new Set(this.#nodes) }
        : { labels: new Set(Object.keys(targets)) },
    );
    const pathMap = (Array.isArray(targets) ? [...targets] : { ...targets }) as string[];
    this.#builder.addConditionalEdges(
      source,
      path as unknown as BranchPath,
      ...(targets === undefined ? [] : [pathMap]),
    );
    return this;
  }

  /** Adds nodes and the edges from each to the next. */
  addSequence<Name extends string, To extends string = never>(
    nodes: SeveralNodes<Types, Name, To>,
  ): StateGraph<Types, Nodes | Name, Goto | Known<To>> {
    const entries = entriesOf<Types>(nodes);
    if (entries.length === 0) throw new Error("addSequence needs at least one node.");
    let previous: string | undefined;
    for (const [name, action, options] of entries) {
      this.#addNode(name, action, options);
      if (previous !== undefined) this.#builder.addEdge(previous, name);
      previous = name;
    }
    return this as unknown as StateGraph<Types, Nodes | Name, Goto | Known<To>>;
  }

  /** Where a run starts; short for an edge from `START`. */
  setEntryPoint(node: Nodes): this {
    return this.addEdge(START, node);
  }

  /** Where a run ends; short for an edge to `END`. */
  setFinishPoint(node: Nodes): this {
    return this.addEdge(node, END);
  }

  /** Never applies; see `KeepsLiterals`. */
  setConditionalEntryPoint(router: UncalledRouter<Types, Nodes>, targets?: Targets<Nodes>): this;
  /** Where a run starts, chosen by a router; short for conditional edges from `START`. */
  setConditionalEntryPoint(router: Router<Types, Target<Types, Nodes>>, targets?: Targets<Nodes>): this;
  setConditionalEntryPoint<Label extends string>(
    router: Router<Types, Label>,
    targets: Readonly<Record<Label, Nodes | typeof END>>,
  ): this;
  setConditionalEntryPoint(
    router: AnyRouter,
    targets?: readonly (Nodes | typeof END)[] | Readonly<Record<string, Nodes | typeof END>>,
  ): this {
    return this.addConditionalEdges(START, router as Router<Types, never>, targets as Targets<Nodes>);
  }

  /**
   * Policies for every node that has none of its own.
   *
   * @param defaults - The `errorHandler` gets what the failed node was given: the state or, of a node that was added with `addSentNode`, its payload,
   * which the type does not tell. Give such a node a handler of its own, or ask for the node's name.
   */
  setNodeDefaults(defaults: NodeDefaults<Types>): this {
    this.#builder.setNodeDefaults(this.#wrapOptions(defaults) as Parameters<Builder["setNodeDefaults"]>[0]);
    return this;
  }

  /**
   * Makes the graph that runs.
   *
   * @param options - LangGraph's options, such as a checkpointer and a store, and `validate`, which turns checks off.
   * @returns LangGraph's `CompiledStateGraph`, typed by the contract.
   * @throws Error if an edge leads to an unknown node, if a node can't be reached, or if an edge leads to a node that was added with
   * `addSentNode`.
   */
  compile(
    this: Sound<Goto extends Nodes ? never : Goto, Nodes & keyof Types["State"]>,
    options?: CompileOptions<Nodes>,
    // `Compiled`, spelled out: an alias costs the type checker more.
  ): Types["ContextRequired"] extends true
    ? ContractGraphWithContext<Types, Nodes>
    : ContractGraph<Types, Nodes>;
  compile(options: CompileOptions<Nodes> = {}): Compiled<Types, Nodes> {
    expectFacts();
    const { validate, onViolation, onCheck, name = this.contract.name, ...rest } = options;
    const checks = resolveChecks(validate);
    const observer = observerFor(checks, { onViolation, onCheck });
    this.#sent.refuseEdges(this.#builder.allEdges);
    this.#sent.refuseMissing();
    const graph = this.#builder.compile({ ...rest, name } as Parameters<Builder["compile"]>[0]);
    for (const [node, spec] of Object.entries(graph.nodes))
      this.#checkWrites(graph.channels, node, spec, { checks, observer });
    const own = { contract: this.contract, checks, observer };
    const fields = { ...graph, ...own } as unknown as CompiledContractGraphFields;
    return new CompiledContractGraph(fields) as unknown as Compiled<Types, Nodes>;
  }

  #addNode(
    name: string,
    node: NodeLike<Types>,
    { input, ...options }: NodeOptions<Types> & Input = {},
  ): void {
    this.#sent.note(name, input);
    const action = (typeof node === "function" ? this.#wrapper.node(name, node, input) : node) as Runnable;
    this.#builder.addNode(name, action, this.#wrapOptions(options) as Record<string, never>);
  }

  /** The names of the nodes added so far. */
  get #nodes(): string[] {
    return Object.keys(this.#builder.nodes).filter((name) => handledNode(name) === undefined);
  }

  #wrapOptions({ errorHandler, retryPolicy, ends, ...rest }: NodeOptions<Types>) {
    return {
      ...rest,
      ...(ends === undefined ? {} : { ends: [...ends] }),
      ...(retryPolicy === undefined ? {} : { retryPolicy: neverOnContractError(retryPolicy) }),
      ...(errorHandler === undefined ? {} : { errorHandler: this.#wrapper.errorHandler(errorHandler) }),
    };
  }

  /** Puts the contract's mapper in the place of LangGraph's. */
  #checkWrites(channels: Channels, name: string, node: PregelNode, { checks, observer }: Watched): void {
    const { contract } = this;
    const mapper =
      name === START
        ? new InputMapper({ contract, channels, level: checks.input, observer })
        : new UpdateMapper({
            contract,
            channels,
            level: checks.update,
            observer,
            node: handledNode(name) ?? name,
            nodes: new Set(this.#nodes),
            isSubgraph: isPregel(node.bound),
          });
    replaceWriters(node, mapper, Object.keys(this.#builder.branches[name] ?? {}).length);
  }
}

/** The schema of what a node is sent, where that is not the state. */
interface Input {
  readonly input?: Schema<unknown, unknown> | undefined;
}

type Targets<Nodes extends string> = readonly (Nodes | typeof END)[];

function isList<Item>(targets: readonly Item[] | object): targets is readonly Item[] {
  return Array.isArray(targets);
}

/** Which checks are made, and who sees them. */
interface Watched {
  readonly checks: Checks;
  readonly observer: Observer | undefined;
}

/** The nodes that commands go to, as far as their types tell. */
type Known<To extends string> = string extends To ? never : Exclude<To, typeof END>;

/** Anything, or what is wrong with the graph. */
type Sound<Lost, Taken> = [Lost | Taken] extends [never]
  ? unknown
  :
      | `a command or a Send goes to "${Lost & string}", which is not a node of the graph`
      | `the node "${Taken & string}" has the name of a field of the state`;
