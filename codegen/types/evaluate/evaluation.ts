import type { Defaults } from "../../defaults/defaults.js";
import type { DefinitionModel, LibraryModel } from "../../model/model.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import type { Expansion } from "../algebra/intersect.js";
import type { Type, View } from "../algebra/type.js";

/** What is known of the library whose schemas become types. */
export interface EvaluationOptions {
  readonly definitions: LibraryModel["definitions"];
  readonly defaults: Pick<
    Defaults,
    "usableDefault" | "hasDefaults" | "appliedBranches" | "completedBranches" | "risks"
  >;
  /** Schemas whose values must not be shown in docs. */
  readonly secrets: ReadonlySet<SchemaNode>;
  /** Definitions whose type isn't what their schema says (a graph's state): a reference to one is spelt out. */
  readonly special: ReadonlySet<SchemaNode>;
}

/** How a keyword asks for the types of the schemas inside it. */
export interface Evaluation extends Expansion {
  readonly options: EvaluationOptions;
  /** What a schema is called where it is used: its name where it has one, else its type. */
  typeOf(node: SchemaNode, view: View): Type;
  /** The type that a schema stands for, spelt out even where it has a name. */
  bodyOf(node: SchemaNode, view: View): Type;
}

/** A nameless-to-users definition that is only a plain value: shorter said than named. */
export function isTrivial({ exported, node }: DefinitionModel): boolean {
  if (exported) return false;
  if (node.boolean !== undefined) return true;
  const { type, refs, allOf, anyOf, oneOf, tsType } = node;
  const combined =
    refs ?? allOf ?? anyOf ?? oneOf ?? node.enum ?? node.const ?? tsType ?? node.not ?? node.if;
  return combined === undefined && type?.every((kind) => kind !== "object" && kind !== "array") === true;
}
