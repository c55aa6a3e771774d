import type { BaseCheckpointSaver, BaseStore, StreamTransformer } from "@langchain/langgraph";
import type { NodeCache } from "./call-options.js";
import type { ValidateOption } from "./checks.js";

/** The options of `compile`: those of LangGraph, and the checks to turn off. */
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
  /** `false` turns off all checks except that of the context; an object turns off the checks that it sets to `false`. */
  validate?: ValidateOption;
}
