import { AIMessage } from "@langchain/core/messages";
import { type Ask, type ContractStore, type ToolRuntime, toolFactories } from "graphwright";
import {
  type SupportAgentContext,
  type SupportAgentContextInput,
  type SupportAgentEventsInput,
  type SupportAgentFindOrdersArguments,
  type SupportAgentFindOrdersArgumentsInput,
  type SupportAgentFindOrdersResult,
  type SupportAgentQuestions,
  type SupportAgentSearchHelpArguments,
  type SupportAgentSearchHelpResult,
  type SupportAgentSpaces,
  type SupportAgentState,
  supportAgentContract,
} from "../../generated/support-agent/index.js";

/** The tools of the support agent, as generated code describes them. */
export interface Toolset {
  find_orders: {
    args: SupportAgentFindOrdersArgumentsInput;
    input: SupportAgentFindOrdersArguments;
    output: SupportAgentFindOrdersResult;
    result: SupportAgentFindOrdersResult;
  };
  search_help: {
    args: SupportAgentSearchHelpArguments;
    input: SupportAgentSearchHelpArguments;
    output: SupportAgentSearchHelpResult;
    result: SupportAgentSearchHelpResult;
  };
}

/** What its tools get. */
export type AgentToolRuntime = ToolRuntime<
  SupportAgentContext,
  SupportAgentState,
  ContractStore<SupportAgentSpaces>,
  SupportAgentEventsInput,
  Ask<SupportAgentQuestions>
>;

export const tools = toolFactories<Toolset, AgentToolRuntime>(supportAgentContract);

export const context: SupportAgentContextInput = {
  user: { id: "user_123", name: "Alice", plan: "team" },
  credentials: { api_key: "0123456789abcdef" },
};

export const order = { id: "o1", placed_at: "2026-01-02T03:04:05Z", total: { amount: 5, currency: "EUR" } };

export const ticket = { id: "T-1", subject: "Where is it?" };

/** A model's message that calls a tool. */
export function calling(name: string, args: object, id = "call_1"): AIMessage {
  return new AIMessage({ content: "", tool_calls: [{ name, args: { ...args }, id, type: "tool_call" }] });
}
