import { ToolMessage } from "@langchain/core/messages";
import {
  type SupportAgentRuntime,
  SupportAgentSearchHelpResult,
  type SupportAgentState,
  type SupportAgentUpdate,
} from "../../../generated/support-agent/index.js";

/** Sends the model's last words to the customer, and notes what is worth knowing the next time. */
export async function close(
  state: SupportAgentState,
  runtime: SupportAgentRuntime,
): Promise<SupportAgentUpdate> {
  const { ticket, messages, intent } = state;
  const { user } = runtime.context;
  const text = messages.at(-1)?.text || "We are looking into it.";
  const reply = { kind: "reply", text } as const;
  runtime.streamWriter({ type: "action", action: reply });
  await runtime.store.put(["users", user.id, "notes"], ticket.id, {
    text: `${ticket.subject}: ${text}`,
    written_at: new Date().toISOString(),
    ticket_id: ticket.id,
  });
  return {
    actions: [reply],
    intent: intent ?? "question",
    sources: sourcesIn(messages),
    ticket: { ...ticket, status: { state: "solved", solution: text } },
  };
}

/** The articles that tools have brought into the conversation. */
function sourcesIn(messages: SupportAgentState["messages"]): string[] {
  return messages.flatMap((message) => {
    const articles: unknown = ToolMessage.isInstance(message) ? message.artifact : undefined;
    return SupportAgentSearchHelpResult.is(articles) ? articles.map(({ url }) => url) : [];
  });
}
