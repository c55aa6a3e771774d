import type { SchemaNode } from "../../schema/schema-node.js";
import { conjuncts } from "../../schema/subschemas.js";
import type { Doc } from "../algebra/doc.js";
import { docOf, mergeDocs } from "../print/doc.js";
import { type EvaluationOptions, isTrivial } from "./evaluation.js";

/** What a schema says to readers where it stands under a name. */
export function docOfSchema(
  node: SchemaNode,
  name: string,
  options: Pick<EvaluationOptions, "definitions" | "secrets">,
): Doc | undefined {
  const docs: (Doc | undefined)[] = [];
  for (const layer of [...layersOf(node, options.definitions)].reverse()) {
    docs.push(docOf(layer, name, { isSecret: options.secrets.has(layer) }));
  }
  return mergeDocs(docs);
}

/** The schema and the nameless schemas that it is made of: where the words about it are. */
function layersOf(node: SchemaNode, definitions: EvaluationOptions["definitions"]): Set<SchemaNode> {
  const layers = new Set([node]);
  for (const layer of layers) {
    const choice = [...(layer.anyOf ?? []), ...(layer.oneOf ?? [])].filter(
      (child) => !(child.type?.length === 1 && child.type[0] === "null"),
    );
    const children = [...conjuncts(layer), ...(choice.length === 1 ? choice : [])];
    for (const child of children) {
      const definition = definitions.get(child);
      if (definition === undefined || isTrivial(definition)) layers.add(child);
    }
  }
  return layers;
}
