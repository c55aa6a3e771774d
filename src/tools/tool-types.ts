import type { ToolMessage } from "@langchain/core/messages";
import type { ToolParams } from "@langchain/core/tools";
import type { Command } from "@langchain/langgraph";

/** One tool of a contract, as generated types describe it. */
export interface ToolTypes {
  /** What a model passes: defaults may be left out. */
  args: unknown;
  /** What the function gets: defaults applied. */
  input: unknown;
  /** What the function returns: defaults may be left out. */
  returned: unknown;
  /** What the tool gives: defaults applied. */
  output: unknown;
}

/** What a function may return in place of its output, for LangGraph to act on; it is not checked against the tool's output. */
export type DirectOutput = Command | ToolMessage;

/**
 * What does the work of a tool. A generator yields partial results, which go to the stream mode `tools` as they are: the contract says nothing of them. What it
 * returns is the output.
 */
export type ToolFunction<Input, Runtime, Output> = (
  input: Input,
  runtime: Runtime,
) => Output | Promise<Output> | PartialResults<Output>;

/**
 * What an async generator function returns. Not `AsyncGenerator`: a program for ES2016, where `tsc --init` long began, has no such type. It would become
 * `any` there, and so would what each tool may return.
 */
export interface PartialResults<Output> {
  next(): Promise<IteratorResult<unknown, Output>>;
  return(output: never): Promise<IteratorResult<unknown, Output>>;
  throw(error: unknown): Promise<IteratorResult<unknown, Output>>;
}

/** LangChain's options of a tool; its name, description and schemas are the contract's. */
export interface ToolOptions
  extends Pick<ToolParams, "callbacks" | "tags" | "metadata" | "verbose" | "extras" | "defaultConfig"> {
  /** Whether an agent stops when the tool has been called, and gives its output as the answer. */
  returnDirect?: boolean;
  /** `content_and_artifact`: the function returns a pair, what the model reads and what the program keeps. */
  responseFormat?: "content";
}

/** The options of a tool that returns a pair. */
export interface ArtifactOptions extends Omit<ToolOptions, "responseFormat"> {
  responseFormat: "content_and_artifact";
}
