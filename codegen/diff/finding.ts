import type { JsonValue } from "../schema/json.js";

/** Whom rules are about; teams choose among them. */
export const CATEGORIES = ["client", "thread", "store", "tool", "type", "wire"] as const;
export type Category = (typeof CATEGORIES)[number];

/** `error`: counts for the exit code. `warning`: is only told. */
export type FindingSeverity = "error" | "warning";

/** A place in a schema file. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** JSON Pointer in the file. */
  readonly pointer: string;
}

/** What shows that a change breaks something. */
export type Witness =
  /** A value that passed and no longer does. What is secret in it is replaced by "(secret)". */
  | { readonly value: JsonValue }
  /** What an update does to a field's value, before and after the change. */
  | {
      readonly current: JsonValue;
      readonly update: JsonValue;
      readonly before: JsonValue;
      readonly after: JsonValue;
    }
  /** What a value is read as, before and after the change. */
  | { readonly value: JsonValue; readonly before: JsonValue; readonly after: JsonValue };

/** Something that a change breaks, or may break. */
export interface Finding {
  /** The rule that found it. Stable. */
  readonly code: string;
  readonly category: Category;
  readonly severity: FindingSeverity;
  /** `breaking`: it is shown. `undecided`: neither this nor that it is compatible could be shown. */
  readonly verdict: "breaking" | "undecided";
  readonly contract: string;
  /** What it is about, e.g. `input /user/age`. The same from run to run: accepted breaks are recorded by it. */
  readonly subject: string;
  /** Who is broken by it. */
  readonly breaks: string;
  readonly message: string;
  readonly remedy: string;
  readonly before?: Location;
  readonly after?: Location;
  readonly witness?: Witness;
  /** Why the team accepts it; it then doesn't count for the exit code. */
  readonly accepted?: string;
}
