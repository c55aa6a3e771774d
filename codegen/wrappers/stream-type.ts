import { genericText, writeDoc } from "../print/layout.js";
import type { WriteStatement } from "../print/statement.js";
import type { ClientPrinting } from "./graph-printing.js";

/** `export type GreetingStream = StreamTypes<GreetingTypes>;` */
export function streamType({ contract: { prefix }, imports }: ClientPrinting): WriteStatement {
  const name = `${prefix}Stream`;
  const head = `export type ${name} = `;
  const text = genericText(imports.type("StreamTypes"), [`${prefix}Types`], head.length + ";".length);
  return (writer) => {
    writeDoc(
      writer,
      `The types of the graph for React: \`useStream<${name}, ${name}>(…)\` of LangGraph's SDK.`,
    );
    writer.write(`${head}${text};`);
  };
}
