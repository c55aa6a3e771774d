// Loads LangGraph with some of its text changed: the copy is in memory, as far as it is a copy. The changes are in the variable LANGGRAPH_EDITS.
import { register } from "node:module";

const edits = JSON.parse(process.env.LANGGRAPH_EDITS ?? "[]");
register(new URL("./rename-loader.mjs", import.meta.url), { data: { edits } });
