import { isJsonObject, type JsonSchema, type JsonValue } from "../../schema/json.js";
import type { Reducer } from "./recognise-reducer.js";
import { isSchemaValue, jsonSchemaOf, type Load, type OnLoss } from "./standard-schema.js";

/** A field of a state as a program made it. */
export interface ProgramField {
  /** Absent for a field of `Annotation`, whose schema is a type. */
  readonly schema?: JsonSchema | undefined;
  /** What an update of it looks like, where the program says so. */
  readonly update?: JsonSchema | undefined;
  readonly reducer?: Reducer | undefined;
  readonly default?: JsonValue | undefined;
  readonly untracked?: boolean;
  /** Whether the field is one of LangGraph's ready-made fields of messages. */
  readonly isMessages?: boolean;
  /** What JSON Schema can't say of it. */
  readonly lost: readonly string[];
}

/** The parts of LangGraph's values that this file reads. */
interface Channel {
  readonly lg_is_channel?: boolean;
  readonly lc_graph_name?: string;
  readonly operator?: Reducer;
  readonly initialValueFactory?: () => unknown;
}

interface ReducedValue {
  readonly valueSchema: unknown;
  readonly inputSchema?: unknown;
  readonly reducer: Reducer;
  readonly jsonSchemaExtra?: { readonly langgraph_type?: string };
}

interface ZodMeta {
  readonly reducer?: { readonly fn: Reducer; readonly schema?: unknown };
  readonly default?: () => unknown;
  readonly jsonSchemaExtra?: { readonly langgraph_type?: string };
}

/**
 * The fields of a state by their names.
 *
 * @returns Undefined where the value is not a state.
 */
export function readState(value: unknown, load: Load): ReadonlyMap<string, ProgramField> | undefined {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
  const read = new StateReader(load);
  if ("spec" in value) return mapped(value.spec, (channel) => read.channel(channel as Channel));
  if ("fields" in value) return mapped(value.fields, (field) => read.value(field));
  if ("shape" in value && isSchemaValue(value)) {
    const shape = typeof value.shape === "function" ? value.shape() : value.shape;
    return mapped(shape, (field) => read.zod(field));
  }
  return undefined;
}

function mapped(fields: unknown, read: (field: unknown) => ProgramField): Map<string, ProgramField> {
  return new Map(Object.entries(fields as object).map(([name, field]) => [name, read(field)]));
}

class StateReader {
  readonly #load: Load;
  readonly #metas: { get(schema: unknown): ZodMeta | undefined } | undefined;

  constructor(load: Load) {
    this.#load = load;
    const zod = load("@langchain/langgraph/zod") as { readonly schemaMetaRegistry?: never } | undefined;
    this.#metas = zod?.schemaMetaRegistry;
  }

  channel(channel: Channel): ProgramField {
    const { operator, initialValueFactory, lc_graph_name: name } = channel;
    const known = ["LastValue", "BinaryOperatorAggregate", "UntrackedValue", undefined];
    return {
      reducer: operator,
      default: initialValueFactory && jsonOf(initialValueFactory),
      ...(name === "UntrackedValue" ? { untracked: true } : {}),
      lost: known.includes(name) ? [] : [`a channel of the kind ${name}`],
    };
  }

  /** A field of a `StateSchema`. */
  value(field: unknown): ProgramField {
    if (typeof field === "object" && field !== null && "valueSchema" in field) {
      const { valueSchema, inputSchema, reducer, jsonSchemaExtra } = field as ReducedValue;
      const read = this.#schema(valueSchema);
      const update = inputSchema === undefined ? undefined : this.#schema(inputSchema).schema;
      return { ...read, reducer, update, isMessages: jsonSchemaExtra?.langgraph_type === "messages" };
    }
    if (typeof field === "object" && field !== null && "guard" in field) {
      const { schema } = field as { readonly schema?: unknown };
      return { ...(schema === undefined ? { schema: {}, lost: [] } : this.#schema(schema)), untracked: true };
    }
    return this.#schema(field);
  }

  /** A property of a Zod object. */
  zod(field: unknown): ProgramField {
    const { reducer, default: byDefault, jsonSchemaExtra } = this.#metaOf(field) ?? {};
    const read = this.#schema(field);
    return {
      ...read,
      reducer: reducer?.fn,
      update: reducer?.schema === undefined ? undefined : this.#schema(reducer.schema).schema,
      default: byDefault === undefined ? read.default : jsonOf(byDefault),
      isMessages: jsonSchemaExtra?.langgraph_type === "messages",
    };
  }

  /** LangGraph keeps what it knows of a schema with the schema, also where it became optional or got a default. */
  #metaOf(field: unknown): ZodMeta | undefined {
    const own = this.#metas?.get(field);
    if (own !== undefined || typeof field !== "object" || field === null) return own;
    const inner = (field as { readonly def?: { readonly innerType?: unknown } }).def?.innerType;
    return inner === undefined ? undefined : this.#metaOf(inner);
  }

  #schema(value: unknown): ProgramField {
    const lost = new Set<string>();
    const onLoss: OnLoss = (what) => lost.add(what);
    const found = jsonSchemaOf(value, this.#load, onLoss);
    if (!isJsonObject(found)) return { schema: found ?? {}, lost: [...lost] };
    const { default: byDefault, ...schema } = found;
    return { schema, default: byDefault, lost: [...lost] };
  }
}

function jsonOf(make: () => unknown): JsonValue | undefined {
  try {
    const value = make();
    return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as JsonValue);
  } catch {
    return undefined;
  }
}
