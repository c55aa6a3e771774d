import type { Contract } from "../contract/contract.js";
import { ContractTool } from "./contract-tool.js";
import type { ToolFactories } from "./tool-factory.js";
import type { ArtifactOptions, ToolFunction, ToolOptions } from "./tool-types.js";

/**
 * Makes the factories of a contract's tools. Each factory takes the function that does the work and makes a LangChain tool (LangChain.js,
 * Tools).
 *
 * @param contract - A contract with a tools member.
 * @returns A factory for each tool, by the tool's name.
 * @typeParam Tools - The generated types of the tools, e.g. `SupportAgentTools`.
 * @typeParam Runtime - What the functions get as their second argument, e.g. `SupportAgentToolRuntime`.
 * @throws Error if the contract has no tools member.
 *
 * @example
 * ```ts
 * const findOrders = supportAgentTools.find_orders(async ({ user_id, limit }, runtime) => {
 *   return shop.orders(user_id, { limit, locale: runtime.context.locale });
 * });
 * const tools = new ToolNode([findOrders]);
 * ```
 */
export function toolFactories<Tools, Runtime>(contract: Contract): ToolFactories<Tools, Runtime> {
  if (contract.tools === undefined) {
    throw new Error(`Graph "${contract.name}" has no tools: its contract has no tools member.`);
  }
  const factories = contract.tools.map(([name, definition]) => {
    const factory = (run: ToolFunction<never, never, unknown>, options?: ToolOptions | ArtifactOptions) =>
      new ContractTool(contract, name, definition, run, options);
    return [name, factory] as const;
  });
  return Object.freeze(Object.fromEntries(factories)) as unknown as ToolFactories<Tools, Runtime>;
}
