import type { SupportAgentRuntime, SupportAgentState } from "../../generated/support-agent/index.js";

/** What the model is told before the conversation; written anew for each call, because the facts change. */
export function systemPrompt(state: SupportAgentState, { context }: SupportAgentRuntime): string {
  const facts = Object.entries(state.facts).map(([topic, fact]) => `- ${topic}: ${fact}`);
  return [
    `You help ${context.user.name} (user_id ${context.user.id}) with the ticket "${state.ticket.subject}".`,
    `Answer in the language "${context.locale}".`,
    ...(facts.length === 0 ? [] : ["What is known:", ...facts]),
  ].join("\n");
}
