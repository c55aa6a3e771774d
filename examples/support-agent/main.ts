// Two conversations with the support agent: a question, and a refund that a person has to approve.
// Run it with `npm run example:support-agent`, or with `npm run example:support-agent -- refuse`.
// With `--sqlite threads.db`, conversations are kept in a file: run it with `later` to leave the refund open, and once more to decide.
import { parseArgs } from "node:util";
import { HumanMessage } from "@langchain/core/messages";
import { type BaseCheckpointSaver, Command, InMemoryStore, MemorySaver } from "@langchain/langgraph";
import { SqliteSaver } from "@langchain/langgraph-checkpoint-sqlite";
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

const { values: options, positionals } = parseArgs({
  options: { sqlite: { type: "string" } },
  allowPositionals: true,
});
const [decision = "approve"] = positionals;

const checkpointer: BaseCheckpointSaver =
  options.sqlite === undefined ? new MemorySaver() : openSqlite(options.sqlite);
const agent = supportAgent({
  model: new ScriptedModel(),
  shop: new DemoShop(),
  checkpointer,
  store: new InMemoryStore(),
});

const context: SupportAgentContextInput = {
  user: { id: "user_123", name: "Alice", plan: "team" },
  credentials: { api_key: process.env.SHOP_API_KEY ?? "not-a-real-api-key" },
  limits: { refund: { amount: 2000, currency: "EUR" } },
};

function openSqlite(file: string): SqliteSaver {
  const saver = SqliteSaver.fromConnString(file);
  // Another process may write to the file, too: wait for it.
  saver.db.pragma("busy_timeout = 5000");
  return saver;
}

/** Runs a conversation up to its end or to a question, and tells what happens. */
async function run(thread: string, input: SupportAgentInput | RunCommand<SupportAgentTypes>): Promise<void> {
  const config = {
    context,
    configurable: { thread_id: thread },
    streamMode: ["custom", "updates"],
  } as const;
  for await (const [mode, chunk] of await agent.stream(input, config)) {
    if (mode === "updates") console.log(`  [${Object.keys(chunk).join(", ")}]`);
    else if (chunk.type === "progress") console.log(`  … ${chunk.step}`);
    else if (chunk.type === "action" && chunk.action.kind === "reply")
      console.log(`  Agent: ${chunk.action.text}`);
    else if (chunk.type === "action" && chunk.action.kind === "refund")
      console.log(`  Paid back: ${inWords(chunk.action.amount)}`);
  }
}

/** The names of the questions that a conversation waits for an answer to. */
async function questionsOf(thread: string): Promise<string[]> {
  const { tasks } = await agent.getState({ configurable: { thread_id: thread } });
  const interrupts = tasks.flatMap(({ interrupts }) => interrupts);
  return interrupts.flatMap(({ isOwn, value }) => (isOwn ? [value.name] : []));
}

async function ask(ticket: SupportAgentInput["ticket"], text: string): Promise<void> {
  console.log(`${ticket.id} ${context.user.name}: ${text}`);
  await run(ticket.id, { ticket, messages: [new HumanMessage(text)] });
}

// Whether a run of this program before has left the refund open.
const isOpen = (await questionsOf("T-2")).length > 0;
if (!isOpen) {
  await ask({ id: "T-1", subject: "Delivery" }, "How long does delivery take?");
  await ask({ id: "T-2", subject: "Broken lamp" }, "The lamp arrived broken. I want my money back.");
}

// The run has stopped; its thread waits, for as long as it takes, for somebody to decide.
for (const name of decision === "later" ? [] : await questionsOf("T-2")) {
  const answer: SupportAgentApproveRefundResume = { approved: decision !== "refuse" };
  console.log(`T-2 ${name}: ${answer.approved ? "approved" : "refused"}`);
  await run("T-2", new Command({ resume: answer }));
}
