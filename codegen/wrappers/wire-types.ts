import { genericText, writeDoc } from "../print/layout.js";
import type { WriteStatement } from "../print/statement.js";
import type { ClientPrinting } from "./graph-printing.js";

/** `export type GreetingValues = WireState<GreetingState>;` and `export type GreetingStream = StreamTypes<GreetingTypes>;` */
export function wireTypes({ contract: { prefix }, imports }: ClientPrinting): WriteStatement[] {
  const alias = (name: string, type: string, of: string, doc: string): WriteStatement => {
    const head = `export type ${name} = `;
    const text = genericText(imports.type(type), [of], head.length + ";".length);
    return (writer) => {
      writeDoc(writer, doc);
      writer.write(`${head}${text};`);
    };
  };
  const [values, stream] = [`${prefix}Values`, `${prefix}Stream`];
  return [
    alias(
      values,
      "WireState",
      `${prefix}State`,
      "The state as a server sends it: fields may not be there yet, and messages are plain objects.",
    ),
    alias(
      stream,
      "StreamTypes",
      `${prefix}Types`,
      `The types of the graph for React: \`useStream<${values}, ${stream}>(…)\` of LangGraph's SDK.`,
    ),
  ];
}
