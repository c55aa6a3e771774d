import type { MemberKind } from "../discover/member-kind.js";
import type { JsonObject, JsonSchema } from "../schema/json.js";

/** Something about an imported contract that its author should know. */
export interface ImportNote {
  /** The member or the field that it is about, e.g. `state.messages`. */
  readonly place: string;
  readonly message: string;
  /** Whether something is missing that only a person can add. */
  readonly needsHand: boolean;
}

/** A contract as it was found somewhere else. */
export interface Imported {
  /** What its folder is called where nobody says otherwise. */
  readonly name: string;
  /** The schemas by their paths in the contract's folder. */
  readonly files: ReadonlyMap<string, JsonSchema>;
  /** Schemas for all contracts, by their paths in the schemas folder. */
  readonly shared?: ReadonlyMap<string, JsonSchema>;
  readonly notes: readonly ImportNote[];
}

/** Schemas of members as files. */
export function memberFiles(
  members: Iterable<readonly [kind: MemberKind, schema: JsonSchema]>,
): Map<string, JsonSchema> {
  return new Map([...members].map(([kind, schema]) => [`${kind}.schema.json`, schema]));
}

export const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** A schema with the keyword that says its dialect, at the front. */
export function withDialect(schema: JsonObject): JsonObject {
  return { $schema: DIALECT, ...schema };
}
