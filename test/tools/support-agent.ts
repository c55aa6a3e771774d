import { AIMessage } from "@langchain/core/messages";
import {
  type SupportAgentContextInput,
  type SupportAgentToolRuntime,
  type SupportAgentTools,
  supportAgentTools,
} from "../../generated/support-agent/index.js";

export type { SupportAgentToolRuntime as AgentToolRuntime, SupportAgentTools as Toolset };
export { supportAgentTools as tools };

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
