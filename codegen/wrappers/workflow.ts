import { PURE } from "../print/comment.js";
import { camelCase } from "../print/identifiers.js";
import { writeDoc } from "../print/layout.js";
import type { WriteStatement } from "../print/statement.js";
import { contractName, type GraphPrinting, memberDefinition, typeIn } from "./graph-printing.js";
import { constant } from "./schema-value.js";

/** The functional API over the contract: `greetingEntrypoint` makes a workflow of a function, `greetingTask` a task. */
export function workflowStatements(printing: GraphPrinting): WriteStatement[] {
  const { contract, imports, client } = printing;
  const value = client.value(contractName(contract));
  const name = camelCase(contract.prefix);
  const type = { name: imports.type("EntrypointFactory"), parameters: workflowTypes(printing) };
  const make = `${PURE} ${imports.value("entrypointOf")}(${value})`;
  const entrypoint = constant(`${name}Entrypoint`, type, make);
  const taskType = { name: imports.type("TaskFactory"), parameters: [] };
  const task = constant(`${name}Task`, taskType, `${PURE} ${imports.value("taskOf")}(${value})`);
  return [
    (writer) => {
      writeDoc(writer, ENTRYPOINT);
      entrypoint(writer);
    },
    (writer) => {
      writeDoc(writer, TASK);
      task(writer);
    },
  ];
}

/** What the factories add to LangGraph's own. */
const ENTRYPOINT =
  "Makes a workflow of a function: LangGraph's `entrypoint`, with context, input and output checked.";
const TASK =
  "Makes a task: LangGraph's `task`, with the contract's runtime and without retries of a `ContractError`.";

/** The types by role, what the function gets, and what it may return. Defaults of type parameters would cost the type checker more. */
function workflowTypes(printing: GraphPrinting): string[] {
  const { contract, client } = printing;
  const { prefix } = contract;
  const [input, output] = [memberDefinition(printing, "input"), memberDefinition(printing, "output")];
  const taken = input === undefined ? client.type(`${prefix}Input`) : typeIn(printing, input, "output");
  const given = output === undefined ? client.type(`${prefix}Output`) : typeIn(printing, output, "input");
  return [client.type(`${prefix}Types`), taken, given];
}
