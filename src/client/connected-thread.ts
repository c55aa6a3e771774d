import type { GraphTypes } from "../contract/graph-types.js";
import type { InterruptTypes } from "../interrupts/interrupt-types.js";
import { answerOnThread, type Question } from "./answer-on-thread.js";
import { checkSentContext, checkSentInput, checkSentUpdate } from "./checks.js";
import type { Connection } from "./connection.js";
import { readStream } from "./read-stream.js";
import { markInterrupts, receiveState } from "./receive.js";
import { type Optional, type RunOptions, type StreamOptions, toPayload } from "./run-options.js";
import type { SdkRun } from "./sdk-client.js";
import { answered } from "./server-error.js";
import type { WireThreadState } from "./thread-state.js";
import type { InnerChunk, StreamChunk, WireMode, WireResult } from "./wire-chunk.js";

type ResumeInput<
  Types extends GraphTypes,
  Name extends keyof Types["Interrupts"],
> = Types["Interrupts"][Name] extends InterruptTypes ? Types["Interrupts"][Name]["resumeInput"] : never;

/** What a run starts with: an input, or a command. */
type Start = { readonly input: unknown } | { readonly command: { readonly resume: unknown } };

/** A thread of a graph on a server. */
export class ConnectedThread<Types extends GraphTypes, Context extends object> {
  readonly id: string;
  readonly #connection: Connection<Types>;

  /** Use `createThread` or `thread` of a connected graph. */
  constructor(connection: Connection<Types>, id: string) {
    this.#connection = connection;
    this.id = id;
  }

  /**
   * Runs the graph, and waits until it ends or asks.
   *
   * @param input - What the run starts from; `null` to go on from where the thread stopped.
   * @throws ContractError where something does not fit, here or on the server
   */
  async run(
    input: Types["Input"] | null,
    ...[options]: Optional<Context & RunOptions>
  ): Promise<WireResult<Types>> {
    return this.#wait(this.#startWith(input, options), options);
  }

  /**
   * Runs the graph, and brings what the modes of `options.mode` say. Nothing is sent before the stream is read.
   *
   * @throws ContractError where something does not fit, here or on the server
   */
  async *stream<Mode extends WireMode = "values">(
    input: Types["Input"] | null,
    ...[options]: Optional<Context & StreamOptions<Mode>>
  ): AsyncGenerator<StreamChunk<Types, Mode> | InnerChunk> {
    yield* this.#stream<Mode>(this.#startWith(input, options), options);
  }

  /**
   * Starts a run and does not wait for it: {@link join} it or {@link joinStream} later.
   *
   * @throws ContractError where something does not fit
   */
  async start(
    input: Types["Input"] | null,
    ...[options]: Optional<Context & StreamOptions<WireMode>>
  ): Promise<SdkRun> {
    const { client, assistant } = this.#connection;
    const payload = { ...toPayload(options ?? {}), ...this.#startWith(input, options) };
    return answered(client.runs.create(this.id, assistant, payload));
  }

  /**
   * Answers a question of the contract, by its name, and goes on with the run. Nothing is sent where the answer does not fit, or where the question is not
   * open: another tab may have answered it.
   *
   * @throws ContractError
   */
  async resume<Name extends keyof Types["Interrupts"] & string>(
    question: Name,
    answer: ResumeInput<Types, Name>,
    ...[options]: Optional<Context & RunOptions>
  ): Promise<WireResult<Types>>;
  /**
   * Answers an interrupt, by its id. Where it is a question of the contract, the answer is checked.
   *
   * @param interrupt - The interrupt, from `__interrupt__` or from the state of the thread.
   */
  async resume(
    interrupt: { readonly id: string },
    answer: unknown,
    ...[options]: Optional<Context & RunOptions>
  ): Promise<WireResult<Types>>;
  async resume(
    question: Question,
    answer: unknown,
    ...[options]: Optional<Context & RunOptions>
  ): Promise<WireResult<Types>> {
    return this.#wait(await this.#answer(question, answer, options), options);
  }

  /** Answers as {@link resume} does, and brings what the modes of `options.mode` say. */
  streamResume<Name extends keyof Types["Interrupts"] & string, Mode extends WireMode = "values">(
    question: Name,
    answer: ResumeInput<Types, Name>,
    ...[options]: Optional<Context & StreamOptions<Mode>>
  ): AsyncGenerator<StreamChunk<Types, Mode> | InnerChunk>;
  streamResume<Mode extends WireMode = "values">(
    interrupt: { readonly id: string },
    answer: unknown,
    ...[options]: Optional<Context & StreamOptions<Mode>>
  ): AsyncGenerator<StreamChunk<Types, Mode> | InnerChunk>;
  async *streamResume<Mode extends WireMode>(
    question: Question,
    answer: unknown,
    ...[options]: Optional<Context & StreamOptions<Mode>>
  ): AsyncGenerator<StreamChunk<Types, Mode> | InnerChunk> {
    yield* this.#stream<Mode>(await this.#answer(question, answer, options), options);
  }

  /** The state of the thread, now or at a checkpoint. */
  async state(checkpoint?: string): Promise<WireThreadState<Types>> {
    const state = await answered(this.#connection.client.threads.getState(this.id, checkpoint));
    return this.#state(state as WireThreadState<Types>);
  }

  /** The states that the thread had, the newest first. */
  async history(options: { readonly limit?: number } = {}): Promise<WireThreadState<Types>[]> {
    const states = await answered(this.#connection.client.threads.getHistory(this.id, options));
    return states.map((state) => this.#state(state as WireThreadState<Types>));
  }

  /**
   * Updates the state of the thread, as a node would.
   *
   * @throws ContractError
   */
  async updateState(values: Types["Update"], options: { readonly asNode?: string } = {}): Promise<void> {
    checkSentUpdate(this.#connection.contract, values);
    await answered(this.#connection.client.threads.updateState(this.id, { ...options, values }));
  }

  /** Ends a run of the thread, and waits until it has ended. */
  async cancel(run: string, action: "interrupt" | "rollback" = "interrupt"): Promise<void> {
    await answered(this.#connection.client.runs.cancel(this.id, run, true, action));
  }

  /** Waits for a run of the thread that goes on already. */
  async join(run: string, options: { readonly signal?: AbortSignal } = {}): Promise<WireResult<Types>> {
    return this.#result(await answered(this.#connection.client.runs.join(this.id, run, options)));
  }

  /**
   * Reads the stream of a run that goes on already.
   *
   * @param options - `lastEventId`: what arrived last; what came after it is brought again, if the run was started with `resumable: true`.
   */
  async *joinStream<Mode extends WireMode = "values">(
    run: string,
    options: {
      readonly lastEventId?: string;
      readonly mode?: Mode | Mode[];
      readonly signal?: AbortSignal;
    } = {},
  ): AsyncGenerator<StreamChunk<Types, Mode> | InnerChunk> {
    const { mode, ...rest } = options;
    const payload = { ...rest, ...(mode === undefined ? {} : { streamMode: mode }) };
    const stream = this.#connection.client.runs.joinStream(this.id, run, payload);
    yield* readStream<Types, Mode>(stream, this.#connection);
  }

  /** Removes the thread from the server. */
  async delete(): Promise<void> {
    await answered(this.#connection.client.threads.delete(this.id));
  }

  #startWith(input: unknown, options: object | undefined): Start {
    const { contract, hasContext } = this.#connection;
    checkSentContext(contract, options, hasContext);
    if (input !== null) checkSentInput(contract, input);
    return { input };
  }

  async #answer(question: Question, answer: unknown, options: object | undefined): Promise<Start> {
    const { contract, hasContext } = this.#connection;
    checkSentContext(contract, options, hasContext);
    return { command: await answerOnThread(contract, question, answer, () => this.state()) };
  }

  async #wait(start: Start, options: object | undefined): Promise<WireResult<Types>> {
    const { client, assistant } = this.#connection;
    return this.#result(await answered(client.runs.wait(this.id, assistant, { ...options, ...start })));
  }

  #stream<Mode extends WireMode>(
    start: Start,
    options: StreamOptions<Mode> | undefined,
  ): AsyncGenerator<StreamChunk<Types, Mode> | InnerChunk> {
    const { client, assistant } = this.#connection;
    const payload = { ...toPayload(options ?? {}), ...start };
    return readStream<Types, Mode>(client.runs.stream(this.id, assistant, payload), this.#connection);
  }

  #result(result: unknown): WireResult<Types> {
    receiveState(result, this.#connection);
    return result as WireResult<Types>;
  }

  #state(state: WireThreadState<Types>): WireThreadState<Types> {
    receiveState(state.values, this.#connection);
    for (const { interrupts } of state.tasks) markInterrupts(this.#connection.contract, interrupts);
    return state;
  }
}
