import {
  type ClassDeclarationStructure,
  type CodeBlockWriter,
  type StatementStructures,
  StructureKind,
  type WriterFunction,
} from "ts-morph";
import type { Defaults } from "../defaults.js";
import { objectShape } from "../model/fields.js";
import { Meanings } from "../model/meanings.js";
import { withoutDefault } from "../model/partial.js";
import {
  BUILT_IN_REDUCERS,
  type ContractModel,
  type DefinitionModel,
  type FieldModel,
  type LibraryModel,
  type MemberKind,
} from "../model.js";
import { camelCase } from "../names.js";
import { printJson, printKey, printString } from "../print-json.js";
import type { SchemaNode } from "../schema-node.js";
import type { Parts } from "../wrappers.js";
import type { PackageImports } from "./package-imports.js";
import { call, constant, type Entry, type SchemaValues } from "./schema-value.js";

/** What printing the statements of a graph needs. */
export interface GraphPrinting {
  readonly contract: ContractModel;
  readonly library: LibraryModel;
  readonly parts: Parts;
  readonly imports: PackageImports;
  readonly values: SchemaValues;
}

/** What a graph's module has besides types and schemas: the runtime, the types by role, the contract and the class. */
export function graphStatements(printing: GraphPrinting): (StatementStructures | WriterFunction)[] {
  const reducers = reducerTypes(printing);
  return [
    runtimeType(printing),
    typesByRole(printing),
    contractValue(printing),
    ...(reducers === undefined ? [] : [reducers]),
    graphClass(printing, reducers && `${printing.contract.prefix}Reducers`),
  ];
}

/** `export type GreetingRuntime = Runtime<GreetingContext>;` */
function runtimeType(printing: GraphPrinting): StatementStructures {
  const { contract, imports } = printing;
  return {
    kind: StructureKind.TypeAlias,
    docs: ["What a node of the graph gets besides the state."],
    isExported: true,
    name: `${contract.prefix}Runtime`,
    type: `${imports.type("Runtime")}<${contextTypes(printing).output}>`,
  };
}

/** `export interface GreetingTypes { Context: GreetingContext; … }` */
function typesByRole(printing: GraphPrinting): StatementStructures {
  const { contract } = printing;
  const { prefix } = contract;
  const context = contextTypes(printing);
  const input = memberDefinition(printing, "input");
  const roles: Record<string, string> = {
    Context: context.output,
    ContextInput: context.input,
    ContextRequired: String(isContextRequired(printing)),
    State: `${prefix}State`,
    Update: `${prefix}Update`,
    Input: input === undefined ? `${prefix}Input` : printing.parts.types.nameOf(input, "input"),
    Output: `${prefix}Output`,
    Runtime: `${prefix}Runtime`,
  };
  return {
    kind: StructureKind.Interface,
    docs: ["The graph's types by role."],
    isExported: true,
    name: `${prefix}Types`,
    properties: Object.entries(roles).map(([name, type]) => ({ name, type })),
  };
}

function contextTypes(printing: GraphPrinting): { readonly output: string; readonly input: string } {
  const context = memberDefinition(printing, "context");
  if (context === undefined) return { output: "undefined", input: "undefined" };
  const { types } = printing.parts;
  return { output: types.nameOf(context, "output"), input: types.nameOf(context, "input") };
}

/** Whether a call without a context can't be right: an empty one is refused even with all defaults in it. */
function isContextRequired({ contract, parts }: GraphPrinting): boolean {
  const context = contract.members.find(({ kind }) => kind === "context");
  if (context === undefined) return false;
  return parts.defaults.usableDefault({ ...context.node, default: { value: {} } }) === undefined;
}

/** `export const greetingContract: Contract<GreetingTypes> = defineContract<GreetingTypes>({ … });` */
function contractValue(printing: GraphPrinting): WriterFunction {
  const { contract, imports, values, library } = printing;
  const { name, prefix, fingerprint, members, fields } = contract;
  const entries: Entry[] = [
    ["name", printString(name)],
    ["fingerprint", printString(fingerprint)],
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
  const channels = fields.map(
    (field) => `[${printString(field.name)}, ${fieldValue(field, printing.parts.defaults)}]`,
  );
  entries.push(["fields", (writer) => writeList(writer, channels)]);
  const types = `<${prefix}Types>`;
  const make = call(`${imports.value("defineContract")}${types}`, entries);
  return constant(contractName(contract), `${imports.type("Contract")}${types}`, make);
}

/** An array literal, an item a line. */
function writeList(writer: CodeBlockWriter, items: readonly string[]): void {
  if (items.length === 0) {
    writer.write("[]");
    return;
  }
  writer.write("[").newLine();
  writer.indent(() => {
    for (const item of items) writer.write(`${item},`).newLine();
  });
  writer.write("]");
}

/** The fields that an input or output member declares. */
function memberFields({ members, fields }: ContractModel, kind: MemberKind): string[] {
  const member = members.find((each) => each.kind === kind);
  if (member === undefined) return [];
  const { properties } = objectShape(member.node);
  return fields.map(({ name }) => name).filter((name) => properties.has(name));
}

function fieldValue({ node, reducer, tracked }: FieldModel, defaults: Defaults): string {
  const initial = defaults.usableDefault(node);
  const parts = [`reducer: ${printString(reducer)}`, `tracked: ${tracked}`];
  if (initial !== undefined) parts.push(`default: { value: ${printJson(initial.value)} }`);
  return `{ ${parts.join(", ")} }`;
}

function contractName({ prefix }: ContractModel): string {
  return `${camelCase(prefix)}Contract`;
}

/** `export class GreetingStateGraph extends StateGraph<GreetingTypes> { … }` */
function graphClass(
  { contract, imports }: GraphPrinting,
  reducers: string | undefined,
): ClassDeclarationStructure {
  const name = contractName(contract);
  return {
    kind: StructureKind.Class,
    isExported: true,
    name: `${contract.prefix}StateGraph`,
    extends: `${imports.value("StateGraph")}<${contract.prefix}Types>`,
    ctors: [
      reducers === undefined
        ? { statements: [`super(${name});`] }
        : { parameters: [{ name: "reducers", type: reducers }], statements: [`super(${name}, reducers);`] },
    ],
  };
}

/** `export type GreetingReducers = { pick_best: Reducer<…> };`, where the schema names reducers that the program supplies. */
function reducerTypes(printing: GraphPrinting): WriterFunction | undefined {
  const { prefix, fields } = printing.contract;
  const types = new Map<string, string>();
  for (const field of fields) {
    if (BUILT_IN.has(field.reducer)) continue;
    const before = types.get(field.reducer);
    const type = reducerType(field, printing);
    types.set(field.reducer, before === undefined ? type : `${before} & ${type}`);
  }
  if (types.size === 0) return undefined;
  return (writer) => {
    writer.writeLine("/** The reducers that the schema names, for the program to supply. */");
    writer.write(`export type ${prefix}Reducers = `).inlineBlock(() => {
      for (const [name, type] of types) writer.writeLine(`${printKey(name)}: ${type};`);
    });
    writer.write(";");
  };
}

/** `Reducer<GreetingState["best"]>`, with the update as a second argument where the schema says that it looks different. */
function reducerType(field: FieldModel, { contract: { prefix }, imports, parts }: GraphPrinting): string {
  const { name, node, required, update } = field;
  const key = `[${printString(name)}]`;
  const isPresent = required || parts.defaults.usableDefault(node) !== undefined;
  // A reducer is only called where there is something to fold into.
  const value = isPresent ? `${prefix}State${key}` : `Exclude<${prefix}State${key}, undefined>`;
  const reducer = imports.type("Reducer");
  if (new Meanings().areSame(update, withoutDefault(node))) return `${reducer}<${value}>`;
  const overwrite = imports.type("Overwrite");
  return `${reducer}<${value}, Exclude<${prefix}Update${key}, ${overwrite} | undefined>>`;
}

const BUILT_IN: ReadonlySet<string> = new Set(BUILT_IN_REDUCERS);

function memberDefinition(
  { contract, library }: GraphPrinting,
  kind: MemberKind,
): DefinitionModel | undefined {
  const member = contract.members.find((each) => each.kind === kind);
  return member && library.definitions.get(member.node);
}

/** The node behind a type that a contract has without a member for it: its input is an update, its output the state. */
export function nodeBehind(
  { update, members }: ContractModel,
  role: "input" | "output",
): SchemaNode | undefined {
  return role === "input" ? update : members.find(({ kind }) => kind === "state")?.node;
}
