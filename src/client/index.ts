/** What a client of a graph needs. Nothing here loads LangGraph. */
export { defineContract } from "../contract/contract.js";
export { ContractError } from "../contract/contract-error.js";
export { readContractError } from "../contract/wire-error.js";
export { certainDefaults } from "../schema/certain-defaults.js";
export { fittingDefaults } from "../schema/fitting-defaults.js";
export { Schema } from "../schema/schema.js";
export { SchemaError } from "../schema/schema-error.js";
export { type CompareOptions, type ContractComparison, compareContracts } from "./compare-contracts.js";
export { type AssistantOptions, ConnectedGraph, type ConnectOptions, connect } from "./connect.js";
export { ConnectedThread } from "./connected-thread.js";
export type {
  ContextOption,
  Optional,
  PartialContextOption,
  RunOptions,
  StreamOptions,
} from "./run-options.js";
export type { RemoteGraphLike, SdkClient } from "./sdk-client.js";
export { BrokenStreamError, RunError, ServerAnswerError } from "./server-error.js";
export type { StreamTypes } from "./stream-types.js";
export type { WireTask, WireThreadState } from "./thread-state.js";
export { type WireAnswer, wireAnswer as answer } from "./wire-answer.js";
export type {
  InnerChunk,
  StreamChunk,
  WireChunk,
  WireChunks,
  WireInterrupts,
  WireMode,
  WireResult,
  WireUpdates,
} from "./wire-chunk.js";
export type { WireMessage, WireState, WireUpdate } from "./wire-state.js";
