export type { BaseMessage } from "@langchain/core/messages";
export type { Messages, Overwrite } from "@langchain/langgraph";
export * from "./client/index.js";
export { wireAnswer } from "./client/wire-answer.js";
export type {
  Contract,
  ContractDefinition,
  FieldDefinition,
} from "./contract/contract.js";
export type {
  Boundary,
  ContractErrorJson,
  ContractViolation,
} from "./contract/contract-error.js";
export type { GraphTypes } from "./contract/graph-types.js";
export type { CheckOutcome, CheckReport, Observation } from "./contract/observer.js";
export { ContractWorkflow } from "./functional/contract-workflow.js";
export { entrypointOf } from "./functional/entrypoint-of.js";
export type {
  Entrypoint,
  EntrypointFactory,
  EntrypointFinal,
  EntrypointFunction,
  EntrypointOptions,
  EntrypointReturn,
  EntrypointRuntime,
} from "./functional/entrypoint-types.js";
export { type TaskFactory, taskOf } from "./functional/task-of.js";
export type { Workflow, WorkflowWithContext } from "./functional/workflow.js";
export type { CallOptions, WithContext, WithOptionalContext } from "./graph/call-options.js";
export type { CheckLevel, Checks, ValidateOption } from "./graph/checks.js";
export {
  type ParentCommand,
  type ParentCommandValues,
  type Sender,
  type SendOptions,
  sender,
  type Target,
  toParent,
} from "./graph/commands.js";
export type { CompileOptions } from "./graph/compile-options.js";
export { CompiledContractGraph } from "./graph/compiled-contract-graph.js";
export type {
  AnyCompiledGraph,
  Compiled,
  ContractGraph,
  ContractGraphWithContext,
  ContractStateSnapshot,
  ThreadConfig,
} from "./graph/contract-graph.js";
export type { NodeFunction, NodeLike, PlainNode } from "./graph/node-function.js";
export type {
  ErrorHandler,
  ListedNodeOptions,
  NodeDefaults,
  NodeOptions,
  PlainNodeOptions,
  SentNodeOptions,
} from "./graph/node-options.js";
export type { NodeReturn, PlainReturn } from "./graph/node-return.js";
export type { Router } from "./graph/router.js";
export type { CommandTo, RunCommand } from "./graph/run-command.js";
export type { Payload, PayloadInput, SendOf, SendTypes } from "./graph/send-types.js";
export type { NodeEntry, SeveralNodes } from "./graph/several-nodes.js";
export { StateGraph } from "./graph/state-graph.js";
export type { BatchOptions, EncodedEvents, EventsV2, EventsV3, RunStream } from "./graph/stream-events.js";
export {
  type ContractTask,
  isOwnChunk,
  type StreamChunks,
  type StreamSelection,
  type SubgraphChunks,
  type ToolChunk,
  type UpdatesExtra,
} from "./graph/stream-output.js";
export type { UpdateCommand } from "./graph/update-command.js";
export { type AnswerCommand, answer } from "./interrupts/answer.js";
export { type Answers, answering } from "./interrupts/answering.js";
export type {
  Ask,
  AskedInterrupt,
  ForeignInterrupt,
  Interrupted,
  InterruptOf,
  InterruptTypes,
  NamedInterrupt,
  OwnInterrupt,
  ResumeOf,
} from "./interrupts/interrupt-types.js";
export { ExecutionInfo, type ExecutionInfoValues } from "./runtime/execution-info.js";
export { getRuntime } from "./runtime/get-runtime.js";
export { Runtime, type RuntimeValues, type StoreRuntime } from "./runtime/runtime.js";
export type { ServerInfo } from "./runtime/server-info.js";
export type { DefaultsPlan } from "./schema/defaults-plan.js";
export type { Issue } from "./schema/issue.js";
export type { JsonObject, JsonSchema, JsonValue } from "./schema/json.js";
export type { ParseResult, SchemaDefinition } from "./schema/schema.js";
export type { Fitted, SchemaDefaults } from "./schema/schema-defaults.js";
export {
  type DocumentParts,
  documentOf,
  type SchemaFile,
  type SchemaSource,
} from "./schema/validation/schema-source.js";
export type { Reducer } from "./state/reducers/reducer.js";
export { ContractStore, openStore } from "./store/contract-store.js";
export type {
  StoreFind,
  StoreGet,
  StoreItem,
  StoreOperation,
  StorePut,
  StoreResults,
  StoreSearchItem,
} from "./store/operations.js";
export { type AgentContext, agentContext } from "./tools/agent-context.js";
export { ContractTool } from "./tools/contract-tool.js";
export { type HookRuntime, middlewareRuntime } from "./tools/middleware-runtime.js";
export { toolFactories } from "./tools/tool-factories.js";
export type { ToolFactories, ToolFactory } from "./tools/tool-factory.js";
export { ToolInputError } from "./tools/tool-input-error.js";
export { type StoreToolRuntime, ToolRuntime, type ToolRuntimeValues } from "./tools/tool-runtime.js";
export type {
  ArtifactOptions,
  DirectOutput,
  ToolFunction,
  ToolOptions,
  ToolTypes,
} from "./tools/tool-types.js";
