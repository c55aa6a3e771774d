/*
 * What is used of `Client` of `@langchain/langgraph-sdk`, which fits these types. They are written out, so that the SDK need not be installed where nobody connects.
 */

/** `Client` of LangGraph's SDK. */
export interface SdkClient {
  readonly runs: SdkRuns;
  readonly threads: SdkThreads;
  readonly assistants: SdkAssistants;
}

export interface SdkRuns {
  stream(thread: string | null, assistant: string, payload: object): AsyncIterable<SdkChunk>;
  wait(thread: string | null, assistant: string, payload: object): Promise<unknown>;
  create(thread: string | null, assistant: string, payload: object): Promise<SdkRun>;
  cancel(thread: string, run: string, wait: boolean, action: "interrupt" | "rollback"): Promise<void>;
  join(thread: string, run: string, options: object): Promise<unknown>;
  joinStream(thread: string, run: string, options: object): AsyncIterable<SdkChunk>;
}

export interface SdkThreads {
  create(payload: object): Promise<{ readonly thread_id: string }>;
  delete(thread: string): Promise<void>;
  getState(thread: string, checkpoint?: string): Promise<unknown>;
  getHistory(thread: string, options: object): Promise<readonly unknown[]>;
  updateState(thread: string, options: SdkUpdate): Promise<unknown>;
}

export interface SdkAssistants {
  create(payload: SdkAssistantPayload): Promise<SdkAssistant>;
  update(assistant: string, payload: object): Promise<SdkAssistant>;
}

export interface SdkChunk {
  readonly id?: string;
  readonly event: string;
  readonly data: unknown;
}

export interface SdkRun {
  readonly run_id: string;
  readonly status: string;
}

export interface SdkAssistant {
  readonly assistant_id: string;
  readonly name: string;
}

export interface SdkUpdate {
  values: unknown;
  asNode?: string;
}

export interface SdkAssistantPayload {
  graphId: string;
  context?: unknown;
  name?: string;
}

/** `RemoteGraph` of `@langchain/langgraph/remote`: a client, and the id of the graph that it is about. */
export interface RemoteGraphLike {
  readonly graphId: string;
}

/** The client of a `RemoteGraph`, which is the one that it was made with. TypeScript does not show it. */
export function clientOf(graph: RemoteGraphLike): SdkClient {
  return Reflect.get(graph, "client") as SdkClient;
}
