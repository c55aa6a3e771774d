import { isPlaceholder } from "../model/parts.js";
import type { WriteStatement } from "../print/statement.js";
import { stringLiteral } from "../print/string-literal.js";
import { type ClientPrinting, definitionOf } from "./graph-printing.js";
import { partsType } from "./parts-type.js";

/** `export interface GreetingStore { users: { namespace: ["users"]; value: User; valueInput: User }; … }` */
export function storeType(printing: ClientPrinting): WriteStatement[] {
  const { contract, library, values } = printing;
  const namespaces = contract.store?.map(({ name, path, node, description }) => {
    const item = definitionOf(node, library);
    return {
      name,
      description,
      types: {
        namespace: `[${path.map(segmentType).join(", ")}]`,
        value: values.typeName(item, "output"),
        valueInput: values.typeName(item, "input"),
      },
    };
  });
  return partsType(printing, "store", "The namespaces of the store, by name.", namespaces);
}

/** `"users"` or, for a placeholder, `user_id: string`. */
function segmentType(segment: string): string {
  if (!isPlaceholder(segment)) return stringLiteral(segment);
  const label = segment.slice(1, -1);
  return /^[A-Za-z_]\w*$/.test(label) ? `${label}: string` : "string";
}
