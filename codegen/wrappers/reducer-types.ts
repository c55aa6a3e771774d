import { initialDefault } from "../defaults/initial-default.js";
import { Meanings } from "../model/meanings.js";
import { BUILT_IN_REDUCERS, type FieldModel } from "../model/model.js";
import { withoutDefault } from "../model/partial.js";
import { genericText, WIDTH, writeDoc } from "../print/layout.js";
import { propertyKey } from "../print/property-key.js";
import type { WriteStatement } from "../print/statement.js";
import { stringLiteral } from "../print/string-literal.js";
import type { GraphPrinting } from "./graph-printing.js";

/** `export type GreetingReducers = { pick_best: Reducer<…> };`, where the schema names reducers that the program supplies. */
export function reducerTypes(printing: GraphPrinting): WriteStatement | undefined {
  const { prefix, fields } = printing.contract;
  const types = new Map<string, string[]>();
  for (const field of fields) {
    if (BUILT_IN.has(field.reducer)) continue;
    types.set(field.reducer, [...(types.get(field.reducer) ?? []), reducerType(field, printing)]);
  }
  if (types.size === 0) return undefined;
  return (writer) => {
    writeDoc(writer, "The reducers that the schema names, for the program to supply.");
    writer.write(`export type ${prefix}Reducers = `).inlineBlock(() => {
      for (const [name, all] of types) {
        const key = propertyKey(name);
        const line = `${key}: ${all.join(" & ")};`;
        writer.writeLine(`  ${line}`.length <= WIDTH ? line : `${key}: ${all.join(" &\n  ")};`);
      }
    });
    writer.write(";");
  };
}

/** `Reducer<GreetingState["best"]>`, with the update as a second argument where the schema says that it looks different. */
function reducerType(field: FieldModel, { contract, imports, parts, client }: GraphPrinting): string {
  const { prefix } = contract;
  const { name, required } = field;
  const state = client.type(`${prefix}State`);
  const key = `[${stringLiteral(name)}]`;
  const hasDefault = initialDefault(contract, field, parts.defaults) !== undefined;
  const isPresent = required || hasDefault;
  // A reducer is only called where there is something to fold into, or where an update can't be what the field holds.
  const value = isPresent ? `${state}${key}` : `Exclude<${state}${key}, undefined>`;
  const reducer = imports.type("Reducer");
  const types = [value];
  if (isDistinct(field)) {
    types.push(`Exclude<${client.type(`${prefix}Update`)}${key}, ${imports.type("Overwrite")} | undefined>`);
    if (!hasDefault) types.push(`${state}${key}${required ? " | undefined" : ""}`);
  }
  return genericText(reducer, types, `  ${propertyKey(field.reducer)}: ;`.length);
}

/** Whether an update looks different from what the field holds. */
export function isDistinct({ node, update }: FieldModel): boolean {
  return !new Meanings().areSame(update, withoutDefault(node));
}

/** The names of the reducers that need no code of the program. */
export const BUILT_IN: ReadonlySet<string> = new Set(BUILT_IN_REDUCERS);
