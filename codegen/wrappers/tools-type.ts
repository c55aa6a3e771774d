import type { WriteStatement } from "../print/statement.js";
import { type ClientPrinting, definitionOf } from "./graph-printing.js";
import { partsType } from "./parts-type.js";

/** `export interface GreetingTools { look_up: { args: …; input: …; returned: …; output: … }; … }` */
export function toolsType(printing: ClientPrinting): WriteStatement[] {
  const { contract, library, values } = printing;
  const tools = contract.tools?.map(({ name, description, ...nodes }) => {
    const [input, output] = [definitionOf(nodes.input, library), definitionOf(nodes.output, library)];
    return {
      name,
      description,
      types: {
        args: values.typeName(input, "input"),
        input: values.typeName(input, "output"),
        returned: values.typeName(output, "input"),
        output: values.typeName(output, "output"),
      },
    };
  });
  return partsType(printing, "tools", "The tools that the model may call, by name.", tools);
}
