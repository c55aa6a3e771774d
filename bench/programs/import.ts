// Imports a contract after LangGraph: what it takes, in milliseconds. The first argument names the module, each further one what is loaded before it.
import { printResult } from "../support/program.js";

const [module = "", ...before] = process.argv.slice(2);
await import("@langchain/langgraph");
for (const each of before) await import(each);
const start = performance.now();
await import(module);
printResult({ time: performance.now() - start });
