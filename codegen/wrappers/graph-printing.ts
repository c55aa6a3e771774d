import type { MemberKind } from "../discover/member-kind.js";
import type { ContractModel, DefinitionModel, LibraryModel } from "../model/model.js";
import { dereference } from "../model/shape.js";
import { camelCase } from "../print/identifiers.js";
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

/** `greetingContract` */
export function contractName({ prefix }: ContractModel): string {
  return `${camelCase(prefix)}Contract`;
}
