import type CodeBlockWriter from "code-block-writer";
import { initialDefault } from "../defaults/initial-default.js";
import { refusesNeutral } from "../defaults/neutral-element.js";
import { listsParts, type MemberKind } from "../discover/member-kind.js";
import { objectShape } from "../model/fields.js";
import type { ContractModel, FieldModel } from "../model/model.js";
import { bracketed, objectText } from "../print/layout.js";
import { printJson } from "../print/print-json.js";
import { propertyKey } from "../print/property-key.js";
import type { WriteStatement } from "../print/statement.js";
import { stringLiteral } from "../print/string-literal.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { type ClientPrinting, contractName, definitionOf } from "./graph-printing.js";
import { CLIENT_ENTRY } from "./package-imports.js";
import { BUILT_IN, isDistinct } from "./reducer-types.js";
import { call, constant, type Entry } from "./schema-value.js";

/** `export const greetingContract: Contract<GreetingTypes> = defineContract<GreetingTypes>({ … });` */
export function contractValue(printing: ClientPrinting): WriteStatement {
  const { contract, imports, values, library } = printing;
  const { name, prefix, fingerprint, members, fields } = contract;
  const entries: Entry[] = [
    ["name", stringLiteral(name)],
    ["fingerprint", stringLiteral(fingerprint)],
  ];
  for (const { kind, typeName } of members) {
    if (!listsParts(kind)) entries.push([kind, typeName]);
    if (kind === "state") entries.push(["update", `${prefix}Update`]);
  }
  const overwrite = contract.overwrite && library.definitions.get(contract.overwrite);
  if (overwrite !== undefined) entries.push(["overwrite", values.expression(overwrite)]);
  for (const kind of ["input", "output"] as const) {
    const names = memberFields(contract, kind);
    if (names.length > 0) entries.push([`${kind}Fields`, printJson(names)]);
  }
  entries.push(...partEntries(printing));
  const channels = fields.map((field) => `${propertyKey(field.name)}: ${fieldValue(field, printing)}`);
  entries.push(["fields", (writer) => writeRecord(writer, channels)]);
  const make = call(`${imports.value("defineContract", CLIENT_ENTRY)}<${prefix}Types>`, entries);
  const type = { name: imports.type("Contract"), parameters: [`${prefix}Types`] };
  return constant(contractName(contract), type, make);
}

/** The fields that an input or output member declares. */
function memberFields({ members, fields }: ContractModel, kind: MemberKind): string[] {
  const member = members.find((each) => each.kind === kind);
  if (member === undefined) return [];
  const { properties } = objectShape(member.node);
  return fields.map(({ name }) => name).filter((name) => properties.has(name));
}

function fieldValue(field: FieldModel, { contract, parts: { defaults } }: ClientPrinting): string {
  const { reducer, tracked } = field;
  const initial = initialDefault(contract, field, defaults);
  const entries: [string, string][] = [
    ["reducer", stringLiteral(reducer)],
    ["tracked", String(tracked)],
  ];
  if (initial !== undefined) entries.push(["default", `{ value: ${printJson(initial.value)} }`]);
  else if (refusesNeutral(field, defaults)) entries.push(["absent", "true"]);
  if (!BUILT_IN.has(reducer) && isDistinct(field)) entries.push(["distinct", "true"]);
  return objectText(entries, `    ${propertyKey(field.name)}: ,`.length);
}

/** What the contract says of the parts of its members. */
function partEntries({ contract, library, values }: ClientPrinting): Entry[] {
  const schemaOf = (node: SchemaNode): string => values.nameOf(definitionOf(node, library));
  const named = (name: string, entries: readonly (readonly [string, string])[]): string =>
    bracketed("[", [stringLiteral(name), objectText(entries, 8)], "]", { before: 4 });
  const store = contract.store?.map(({ path, node }) =>
    objectText(
      [
        ["path", printJson(path)],
        ["schema", schemaOf(node)],
      ],
      4,
    ),
  );
  const interrupts = contract.interrupts?.map(({ name, value, resume }) =>
    named(name, [
      ["value", schemaOf(value)],
      ["resume", schemaOf(resume)],
    ]),
  );
  const tools = contract.tools?.map(({ name, description, input, output }) =>
    named(name, [
      ["description", stringLiteral(description)],
      ["input", schemaOf(input)],
      ["output", schemaOf(output)],
    ]),
  );
  const sends = contract.sends?.map(({ name, node }) =>
    bracketed("[", [stringLiteral(name), schemaOf(node)], "]", { before: 4 }),
  );
  return Object.entries({ store, interrupts, tools, sends }).flatMap(([key, items]): Entry[] =>
    items === undefined ? [] : [[key, (writer) => writeList(writer, items)]],
  );
}

/** An array literal, an item a line. */
function writeList(writer: CodeBlockWriter, items: readonly string[]): void {
  writeLines(writer, "[", items, "]");
}

/** An object literal, a property a line. */
function writeRecord(writer: CodeBlockWriter, properties: readonly string[]): void {
  writeLines(writer, "{", properties, "}");
}

function writeLines(writer: CodeBlockWriter, start: string, parts: readonly string[], end: string): void {
  writer.write(start);
  if (parts.length > 0) {
    writer.newLine().indent(() => {
      for (const part of parts) writer.write(`${part},`).newLine();
    });
  }
  writer.write(end);
}
