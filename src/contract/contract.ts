import type { JsonValue } from "../schema/json.js";
import type { Schema } from "../schema/schema.js";
import type { GraphTypes } from "./graph-types.js";

/** A field of the state as generated code describes it: one LangGraph channel. */
export interface FieldDefinition {
  /** A built-in reducer, or the name of one that the program supplies. */
  readonly reducer: string;
  /** `false`: never written to a checkpoint (LangGraph's `UntrackedValue`). */
  readonly tracked: boolean;
  /** What the field holds before the first update. */
  readonly default?: { readonly value: JsonValue };
  /** `true`: the field holds nothing before the first update, because its schema does not allow what its reducer would start from. */
  readonly absent?: boolean;
  /** `true`: an update looks different from what the field holds, so that a reducer of the program makes the first value too. */
  readonly distinct?: boolean;
}

/** A namespace of the store, e.g. `users/{user_id}/notes`. */
export interface StoreNamespace {
  /** Its segments; a placeholder such as `{user_id}` stands for any one. */
  readonly path: readonly string[];
  readonly schema: Schema<unknown, unknown>;
}

/** An interrupt: a question that a node may ask a person. */
export interface InterruptDefinition {
  readonly value: Schema<unknown, unknown>;
  readonly resume: Schema<unknown, unknown>;
}

/** A tool that a model may call. */
export interface ToolDefinition {
  readonly description: string;
  readonly input: Schema<unknown, unknown>;
  readonly output: Schema<unknown, unknown>;
}

/** The data of a contract, as generated code writes it. All behaviour is in this package. */
export interface ContractDefinition {
  /** The name of the contract's folder, e.g. `support-agent`. */
  readonly name: string;
  /** Changes whenever the meaning of a member does; the same on every machine. */
  readonly fingerprint: string;
  readonly context?: Schema<unknown, unknown>;
  readonly state: Schema<unknown, unknown>;
  /** The schema of updates: every field is optional, unknown fields are refused, and each field has the schema of its updates. */
  readonly update: Schema<unknown, unknown>;
  /** The schema of the values in an `Overwrite`: like `update`, but each field has its own schema. Absent if no field differs. */
  readonly overwrite?: Schema<unknown, unknown>;
  readonly input?: Schema<unknown, unknown>;
  readonly output?: Schema<unknown, unknown>;
  readonly events?: Schema<unknown, unknown>;
  /** The namespaces of the store member, in the order of the schema. */
  readonly store?: readonly StoreNamespace[];
  /** The interrupts of the interrupts member, by name. */
  readonly interrupts?: readonly (readonly [name: string, interrupt: InterruptDefinition])[];
  /** The tools of the tools member, by name. */
  readonly tools?: readonly (readonly [name: string, tool: ToolDefinition])[];
  /** The payloads of the sends member, by the node that they are sent to. */
  readonly sends?: readonly (readonly [node: string, payload: Schema<unknown, unknown>])[];
  /** The fields that the input member declares; absent without one, or where it declares none: all of them. */
  readonly inputFields?: readonly string[];
  /** The fields that the output member declares; absent without one, or where it declares none: all of them. */
  readonly outputFields?: readonly string[];
  /** The state's fields, in the order of the schema. */
  readonly fields: readonly (readonly [name: string, field: FieldDefinition])[];
}

/**
 * A graph's contract as an object that programs can pass around and inspect. `graphwright generate` writes one for each graph, e.g.
 * `greetingContract`.
 *
 * @typeParam Types - The generated types by role. They exist only at compile time.
 */
export interface Contract<Types extends GraphTypes = GraphTypes> extends ContractDefinition {
  /** Never set: carries the types. */
  readonly "~types"?: Types;
}

/** What generated code says: the fields by name, because a list of pairs would cost the type checker with each of them. */
export interface ContractSource extends Omit<ContractDefinition, "fields"> {
  readonly fields: { readonly [name: string]: FieldDefinition } | ContractDefinition["fields"];
}

/**
 * Makes a contract. Only generated code calls it.
 *
 * @param source - The data of the contract.
 * @returns The contract, frozen.
 */
export function defineContract<Types extends GraphTypes = GraphTypes>(
  source: ContractSource,
): Contract<Types> {
  const { fields } = source;
  const list = isList(fields) ? fields : Object.entries(fields);
  return Object.freeze({ ...source, fields: list });
}

function isList(fields: ContractSource["fields"]): fields is ContractDefinition["fields"] {
  return Array.isArray(fields);
}
