export type { BaseMessage } from "@langchain/core/messages";
export type { Messages, Overwrite } from "@langchain/langgraph";
export { type Answers, answering } from "./answering.js";
export type { CallOptions } from "./call-options.js";
export type { Checks, ValidateOption } from "./checks.js";
export { type ParentCommand, type ParentCommandValues, sender, type Target, toParent } from "./commands.js";
export { CompiledContractGraph } from "./compiled-contract-graph.js";
export { type Contract, type ContractDefinition, defineContract, type FieldDefinition } from "./contract.js";
export { type Boundary, ContractError, type ContractViolation } from "./contract-error.js";
export type {
  AnyCompiledGraph,
  Compiled,
  ContractGraph,
  ContractGraphWithContext,
  ContractStateSnapshot,
  ThreadConfig,
} from "./contract-graph.js";
export type { DefaultsPlan } from "./defaults.js";
export { ExecutionInfo, type ExecutionInfoValues } from "./execution-info.js";
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
export { getRuntime } from "./get-runtime.js";
export type { GraphTypes, WithContext, WithOptionalContext } from "./graph-types.js";
export {
  type AnswerCommand,
  type Ask,
  type AskedInterrupt,
  answer,
  type Interrupted,
  type InterruptOf,
  type InterruptTypes,
  type NamedInterrupt,
  type ResumeOf,
} from "./interrupts.js";
export type { Issue } from "./issue.js";
export type { JsonObject, JsonSchema, JsonValue } from "./json.js";
export type { ServerInfo } from "./langgraph-runtime.js";
export type {
  ErrorHandler,
  NodeDefaults,
  NodeFunction,
  NodeLike,
  NodeOptions,
  NodeReturn,
  PlainNode,
  PlainNodeOptions,
  PlainReturn,
  Router,
  SentNodeOptions,
  UpdateCommand,
} from "./node.js";
export type { Reducer } from "./reducers/reducer.js";
export type { CommandTo, RunCommand } from "./run-command.js";
export { Runtime, type RuntimeValues } from "./runtime.js";
export { type ParseResult, Schema, type SchemaDefinition } from "./schema.js";
export { SchemaError } from "./schema-error.js";
export { type CompileOptions, type NodeEntry, type SeveralNodes, StateGraph } from "./state-graph.js";
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
export {
  type ContractTask,
  isOwnChunk,
  type StreamChunks,
  type StreamSelection,
  type SubgraphChunks,
  type UpdatesExtra,
} from "./stream-output.js";
export { type AgentContext, agentContext } from "./tools/agent-context.js";
export { ContractTool } from "./tools/contract-tool.js";
export { type HookRuntime, middlewareRuntime } from "./tools/middleware-runtime.js";
export { toolFactories } from "./tools/tool-factories.js";
export { ToolInputError } from "./tools/tool-input-error.js";
export { ToolRuntime, type ToolRuntimeValues } from "./tools/tool-runtime.js";
export type {
  ArtifactOptions,
  DirectOutput,
  ToolFactories,
  ToolFactory,
  ToolFunction,
  ToolOptions,
  ToolTypes,
} from "./tools/tool-types.js";
