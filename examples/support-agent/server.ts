// The support agent as LangGraph's server runs it: `npx langgraphjs dev` in this folder. The server brings the checkpointer and the store.
import { contractApp } from "graphwright/server";
import { supportAgent } from "./graph.js";
import { ScriptedModel } from "./model.js";
import { DemoShop } from "./shop.js";

export const agent = supportAgent({ model: new ScriptedModel(), shop: new DemoShop() });

/** Publishes the agent's contract, and checks the contexts of its assistants. */
export const app = contractApp({ "support-agent": agent });
