import type { Schema } from "../../src/schema/schema.js";

type AnySchema = Schema<unknown, unknown>;

/** A contract's values as generated code passes them to `defineContract`, as far as they check something. */
export interface ContractValues {
  readonly context?: AnySchema;
  readonly state: AnySchema;
  readonly update: AnySchema;
  readonly input?: AnySchema;
  readonly output?: AnySchema;
  readonly events?: AnySchema;
  readonly store?: readonly { readonly path: readonly string[]; readonly schema: AnySchema }[];
  readonly interrupts?: readonly (readonly [name: string, Readonly<Record<"value" | "resume", AnySchema>>])[];
  readonly tools?: readonly (readonly [name: string, Readonly<Record<"input" | "output", AnySchema>>])[];
  readonly sends?: readonly (readonly [node: string, payload: AnySchema])[];
}

/** What checks each member; without an input, a run starts from an update; without an output, it ends with the state. */
export function schemasOf(contract: ContractValues): ReadonlyMap<string, AnySchema> {
  const { context, state, update, input = update, output = state, events } = contract;
  const members = { context, state, update, input, output, events };
  const { store = [], interrupts = [], tools = [], sends = [] } = contract;
  return new Map([
    ...Object.entries(members).flatMap(([name, schema]): [string, AnySchema][] =>
      schema === undefined ? [] : [[name, schema]],
    ),
    ...store.map(({ path, schema }) => [`store/${path.join("/")}`, schema] as const),
    ...interrupts.flatMap(([name, { value, resume }]) => [
      [`interrupts/${name}/value`, value] as const,
      [`interrupts/${name}/resume`, resume] as const,
    ]),
    ...tools.flatMap(([name, { input: given, output: result }]) => [
      [`tools/${name}/input`, given] as const,
      [`tools/${name}/output`, result] as const,
    ]),
    ...sends.map(([node, payload]) => [`sends/${node}`, payload] as const),
  ]);
}
