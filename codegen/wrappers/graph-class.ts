import { genericText } from "../print/layout.js";
import type { WriteStatement } from "../print/statement.js";
import { stringLiteral } from "../print/string-literal.js";
import { contractName, type GraphPrinting } from "./graph-printing.js";

/**
 * `export class GreetingStateGraph extends StateGraph<GreetingTypes> { … }`; where nodes are listed that are sent to, they are targets from the start,
 * so that a graph without one of them doesn't compile.
 */
export function graphClass(
  { contract, imports, client }: GraphPrinting,
  reducers: string | undefined,
): WriteStatement {
  const head = `export class ${contract.prefix}StateGraph extends `;
  const listed = (contract.sends ?? []).map(({ name }) => stringLiteral(name)).join(" | ");
  const base = genericText(
    imports.value("StateGraph"),
    [client.type(`${contract.prefix}Types`), ...(listed === "" ? [] : ["never", listed])],
    head.length + " {".length,
  );
  const [parameters, passed] = reducers === undefined ? ["", ""] : [`reducers: ${reducers}`, ", reducers"];
  return (writer) => {
    writer.write(`${head}${base} `).inlineBlock(() => {
      writer.write(`constructor(${parameters}) `).block(() => {
        writer.writeLine(`super(${client.value(contractName(contract))}${passed});`);
      });
    });
  };
}
