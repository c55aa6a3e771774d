import { toolFactoriesName } from "../model/reserved-names.js";
import { PURE } from "../print/comment.js";
import { camelCase } from "../print/identifiers.js";
import { bracketed, interfaceText, writeDoc } from "../print/layout.js";
import type { WriteStatement } from "../print/statement.js";
import {
  contextTypes,
  definitionOf,
  type GraphPrinting,
  property,
  runtimeArguments,
} from "./graph-printing.js";
import { constant } from "./schema-value.js";

/**
 * What a graph's module has where the contract has tools: `GreetingToolset`, the types of each tool; `GreetingToolRuntime`, what their functions get;
 * and `greetingTools`, a factory for each.
 */
export function toolStatements(printing: GraphPrinting): WriteStatement[] {
  const { contract, imports } = printing;
  if (contract.tools === undefined) return [];
  const { prefix } = contract;
  const name = camelCase(prefix);
  const make = `${PURE} ${imports.value("toolFactories")}(${name}Contract)`;
  const type = {
    name: imports.type("ToolFactories"),
    parameters: [`${prefix}Toolset`, `${prefix}ToolRuntime`],
  };
  const factories = constant(toolFactoriesName(prefix), type, make);
  return [
    toolsetType(printing),
    toolRuntimeType(printing),
    (writer) => {
      writeDoc(writer, "Makes the tools of the contract: give each the function that does its work.");
      factories(writer);
    },
  ];
}

/** `export interface GreetingToolset { look_up: { args: …; input: …; output: …; result: … } }` */
function toolsetType({ contract, library, values }: GraphPrinting): WriteStatement {
  const tools = (contract.tools ?? []).map(({ name, input, output }): [string, string] => {
    const [taken, given] = [definitionOf(input, library), definitionOf(output, library)];
    return property(name, [
      ["args", values.typeName(taken, "input")],
      ["input", values.typeName(taken, "output")],
      ["output", values.typeName(given, "input")],
      ["result", values.typeName(given, "output")],
    ]);
  });
  return interfaceText("The tools that the model may call, by name.", `${contract.prefix}Toolset`, tools);
}

/** `export type GreetingToolRuntime = ToolRuntime<GreetingContext, GreetingState>;`, with further arguments as the runtime has them. */
function toolRuntimeType(printing: GraphPrinting): WriteStatement {
  const { contract, imports } = printing;
  const types = [
    contextTypes(printing).output,
    `${contract.prefix}State`,
    ...runtimeArguments(printing).slice(1),
  ];
  const head = `export type ${contract.prefix}ToolRuntime = ${imports.type("ToolRuntime")}`;
  const text = bracketed("<", types, ">", { before: head.length + 1, trailing: "" });
  return (writer) => {
    writeDoc(writer, "What a tool of the graph gets besides its input.");
    writer.write(`${head}${text};`);
  };
}
