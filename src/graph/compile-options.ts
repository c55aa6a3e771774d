import type { BaseCheckpointSaver, BaseStore, StreamTransformer } from "@langchain/langgraph";
import type { Observation } from "../contract/observer.js";
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
  /**
   * `false` turns off all checks except that of the context; an object turns off the checks that it sets to `false`, and those that it sets to
   * `"warn"` let values pass that don't fit, and report them.
   */
  validate?: ValidateOption;
  /**
   * Called for each value that does not fit, with the error, and whether it was refused or its boundary is set to warn. Without it, warnings go to
   * the console.
   */
  onViolation?: NonNullable<Observation["onViolation"]>;
  /** Called for each check, also where the value fits: what was checked, how it ended, and how long it took. Never with the value. */
  onCheck?: NonNullable<Observation["onCheck"]>;
}
