import type { WriteStatement } from "../print/statement.js";
import { type ClientPrinting, definitionOf } from "./graph-printing.js";
import { partsType } from "./parts-type.js";

/** `export interface GreetingSends { work: { payload: …; payloadInput: … }; … }` */
export function sendsType(printing: ClientPrinting): WriteStatement[] {
  const { contract, library, values } = printing;
  const sends = contract.sends?.map(({ name, node, description }) => {
    const payload = definitionOf(node, library);
    return {
      name,
      description,
      types: {
        payload: values.typeName(payload, "output"),
        payloadInput: values.typeName(payload, "input"),
      },
    };
  });
  return partsType(printing, "sends", "What `Send` gives the nodes of the graph, by their names.", sends);
}
