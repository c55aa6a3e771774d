import type { MessageContent } from "@langchain/core/messages";
import type { KeepsLiterals } from "../contract/keeps-literals.js";
import type { ContractTool } from "./contract-tool.js";
import type {
  ArtifactOptions,
  DirectOutput,
  PartialResults,
  ToolFunction,
  ToolOptions,
  ToolTypes,
} from "./tool-types.js";

/** Makes a tool of the function that does its work. */
export interface ToolFactory<Name extends string, Tool extends ToolTypes, Runtime> {
  /** Never applies; see {@link KeepsLiterals}. */
  (
    run: (
      input: Tool["input"],
      runtime: Runtime,
    ) => KeepsLiterals<Returned<Tool>> & PartialResults<Returned<Tool>>,
    options?: ToolOptions,
  ): ContractTool<Name, Tool>;
  /**
   * @param run - Returns what the model reads, which is not checked, and the tool's output as the artifact, which is.
   */
  (
    run: ToolFunction<
      Tool["input"],
      Runtime,
      readonly [content: MessageContent, artifact: Tool["returned"]] | DirectOutput
    >,
    options: ArtifactOptions,
  ): ContractTool<Name, Tool, MessageContent | DirectOutput>;
  /**
   * @param run - Gets the checked arguments, defaults applied, and the runtime. What it returns is checked.
   */
  (
    run: ToolFunction<Tool["input"], Runtime, Tool["returned"]>,
    options?: ToolOptions,
  ): ContractTool<Name, Tool>;
  /**
   * @param run - May also return a `Command` or a `ToolMessage`.
   */
  (
    run: ToolFunction<Tool["input"], Runtime, Tool["returned"] | DirectOutput>,
    options?: ToolOptions,
  ): ContractTool<Name, Tool, Tool["output"] | DirectOutput>;
}

type Returned<Tool extends ToolTypes> =
  | Tool["returned"]
  | readonly [content: MessageContent, artifact: Tool["returned"]];

/** A factory for every tool of a contract, by its name. */
export type ToolFactories<Tools, Runtime> = {
  readonly [Name in keyof Tools & string]: Tools[Name] extends ToolTypes
    ? ToolFactory<Name, Tools[Name], Runtime>
    : never;
};
