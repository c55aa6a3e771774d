import { bracketed, writeDoc } from "../print/layout.js";
import type { WriteStatement } from "../print/statement.js";
import { contextType, type GraphPrinting, memberDefinition, typeIn } from "./graph-printing.js";

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
  const { contract, imports, client } = printing;
  const types = [
    contextType(printing, "output"),
    client.type(`${contract.prefix}State`),
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
  const { contract, imports, client } = printing;
  const { prefix, store, interrupts } = contract;
  const events = memberDefinition(printing, "events");
  const last = [true, store !== undefined, events !== undefined, interrupts !== undefined].lastIndexOf(true);
  const types = [contextType(printing, "output")];
  if (store !== undefined) types.push(`${imports.type("ContractStore")}<${client.type(`${prefix}Store`)}>`);
  else if (last > 1) types.push(imports.type("BaseStore", "@langchain/langgraph"));
  if (events !== undefined) types.push(typeIn(printing, events, "input"));
  else if (last > 2) types.push("unknown");
  if (interrupts !== undefined) types.push(`${imports.type("Ask")}<${client.type(`${prefix}Interrupts`)}>`);
  return types;
}
