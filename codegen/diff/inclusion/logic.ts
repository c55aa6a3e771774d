import type { JsonValue } from "../../schema/json.js";
import type { SchemaNode } from "../../schema/schema-node.js";

/** What the kinds of values ask about the values inside of theirs. */
export interface Logic {
  /** Longer texts are not tried: fewer where a pattern may take for ever. */
  readonly longestText: number;
  /** Whether it is certain that no value is accepted by all of some schemas, and refused by all of others. */
  isImpossible(accepted: readonly SchemaNode[], refused?: readonly SchemaNode[]): boolean;
  /** Values that are accepted by all of some schemas, and refused by all of others: those that were found. */
  samples(accepted: readonly SchemaNode[], refused?: readonly SchemaNode[]): readonly JsonValue[];
  /** Whether a schema accepts a value. */
  accepts(node: SchemaNode, value: JsonValue): boolean;
}

/** What is known about the values of one kind. */
export interface KindLogic<Known> {
  /** Whether it is certain that no value is as is known. */
  isImpossible(known: Known, logic: Logic): boolean;
  /** Values that may be as is known. */
  samples(known: Known, logic: Logic): Iterable<JsonValue>;
}
