import { RemoveMessage } from "@langchain/core/messages";
import type {
  SupportAgentRuntime,
  SupportAgentState,
  SupportAgentUpdate,
} from "../../../generated/support-agent/index.js";

/** Gives the case to people, for when the model goes in circles. */
export function handOver(state: SupportAgentState, runtime: SupportAgentRuntime): SupportAgentUpdate {
  const { ticket, messages } = state;
  const team = runtime.interrupt("choose_team", ["billing", "shipping"]);
  const action = { kind: "escalation", team, priority: ticket.priority, note: ticket.subject } as const;
  runtime.streamWriter({ type: "action", action });
  // Models refuse a conversation with calls that were never answered, and people may want to go on with this one.
  const unanswered = messages.slice(-1).map(({ id = "" }) => new RemoveMessage({ id }));
  return { actions: [action], messages: unanswered };
}
