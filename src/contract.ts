import type { JsonValue } from "./json.js";
import type { Schema } from "./schema.js";

/** A field of the state as generated code describes it: one LangGraph channel. */
export interface FieldDefinition {
  /** A built-in reducer, or the name of one that the program supplies. */
  readonly reducer: string;
  /** `false`: never written to a checkpoint. */
  readonly tracked: boolean;
  /** What the field holds before the first update. */
  readonly default?: { readonly value: JsonValue };
}

/** What generated code says of a graph's contract; all behaviour is in this package. */
export interface ContractDefinition {
  /** The name of the contract's folder, e.g. `support-agent`. */
  readonly name: string;
  /** Changes whenever the meaning of a member does; the same on every machine. */
  readonly fingerprint: string;
  readonly context?: Schema<unknown, unknown>;
  readonly state: Schema<unknown, unknown>;
  /** Every field optional, unknown fields refused; each with what an update of it looks like. */
  readonly update: Schema<unknown, unknown>;
  /** Like `update`, each field with its own schema: what an `Overwrite` must look like. Absent where no field differs. */
  readonly overwrite?: Schema<unknown, unknown>;
  readonly input?: Schema<unknown, unknown>;
  readonly output?: Schema<unknown, unknown>;
  readonly store?: Schema<unknown, unknown>;
  readonly events?: Schema<unknown, unknown>;
  readonly interrupts?: Schema<unknown, unknown>;
  readonly tools?: Schema<unknown, unknown>;
  /** The state's fields, in the order of the schema. */
  readonly fields: readonly (readonly [name: string, field: FieldDefinition])[];
}
