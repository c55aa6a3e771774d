import { bracketed, writeDoc } from "../print/layout.js";
import type { WriteStatement } from "../print/statement.js";
import { contextTypes, type GraphPrinting, memberDefinition } from "./graph-printing.js";

/** `export type GreetingRuntime = Runtime<GreetingContext>;`, with further arguments as far as the contract says more. */
export function runtimeType(printing: GraphPrinting): WriteStatement {
  const { contract, imports } = printing;
  const head = `export type ${contract.prefix}Runtime = ${imports.type(contract.store ? "StoreRuntime" : "Runtime")}`;
  const text = bracketed("<", runtimeArguments(printing), ">", { before: head.length + 1, trailing: "" });
  return (writer) => {
    writeDoc(writer, "What a node of the graph gets besides the state.");
    writer.write(`${head}${text};`);
  };
}

/** `export type GreetingToolRuntime = ToolRuntime<GreetingContext, GreetingState>;`, with further arguments as the runtime has them. */
export function toolRuntimeType(printing: GraphPrinting): WriteStatement {
  const { contract, imports } = printing;
  const types = [
    contextTypes(printing).output,
    `${contract.prefix}State`,
    ...runtimeArguments(printing).slice(1),
  ];
  const head = `export type ${contract.prefix}ToolRuntime = ${imports.type(contract.store ? "StoreToolRuntime" : "ToolRuntime")}`;
  const text = bracketed("<", types, ">", { before: head.length + 1, trailing: "" });
  return (writer) => {
    writeDoc(writer, "What a tool of the graph gets besides its input.");
    writer.write(`${head}${text};`);
  };
}

/** The type arguments of a graph's runtime, as far as the contract says something. */
function runtimeArguments(printing: GraphPrinting): string[] {
  const { contract, imports, parts } = printing;
  const { prefix, store, interrupts } = contract;
  const events = memberDefinition(printing, "events");
  const last = [true, store !== undefined, events !== undefined, interrupts !== undefined].lastIndexOf(true);
  const types = [contextTypes(printing).output];
  if (store !== undefined) types.push(`${imports.type("ContractStore")}<${prefix}Store>`);
  else if (last > 1) types.push(imports.type("BaseStore", "@langchain/langgraph"));
  if (events !== undefined) types.push(parts.types.nameOf(events, "input"));
  else if (last > 2) types.push("unknown");
  if (interrupts !== undefined) types.push(`${imports.type("Ask")}<${prefix}Interrupts>`);
  return types;
}
