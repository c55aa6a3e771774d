// Two conversations with the support agent: a question, and a refund that a person has to approve.
// Run it with `npm run example:support-agent`, or with `npm run example:support-agent -- refuse`.
import { HumanMessage } from "@langchain/core/messages";
import { Command, InMemoryStore, MemorySaver } from "@langchain/langgraph";
import type { RunCommand } from "graphwright";
import type {
  SupportAgentApproveRefundResume,
  SupportAgentContextInput,
  SupportAgentInput,
  SupportAgentTypes,
} from "../../generated/support-agent/index.js";
import { supportAgent } from "./graph.js";
import { ScriptedModel } from "./model.js";
import { inWords } from "./money.js";
import { DemoShop } from "./shop.js";

const agent = supportAgent({
  model: new ScriptedModel(),
  shop: new DemoShop(),
  checkpointer: new MemorySaver(),
  store: new InMemoryStore(),
});

const context: SupportAgentContextInput = {
  user: { id: "user_123", name: "Alice", plan: "team" },
  credentials: { api_key: process.env.SHOP_API_KEY ?? "not-a-real-api-key" },
  limits: { refund: { amount: 2000, currency: "EUR" } },
};

/** Runs a conversation up to its end or to a question, and tells what happens. */
async function run(thread: string, input: SupportAgentInput | RunCommand<SupportAgentTypes>): Promise<void> {
  const options = {
    context,
    configurable: { thread_id: thread },
    streamMode: ["custom", "updates"],
  } as const;
  for await (const [mode, chunk] of await agent.stream(input, options)) {
    if (mode === "updates") console.log(`  [${Object.keys(chunk).join(", ")}]`);
    else if (chunk.type === "progress") console.log(`  … ${chunk.step}`);
    else if (chunk.type === "action" && chunk.action.kind === "reply")
      console.log(`  Agent: ${chunk.action.text}`);
    else if (chunk.type === "action" && chunk.action.kind === "refund")
      console.log(`  Paid back: ${inWords(chunk.action.amount)}`);
  }
}

async function ask(ticket: SupportAgentInput["ticket"], text: string): Promise<void> {
  console.log(`${ticket.id} ${context.user.name}: ${text}`);
  await run(ticket.id, { ticket, messages: [new HumanMessage(text)] });
}

await ask({ id: "T-1", subject: "Delivery" }, "How long does delivery take?");
await ask({ id: "T-2", subject: "Broken lamp" }, "The lamp arrived broken. I want my money back.");

// The run has stopped; its thread waits, for as long as it takes, for somebody to decide.
const { tasks } = await agent.getState({ configurable: { thread_id: "T-2" } });
for (const { isOwn, value } of tasks.flatMap(({ interrupts }) => interrupts)) {
  if (!isOwn) continue;
  const answer: SupportAgentApproveRefundResume = { approved: process.argv[2] !== "refuse" };
  console.log(`T-2 ${value.name}: ${answer.approved ? "approved" : "refused"}`);
  await run("T-2", new Command({ resume: answer }));
}
