import type { BaseCheckpointSaver, BaseStore, StreamTransformer } from "@langchain/langgraph";
import type { NodeCache } from "./call-options.js";
import type { ValidateOption } from "./checks.js";

/** What `compile` takes: everything that LangGraph's does, and which checks to leave out. */
export interface CompileOptions<Nodes extends string> {
  checkpointer?: BaseCheckpointSaver | boolean;
  store?: BaseStore;
  cache?: NodeCache;
  interruptBefore?: Nodes[] | "*";
  interruptAfter?: Nodes[] | "*";
  /** The compiled graph's name in traces; the contract's name where not given. */
  name?: string;
  description?: string;
  transformers?: ReadonlyArray<() => StreamTransformer<unknown>>;
  /** `false` turns all checks off but the context's, an object turns off those that it sets to `false`. */
  validate?: ValidateOption;
}
