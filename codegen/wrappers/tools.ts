import { toolFactoriesName } from "../model/reserved-names.js";
import { PURE } from "../print/comment.js";
import { writeDoc } from "../print/layout.js";
import type { WriteStatement } from "../print/statement.js";
import { contractName, type GraphPrinting } from "./graph-printing.js";
import { toolRuntimeType } from "./runtime-type.js";
import { constant } from "./schema-value.js";

/**
 * What a graph's module has where the contract has tools, besides their types: `GreetingToolRuntime`, what their functions get; and
 * `greetingTools`, a factory for each.
 */
export function toolStatements(printing: GraphPrinting): WriteStatement[] {
  const { contract, imports, client } = printing;
  if (contract.tools === undefined) return [];
  const { prefix } = contract;
  const make = `${PURE} ${imports.value("toolFactories")}(${client.value(contractName(contract))})`;
  const type = {
    name: imports.type("ToolFactories"),
    parameters: [client.type(`${prefix}Tools`), `${prefix}ToolRuntime`],
  };
  const factories = constant(toolFactoriesName(prefix), type, make);
  return [
    toolRuntimeType(printing),
    (writer) => {
      writeDoc(writer, "Makes the tools of the contract: give each the function that does its work.");
      factories(writer);
    },
  ];
}
