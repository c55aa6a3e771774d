import type { SupportAgentContextInput } from "../../generated/support-agent/index.js";

/** A context of the support agent that leaves out all that has a default. */
export const agentContext: SupportAgentContextInput = {
  user: { id: "user_123", name: "Alice", plan: "team" },
  credentials: { api_key: "0123456789abcdef" },
};

/** A ticket that leaves out all that has a default. */
export const ticket = { id: "T-1", subject: "Where is my parcel?" };
