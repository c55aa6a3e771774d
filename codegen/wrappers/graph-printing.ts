import type { MemberKind } from "../discover/member-kind.js";
import type { ContractModel, DefinitionModel, LibraryModel } from "../model/model.js";
import { dereference } from "../model/shape.js";
import { camelCase } from "../print/identifiers.js";
import type { SchemaNode } from "../schema/schema-node.js";
import type { View } from "../types/types.js";
import type { ClientNames } from "./client-names.js";
import type { PackageImports } from "./package-imports.js";
import type { Parts } from "./parts.js";
import type { SchemaValues } from "./schema-value.js";

/** What printing the statements of a graph needs. */
export interface GraphPrinting {
  readonly contract: ContractModel;
  readonly library: LibraryModel;
  readonly parts: Parts;
  readonly imports: PackageImports;
  /** What the client's module declares. */
  readonly client: ClientNames;
}

/** What printing the statements of a client's module needs. */
export interface ClientPrinting extends GraphPrinting {
  readonly values: SchemaValues;
}

/** The definition of a part of a member. */
export function definitionOf(node: SchemaNode, { definitions }: LibraryModel): DefinitionModel {
  const definition = definitions.get(node) ?? definitions.get(dereference(node));
  if (definition === undefined) throw new TypeError("a part of a member without a name");
  return definition;
}

/** What a context is as one may pass it, or as nodes get it. */
export function contextType(printing: GraphPrinting, view: View): string {
  const context = memberDefinition(printing, "context");
  return context === undefined ? "undefined" : typeIn(printing, context, view);
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

/** The name of a member's type. */
export function typeIn(
  { parts, client }: Pick<GraphPrinting, "parts" | "client">,
  definition: DefinitionModel,
  view: View,
): string {
  return client.type(parts.types.nameOf(definition, view));
}

/** `greetingContract` */
export function contractName({ prefix }: ContractModel): string {
  return `${camelCase(prefix)}Contract`;
}
