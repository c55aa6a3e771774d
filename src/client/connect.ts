import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import { checkSentContext, checkSentInput } from "./checks.js";
import { ConnectedThread } from "./connected-thread.js";
import type { Connection } from "./connection.js";
import { readStream } from "./read-stream.js";
import { receiveState } from "./receive.js";
import {
  type ContextOption,
  type Optional,
  type PartialContextOption,
  type RunOptions,
  type StreamOptions,
  toPayload,
} from "./run-options.js";
import { clientOf, type RemoteGraphLike, type SdkAssistant, type SdkClient } from "./sdk-client.js";
import { answered } from "./server-error.js";
import type { InnerChunk, StreamChunk, WireMode, WireResult } from "./wire-chunk.js";

/** How to connect to a graph on a server. */
export interface ConnectOptions {
  /** The graph's id on the server, or the id of an assistant of it. */
  readonly assistant: string;
  /** Whether states are checked as they arrive. Events always are. */
  readonly check?: boolean;
}

/** How to connect to an assistant that has a part of the context. */
export interface AssistantOptions extends ConnectOptions {
  /** The context of a run may leave out what the assistant's has. */
  readonly hasContext: true;
}

/**
 * Connects to a graph on a LangGraph server, through the client of LangGraph's SDK. Calls are typed by the contract. Context, input and answers are checked
 * before they are sent, and a `ContractError` of the server arrives as one.
 *
 * @param contract - The contract of the graph, e.g. `supportAgentContract`.
 * @param client - `Client` of `@langchain/langgraph-sdk`.
 *
 * @example
 * ```ts
 * const agent = connect(supportAgentContract, new Client({ apiUrl }), { assistant: "support-agent" });
 * const thread = await agent.createThread();
 * for await (const { event, data } of thread.stream(input, { context, mode: ["updates", "custom"] })) …
 * await thread.resume("approve_refund", { approved: true }, { context });
 * ```
 */
export function connect<Types extends GraphTypes>(
  contract: Contract<Types>,
  client: SdkClient,
  options: AssistantOptions,
): ConnectedGraph<Types, PartialContextOption<Types>>;
export function connect<Types extends GraphTypes>(
  contract: Contract<Types>,
  client: SdkClient,
  options: ConnectOptions,
): ConnectedGraph<Types, ContextOption<Types>>;
/**
 * @param graph - `RemoteGraph` of `@langchain/langgraph/remote`. Its `graphId` is the assistant.
 */
export function connect<Types extends GraphTypes>(
  contract: Contract<Types>,
  graph: RemoteGraphLike,
  options?: Omit<ConnectOptions, "assistant">,
): ConnectedGraph<Types, ContextOption<Types>>;
export function connect<Types extends GraphTypes>(
  contract: Contract<Types>,
  given: SdkClient | RemoteGraphLike,
  options: Partial<AssistantOptions> = {},
): ConnectedGraph<Types, ContextOption<Types>> {
  const { assistant, check = false, hasContext = false } = options;
  const [client, id] = "graphId" in given ? [clientOf(given), given.graphId] : [given, assistant ?? ""];
  return new ConnectedGraph({ contract, client, assistant: id, isChecked: check, hasContext });
}

/** A graph on a server. Its own runs have no thread; those of {@link createThread} and {@link thread} have. */
export class ConnectedGraph<Types extends GraphTypes, Context extends object> {
  readonly #connection: Connection<Types>;

  /** Use {@link connect}. */
  constructor(connection: Connection<Types>) {
    this.#connection = connection;
  }

  /**
   * Runs the graph without a thread, and waits until it ends or asks.
   *
   * @throws ContractError where something does not fit, here or on the server
   */
  async run(input: Types["Input"], ...[options]: Optional<Context & RunOptions>): Promise<WireResult<Types>> {
    const { contract, client, assistant, hasContext } = this.#connection;
    checkSentContext(contract, options, hasContext);
    checkSentInput(contract, input);
    const result = await answered(client.runs.wait(null, assistant, { ...options, input }));
    receiveState(result, this.#connection);
    return result as WireResult<Types>;
  }

  /**
   * Runs the graph without a thread, and brings what the modes of `options.mode` say. Nothing is sent before the stream is read.
   *
   * @throws ContractError where something does not fit, here or on the server
   */
  async *stream<Mode extends WireMode = "values">(
    input: Types["Input"],
    ...[options]: Optional<Context & StreamOptions<Mode>>
  ): AsyncGenerator<StreamChunk<Types, Mode> | InnerChunk> {
    const { contract, client, assistant, hasContext } = this.#connection;
    checkSentContext(contract, options, hasContext);
    checkSentInput(contract, input);
    const stream = client.runs.stream(null, assistant, { ...toPayload(options ?? {}), input });
    yield* readStream<Types, Mode>(stream, this.#connection);
  }

  /** Makes a thread on the server. */
  async createThread(options: { readonly metadata?: object } = {}): Promise<ConnectedThread<Types, Context>> {
    const { thread_id } = await answered(this.#connection.client.threads.create(options));
    return this.thread(thread_id);
  }

  /** A thread that is on the server already. */
  thread(id: string): ConnectedThread<Types, Context> {
    return new ConnectedThread(this.#connection, id);
  }

  /**
   * Makes an assistant: the graph with a context, or a part of one, that its runs need not bring.
   *
   * @returns What the server says of the assistant. Connect to its `assistant_id` with `hasContext: true`.
   * @throws ContractError where the context does not fit, whatever a run adds
   */
  async createAssistant(
    context: Partial<Types["ContextInput"]>,
    options: { readonly name?: string; readonly metadata?: object } = {},
  ): Promise<SdkAssistant> {
    const { contract, client, assistant } = this.#connection;
    checkSentContext(contract, { context }, true);
    return answered(client.assistants.create({ graphId: assistant, context, ...options }));
  }
}
