import { genericText, writeDoc } from "../print/layout.js";
import type { WriteStatement } from "../print/statement.js";
import { contractValue } from "./contract-value.js";
import { graphClass } from "./graph-class.js";
import type { ClientPrinting, GraphPrinting } from "./graph-printing.js";
import { interruptsType } from "./interrupts-type.js";
import { reducerTypes } from "./reducer-types.js";
import { runtimeType } from "./runtime-type.js";
import { sendsType } from "./sends-type.js";
import { storeType } from "./store-type.js";
import { streamType } from "./stream-type.js";
import { toolStatements } from "./tools.js";
import { toolsType } from "./tools-type.js";
import { typesByRole } from "./types-by-role.js";
import { workflowStatements } from "./workflow.js";

/** What a client's module has besides types and schemas: the types by role and the contract. */
export function clientStatements(printing: ClientPrinting): WriteStatement[] {
  return [
    ...storeType(printing),
    ...interruptsType(printing),
    ...toolsType(printing),
    ...sendsType(printing),
    runtimeType(printing),
    typesByRole(printing),
    streamType(printing),
    contractValue(printing),
  ];
}

/** What a graph's module has besides what it passes on from its client's: the class, and what works with LangGraph. */
export function graphStatements(printing: GraphPrinting): WriteStatement[] {
  const reducers = reducerTypes(printing);
  return [
    nodeType(printing),
    ...(reducers === undefined ? [] : [reducers]),
    graphClass(printing, reducers && `${printing.contract.prefix}Reducers`),
    ...toolStatements(printing),
    ...workflowStatements(printing),
  ];
}

/** `export type GreetingNode = NodeFunction<GreetingTypes>;` */
function nodeType({ contract: { prefix }, imports, client }: GraphPrinting): WriteStatement {
  const head = `export type ${prefix}Node = `;
  const type = genericText(
    imports.type("NodeFunction"),
    [client.type(`${prefix}Types`)],
    head.length + ";".length,
  );
  return (writer) => {
    writeDoc(writer, "A node of the graph as a function: of the state and the runtime, to an update.");
    writer.write(`${head}${type};`);
  };
}
