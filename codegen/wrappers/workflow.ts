import { PURE } from "../print/comment.js";
import { camelCase } from "../print/identifiers.js";
import { bracketed, writeDoc } from "../print/layout.js";
import type { WriteStatement } from "../print/statement.js";
import { type GraphPrinting, memberDefinition } from "./graph-printing.js";

/** The functional API over the contract: `greetingEntrypoint` makes a workflow of a function, `greetingTask` a task. */
export function workflowStatements(printing: GraphPrinting): WriteStatement[] {
  const { contract, imports } = printing;
  const name = camelCase(contract.prefix);
  const types = workflowTypes(printing);
  const head = `export const ${name}Entrypoint: ${imports.type("EntrypointFactory")}`;
  const make = `${PURE} ${imports.value("entrypointOf")}(${name}Contract)`;
  const taskType = imports.type("TaskFactory");
  const task = `${PURE} ${imports.value("taskOf")}(${name}Contract)`;
  return [
    (writer) => {
      writeDoc(
        writer,
        "Makes a workflow of a function that takes the contract's input and returns its output.",
      );
      writer.write(`${head}${bracketed("<", types, ">", { before: head.length, trailing: "" })} = ${make};`);
    },
    (writer) => {
      writeDoc(writer, "Makes a task of a function, for workflows of the contract.");
      writer.write(`export const ${name}Task: ${taskType} = ${task};`);
    },
  ];
}

/** The types by role, what the function gets, and what it may return. Defaults of type parameters would cost the type checker more. */
function workflowTypes(printing: GraphPrinting): string[] {
  const { contract, parts } = printing;
  const { prefix } = contract;
  const [input, output] = [memberDefinition(printing, "input"), memberDefinition(printing, "output")];
  const taken = input === undefined ? `${prefix}Input` : parts.types.nameOf(input, "output");
  const given = output === undefined ? `${prefix}Output` : parts.types.nameOf(output, "input");
  return [`${prefix}Types`, taken, given];
}
