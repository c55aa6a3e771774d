// The program of docs/client.md.
// #region connect
import { Client } from "@langchain/langgraph-sdk";
import { answer, ContractError, connect } from "graphwright/client";
import {
  type SupportAgentContextInput,
  type SupportAgentInput,
  supportAgentContract,
} from "../../generated/support-agent/client.js";

const client = new Client({ apiUrl: "http://localhost:2024" });
const agent = connect(supportAgentContract, client, { assistant: "support-agent" });

export async function refund(input: SupportAgentInput, context: SupportAgentContextInput) {
  const thread = await agent.createThread();
  for await (const { event, data } of thread.stream(input, { context, mode: ["updates", "custom"] })) {
    if (event === "custom") console.log(data.type);
  }
  return thread.resume("approve_refund", { approved: true }, { context });
}
// #endregion

// #region refused
const context: SupportAgentContextInput = {
  user: { id: "u-1", name: "Alice", plan: "team" },
  credentials: { api_key: "0123456789abcdef" },
};
const wrong = { ticket: { id: 7 }, messages: [] } as never;
const refused = await agent.run(wrong, { context }).catch((error: unknown) => error);
console.log(refused instanceof ContractError && refused.message);
//> Graph "support-agent" refused the input:
//>   - /ticket/subject is missing
//>   - /ticket/id must be a string, but is a number
//>   - /messages must have at least 1 item
// #endregion

// #region answer
console.log(answer(supportAgentContract, "approve_refund", { approved: true }));
//> {
//>   resume: { '~question': 'approve_refund', answer: { approved: true } }
//> }
// #endregion
