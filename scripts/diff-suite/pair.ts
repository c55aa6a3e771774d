import type { JsonSchema } from "../../codegen/schema/json.js";
import type { Dialect } from "../../codegen/schema/schema-document.js";
import type { Files } from "../../test/support/folder.js";

/** A schema before and after a change, with what a person says about it. */
export interface SchemaPair {
  readonly name: string;
  readonly dialect: Dialect;
  readonly old: JsonSchema;
  readonly new: JsonSchema;
  /** Whether the new schema refuses a value that the old one accepts. */
  readonly narrows: boolean;
  /** Whether the new schema accepts a value that the old one refuses. */
  readonly widens: boolean;
  /** Whether it means the same in the newest dialect. */
  readonly isTimeless: boolean;
}

/** A contract before and after a change: its files without the ending `.schema.json`. */
export interface ContractPair {
  readonly name: string;
  readonly old: Files;
  readonly new: Files;
  /** The codes of the errors that are to be found, sorted; none where nothing breaks. */
  readonly breaks: readonly string[];
}

/** How schemas of a pair relate. */
export type Relation = "narrower" | "wider" | "same" | "other";

/** A pair in each of some dialects. */
export function pairs(
  dialects: readonly Dialect[],
  rows: readonly (readonly [name: string, old: JsonSchema, now: JsonSchema, relation: Relation])[],
): SchemaPair[] {
  return rows.map(([name, old, now, relation], index) => ({
    name,
    dialect: dialects[index % dialects.length] ?? "2020-12",
    old,
    new: now,
    isTimeless: dialects.includes("2020-12") && !JSON.stringify([old, now]).includes('"dependencies"'),
    narrows: relation === "narrower" || relation === "other",
    widens: relation === "wider" || relation === "other",
  }));
}

export const ALL_DIALECTS: readonly Dialect[] = ["draft-04", "draft-06", "draft-07", "2019-09", "2020-12"];
