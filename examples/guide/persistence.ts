// The program of docs/persistence.md.
// #region sqlite
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, InMemoryStore } from "@langchain/langgraph";
import { SqliteSaver } from "@langchain/langgraph-checkpoint-sqlite";
import {
  type SupportAgentContextInput,
  SupportAgentStateGraph,
} from "../../generated/support-agent/index.js";

const folder = mkdtempSync(join(tmpdir(), "support-agent-"));
const file = join(folder, "threads.db");

function openAgent() {
  const checkpointer = SqliteSaver.fromConnString(file);
  // Other processes may write, too: wait for them.
  checkpointer.db.pragma("busy_timeout = 5000");
  return new SupportAgentStateGraph()
    .addNode("choose", (_state, runtime) => {
      const team = runtime.interrupt("choose_team", ["billing", "shipping"]);
      return { actions: [{ kind: "escalation", team, priority: "normal" }] };
    })
    .setEntryPoint("choose")
    .setFinishPoint("choose")
    .compile({ checkpointer, store: new InMemoryStore() });
}

const context: SupportAgentContextInput = {
  user: { id: "user-123", name: "Alice", plan: "team" },
  credentials: { api_key: "0123456789abcdef" },
};
const config = { context, configurable: { thread_id: "T-1" }, durability: "sync" } as const;
const input = { ticket: { id: "T-1", subject: "Lamp" }, messages: [{ role: "user", content: "Hi" }] };

await openAgent().invoke(input, config);
// #endregion

// #region resume
// The same in another process, days later.
const agent = openAgent();
const { tasks } = await agent.getState(config);
console.log(tasks.flatMap(({ interrupts }) => interrupts.map(({ value }) => value)));
//> [ { name: 'choose_team', value: [ 'billing', 'shipping' ] } ]

const result = await agent.invoke(new Command({ resume: "shipping" }), config);
console.log("actions" in result && result.actions);
//> [ { kind: 'escalation', team: 'shipping', priority: 'normal' } ]
// #endregion

const { rmSync } = await import("node:fs");
rmSync(folder, { recursive: true });
