import type { Schema } from "../schema/schema.js";
import type { Contract } from "./contract.js";

type AnySchema = Schema<unknown, unknown>;

/** A contract's schemas, each under its place in the contract. */
export interface Members {
  readonly context?: AnySchema;
  readonly state: AnySchema;
  readonly update: AnySchema;
  readonly input?: AnySchema;
  readonly output?: AnySchema;
  readonly events?: AnySchema;
  /** By namespace, as the store member writes it: `users/{user_id}/notes`. */
  readonly store?: { readonly [namespace: string]: AnySchema };
  readonly interrupts?: {
    readonly [name: string]: { readonly value: AnySchema; readonly resume: AnySchema };
  };
  readonly tools?: { readonly [name: string]: { readonly input: AnySchema; readonly output: AnySchema } };
  readonly sends?: { readonly [node: string]: AnySchema };
}

/** The schemas of a contract. */
export function membersOf(contract: Contract): Members {
  const { context, state, update, input, output, events, store, interrupts, tools, sends } = contract;
  return {
    ...(context === undefined ? {} : { context }),
    ...{ state, update },
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    ...(events === undefined ? {} : { events }),
    ...(store === undefined
      ? {}
      : { store: Object.fromEntries(store.map(({ path, schema }) => [path.join("/"), schema])) }),
    ...(interrupts === undefined ? {} : { interrupts: Object.fromEntries(interrupts) }),
    ...(tools === undefined
      ? {}
      : { tools: Object.fromEntries(tools.map(([name, { input, output }]) => [name, { input, output }])) }),
    ...(sends === undefined ? {} : { sends: Object.fromEntries(sends) }),
  };
}

/** The schemas as documents. Defaults and examples that could show a secret are not in them: `generate` leaves those out. */
export function toJsonSchemas(members: object): object {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [
      name,
      isSchema(member) ? member.jsonSchema : toJsonSchemas(member as object),
    ]),
  );
}

function isSchema(member: unknown): member is AnySchema {
  return typeof member === "object" && member !== null && "jsonSchema" in member && "~standard" in member;
}
