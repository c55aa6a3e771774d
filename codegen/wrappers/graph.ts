import type CodeBlockWriter from "code-block-writer";
import { initialDefault } from "../defaults/initial-default.js";
import { refusesNeutral } from "../defaults/neutral-element.js";
import type { MemberKind } from "../discover/member-kind.js";
import { objectShape } from "../model/fields.js";
import { Meanings } from "../model/meanings.js";
import { BUILT_IN_REDUCERS, type ContractModel, type FieldModel } from "../model/model.js";
import { withoutDefault } from "../model/partial.js";
import { isPlaceholder } from "../model/parts.js";
import { camelCase } from "../print/identifiers.js";
import {
  bracketed,
  genericText,
  interfaceText,
  objectText,
  unionText,
  WIDTH,
  writeDoc,
} from "../print/layout.js";
import { printJson } from "../print/print-json.js";
import { propertyKey } from "../print/property-key.js";
import type { WriteStatement } from "../print/statement.js";
import { stringLiteral } from "../print/string-literal.js";
import type { SchemaNode } from "../schema/schema-node.js";
import {
  contextTypes,
  definitionOf,
  type GraphPrinting,
  memberDefinition,
  property,
  runtimeArguments,
} from "./graph-printing.js";
import { call, constant, type Entry } from "./schema-value.js";
import { toolStatements } from "./tools.js";
import { workflowStatements } from "./workflow.js";

/** What a graph's module has besides types and schemas: the runtime, the types by role, the contract and the class. */
export function graphStatements(printing: GraphPrinting): WriteStatement[] {
  const reducers = reducerTypes(printing);
  return [
    ...spacesType(printing),
    ...questionsType(printing),
    runtimeType(printing),
    typesByRole(printing),
    nodeType(printing),
    contractValue(printing),
    ...(reducers === undefined ? [] : [reducers]),
    graphClass(printing, reducers && `${printing.contract.prefix}Reducers`),
    ...toolStatements(printing),
    ...workflowStatements(printing),
  ];
}

/** `export type GreetingRuntime = Runtime<GreetingContext>;`, with further arguments as far as the contract says more. */
function runtimeType(printing: GraphPrinting): WriteStatement {
  const { contract, imports } = printing;
  const head = `export type ${contract.prefix}Runtime = ${imports.type("Runtime")}`;
  const text = bracketed("<", runtimeArguments(printing), ">", { before: head.length + 1, trailing: "" });
  return (writer) => {
    writeDoc(writer, "What a node of the graph gets besides the state.");
    writer.write(`${head}${text};`);
  };
}

/** `export type GreetingNode = NodeFunction<GreetingTypes>;` */
function nodeType({ contract: { prefix }, imports }: GraphPrinting): WriteStatement {
  const head = `export type ${prefix}Node = `;
  const type = genericText(imports.type("NodeFunction"), [`${prefix}Types`], head.length + ";".length);
  return (writer) => {
    writeDoc(writer, "A node of the graph as a function: of the state and the runtime, to an update.");
    writer.write(`${head}${type};`);
  };
}

/** `export interface GreetingTypes { Context: GreetingContext; … }` */
function typesByRole(printing: GraphPrinting): WriteStatement {
  const { contract, imports } = printing;
  const { prefix, namespaces, questions } = contract;
  const context = contextTypes(printing);
  const input = memberDefinition(printing, "input");
  const events = memberDefinition(printing, "events");
  const output = `${prefix}Output`;
  const interrupted = (start: string): string =>
    genericText(
      imports.type("Interrupted"),
      [`${prefix}Questions`, `${prefix}State`],
      start.length + ";".length,
    );
  const roles: Record<string, string> = {
    Context: context.output,
    ContextInput: context.input,
    ContextRequired: String(isContextRequired(printing)),
    State: `${prefix}State`,
    Update: `${prefix}Update`,
    Input: input === undefined ? `${prefix}Input` : printing.parts.types.nameOf(input, "input"),
    Output: output,
    Result: questions ? unionText([output, interrupted("    | ")], "  Result: ") : output,
    Interrupted: questions ? interrupted("  Interrupted: ") : "never",
    Asked: questions ? `${imports.type("InterruptOf")}<${prefix}Questions>` : "unknown",
    Resume: questions ? `${imports.type("ResumeOf")}<${prefix}Questions>` : "unknown",
    Runtime: `${prefix}Runtime`,
    Event: events === undefined ? "unknown" : printing.parts.types.nameOf(events, "output"),
    Spaces: namespaces ? `${prefix}Spaces` : "object",
    Questions: questions ? `${prefix}Questions` : "object",
  };
  return interfaceText("The graph's types by role.", `${prefix}Types`, Object.entries(roles));
}

/** `export interface GreetingSpaces { users: { namespace: ["users"]; value: User; input: User }; … }` */
function spacesType({ contract, library, values }: GraphPrinting): WriteStatement[] {
  if (contract.namespaces === undefined) return [];
  const spaces = contract.namespaces.map(({ name, path, node }): [string, string] => {
    const definition = definitionOf(node, library);
    const roles: [string, string][] = [
      ["namespace", `[${path.map(segmentType).join(", ")}]`],
      ["value", values.typeName(definition, "output")],
      ["input", values.typeName(definition, "input")],
    ];
    return property(name, roles);
  });
  const doc = "The namespaces of the store, by their names in the schema.";
  return [interfaceText(doc, `${contract.prefix}Spaces`, spaces)];
}

/** `"users"` or, for a placeholder, `user_id: string`. */
function segmentType(segment: string): string {
  if (!isPlaceholder(segment)) return stringLiteral(segment);
  const label = segment.slice(1, -1);
  return /^[A-Za-z_]\w*$/.test(label) ? `${label}: string` : "string";
}

/** `export interface GreetingQuestions { approve: { value: …; asked: …; resume: …; answer: … }; … }` */
function questionsType({ contract, library, values }: GraphPrinting): WriteStatement[] {
  if (contract.questions === undefined) return [];
  const questions = contract.questions.map(({ name, value, resume }): [string, string] => {
    const [asked, answered] = [definitionOf(value, library), definitionOf(resume, library)];
    return property(name, [
      ["value", values.typeName(asked, "input")],
      ["asked", values.typeName(asked, "output")],
      ["resume", values.typeName(answered, "output")],
      ["answer", values.typeName(answered, "input")],
    ]);
  });
  const doc = "The questions that nodes ask people, by name.";
  return [interfaceText(doc, `${contract.prefix}Questions`, questions)];
}

/** Whether a call without a context can't be right: an empty one is refused even with all defaults in it. */
function isContextRequired({ contract, parts }: GraphPrinting): boolean {
  const context = contract.members.find(({ kind }) => kind === "context");
  if (context === undefined) return false;
  return !parts.defaults.accepts(context.node, {});
}

/** `export const greetingContract: Contract<GreetingTypes> = defineContract<GreetingTypes>({ … });` */
function contractValue(printing: GraphPrinting): WriteStatement {
  const { contract, imports, values, library } = printing;
  const { name, prefix, fingerprint, members, fields } = contract;
  const entries: Entry[] = [
    ["name", stringLiteral(name)],
    ["fingerprint", stringLiteral(fingerprint)],
  ];
  for (const { kind, typeName } of members) {
    entries.push([kind, typeName]);
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
  const make = call(`${imports.value("defineContract")}<${prefix}Types>`, entries);
  const type = { name: imports.type("Contract"), parameters: [`${prefix}Types`] };
  return constant(contractName(contract), type, make);
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

/** What the contract says of the parts of its members. */
function partEntries({ contract, library, values }: GraphPrinting): Entry[] {
  const schemaOf = (node: SchemaNode): string => values.nameOf(definitionOf(node, library));
  const named = (name: string, entries: readonly (readonly [string, string])[]): string =>
    bracketed("[", [stringLiteral(name), objectText(entries, 8)], "]", { before: 4 });
  const namespaces = contract.namespaces?.map(({ path, node }) =>
    objectText(
      [
        ["path", printJson(path)],
        ["schema", schemaOf(node)],
      ],
      4,
    ),
  );
  const questions = contract.questions?.map(({ name, value, resume }) =>
    named(name, [
      ["value", schemaOf(value)],
      ["resume", schemaOf(resume)],
    ]),
  );
  const toolset = contract.tools?.map(({ name, description, input, output }) =>
    named(name, [
      ["description", stringLiteral(description)],
      ["input", schemaOf(input)],
      ["output", schemaOf(output)],
    ]),
  );
  return Object.entries({ namespaces, questions, toolset }).flatMap(([key, items]): Entry[] =>
    items === undefined ? [] : [[key, (writer) => writeList(writer, items)]],
  );
}

/** The fields that an input or output member declares. */
function memberFields({ members, fields }: ContractModel, kind: MemberKind): string[] {
  const member = members.find((each) => each.kind === kind);
  if (member === undefined) return [];
  const { properties } = objectShape(member.node);
  return fields.map(({ name }) => name).filter((name) => properties.has(name));
}

function fieldValue(field: FieldModel, { contract, parts: { defaults } }: GraphPrinting): string {
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

function contractName({ prefix }: ContractModel): string {
  return `${camelCase(prefix)}Contract`;
}

/** `export class GreetingStateGraph extends StateGraph<GreetingTypes> { … }` */
function graphClass({ contract, imports }: GraphPrinting, reducers: string | undefined): WriteStatement {
  const head = `export class ${contract.prefix}StateGraph extends `;
  const base = genericText(
    imports.value("StateGraph"),
    [`${contract.prefix}Types`],
    head.length + " {".length,
  );
  const [parameters, passed] = reducers === undefined ? ["", ""] : [`reducers: ${reducers}`, ", reducers"];
  return (writer) => {
    writer.write(`${head}${base} `).inlineBlock(() => {
      writer.write(`constructor(${parameters}) `).block(() => {
        writer.writeLine(`super(${contractName(contract)}${passed});`);
      });
    });
  };
}

/** `export type GreetingReducers = { pick_best: Reducer<…> };`, where the schema names reducers that the program supplies. */
function reducerTypes(printing: GraphPrinting): WriteStatement | undefined {
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
function reducerType(field: FieldModel, { contract, imports, parts }: GraphPrinting): string {
  const { prefix } = contract;
  const { name, required } = field;
  const key = `[${stringLiteral(name)}]`;
  const hasDefault = initialDefault(contract, field, parts.defaults) !== undefined;
  const isPresent = required || hasDefault;
  // A reducer is only called where there is something to fold into, or where an update can't be what the field holds.
  const value = isPresent ? `${prefix}State${key}` : `Exclude<${prefix}State${key}, undefined>`;
  const reducer = imports.type("Reducer");
  const types = [value];
  if (isDistinct(field)) {
    types.push(`Exclude<${prefix}Update${key}, ${imports.type("Overwrite")} | undefined>`);
    if (!hasDefault) types.push(`${prefix}State${key}${required ? " | undefined" : ""}`);
  }
  return genericText(reducer, types, `  ${propertyKey(field.reducer)}: ;`.length);
}

/** Whether an update looks different from what the field holds. */
function isDistinct({ node, update }: FieldModel): boolean {
  return !new Meanings().areSame(update, withoutDefault(node));
}

const BUILT_IN: ReadonlySet<string> = new Set(BUILT_IN_REDUCERS);
