import type { MemberKind } from "../discover/member-kind.js";
import type { ContractModel, DefinitionModel, LibraryModel } from "../model/model.js";
import { dereference } from "../model/shape.js";
import { objectTypeText } from "../print/layout.js";
import { propertyKey } from "../print/property-key.js";
import type { SchemaNode } from "../schema/schema-node.js";
import type { PackageImports } from "./package-imports.js";
import type { Parts } from "./parts.js";
import type { SchemaValues } from "./schema-value.js";

/** What printing the statements of a graph needs. */
export interface GraphPrinting {
  readonly contract: ContractModel;
  readonly library: LibraryModel;
  readonly parts: Parts;
  readonly imports: PackageImports;
  readonly values: SchemaValues;
}

/** The type arguments of a graph's runtime, as far as the contract says something. */
export function runtimeArguments(printing: GraphPrinting): string[] {
  const { contract, imports, parts } = printing;
  const { prefix, namespaces, questions } = contract;
  const events = memberDefinition(printing, "events");
  const last = [true, namespaces !== undefined, events !== undefined, questions !== undefined].lastIndexOf(
    true,
  );
  const types = [contextTypes(printing).output];
  if (namespaces !== undefined) types.push(`${imports.type("ContractStore")}<${prefix}Spaces>`);
  else if (last > 1) types.push(imports.type("BaseStore", "@langchain/langgraph"));
  if (events !== undefined) types.push(parts.types.nameOf(events, "input"));
  else if (last > 2) types.push("unknown");
  if (questions !== undefined) types.push(`${imports.type("Ask")}<${prefix}Questions>`);
  return types;
}

export function property(name: string, roles: readonly (readonly [string, string])[]): [string, string] {
  const key = propertyKey(name);
  return [key, objectTypeText(roles, key.length + 5)];
}

/** The definition of a part of a member. */
export function definitionOf(node: SchemaNode, { definitions }: LibraryModel): DefinitionModel {
  const definition = definitions.get(node) ?? definitions.get(dereference(node));
  if (definition === undefined) throw new TypeError("a part of a member without a name");
  return definition;
}

export function contextTypes(printing: GraphPrinting): { readonly output: string; readonly input: string } {
  const context = memberDefinition(printing, "context");
  if (context === undefined) return { output: "undefined", input: "undefined" };
  const { types } = printing.parts;
  return { output: types.nameOf(context, "output"), input: types.nameOf(context, "input") };
}

export function memberDefinition(
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
