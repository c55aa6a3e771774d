import type { Members } from "../contract/members.js";
import type { JsonObject, JsonSchema } from "../schema/json.js";
import type { ComponentRef, Components } from "./components.js";
import { RESULT } from "./langgraph-server.js";
import { isObject } from "./subschemas.js";

/** What a server's routes and streams carry for one graph, as references to components. */
export interface WireSchemas {
  readonly Assistant: ComponentRef;
  readonly AssistantContext: ComponentRef;
  readonly Thread: ComponentRef;
  readonly ThreadState: ComponentRef;
  readonly Values: ComponentRef;
  readonly Update: ComponentRef;
  readonly Interrupted: ComponentRef;
  readonly Run: ComponentRef;
  readonly RunRequest: ComponentRef;
  readonly RunResult: ComponentRef;
  readonly Failure: ComponentRef;
  readonly Event: ComponentRef;
  readonly Item: ComponentRef;
  readonly ItemRequest: ComponentRef;
  readonly ContractError: ComponentRef;
  readonly Checkpoint: ComponentRef;
  readonly Config: ComponentRef;
}

export const object = (
  properties: JsonObject,
  required: readonly string[] = [],
  more: JsonObject = {},
): JsonObject => ({ type: "object", properties, ...(required.length === 0 ? {} : { required }), ...more });
export const array = (items: JsonSchema): JsonObject => ({ type: "array", items });
export const anyOf = (...schemas: readonly JsonSchema[]): JsonSchema =>
  schemas.length === 1 ? (schemas[0] as JsonSchema) : { anyOf: schemas };
export const string: JsonObject = { type: "string" };
export const integer: JsonObject = { type: "integer" };
const anything: JsonObject = {};
const record: JsonObject = { type: "object" };
const time: JsonObject = { type: "string", format: "date-time" };
const uuid: JsonObject = { type: "string", format: "uuid" };
const orNull = (schema: JsonSchema): JsonSchema => anyOf(schema, { type: "null" });

export const STREAM_MODES = [
  ...["values", "updates", "custom", "messages", "messages-tuple"],
  ...["events", "tasks", "checkpoints", "debug", "tools"],
] as const;

/**
 * Adds the schemas of a contract and those of LangGraph's server to the components of a document.
 *
 * @param graph - The graph's id on the server.
 */
export function wireSchemas(components: Components, graph: string, members: Members): WireSchemas {
  const put = (name: string, schema: JsonSchema): ComponentRef => components.addJson(name, schema);
  const own = (name: string, schema: JsonSchema): ComponentRef => components.addOwn(name, schema);
  const Values = put("Values", partOf(members.state.jsonSchema));
  const Update = components.add(members.update);
  const input = members.input === undefined ? Update : components.add(members.input);
  if (members.output !== undefined) components.add(members.output);
  const context = members.context === undefined ? record : components.add(members.context);
  const AssistantContext =
    members.context === undefined
      ? own("AssistantContext", record)
      : put("AssistantContext", partOf(members.context.jsonSchema));
  const Event = members.events === undefined ? own("Event", anything) : components.add(members.events);
  const { questions, answers } = interruptsOf(components, members);
  const Interrupt = own("Interrupt", object({ id: string, value: anyOf(...questions) }, ["value"]));
  const Checkpoint = own(
    "Checkpoint",
    object({
      thread_id: string,
      checkpoint_ns: { type: ["string", "null"] },
      checkpoint_id: { type: ["string", "null"] },
      checkpoint_map: orNull(record),
    }),
  );
  const Interrupted = own(
    "Interrupted",
    object({ [RESULT.interrupts]: array(Interrupt) }, [RESULT.interrupts]),
  );
  const Failure = own("Failure", failure());
  const Config = own(
    "Config",
    object({ tags: array(string), recursion_limit: integer, configurable: record }),
  );
  const target = targetOf(components, members);
  return {
    ...{ Values, Update, AssistantContext, Event, Interrupted, Failure },
    Assistant: own("Assistant", assistant(Config, AssistantContext)),
    Thread: own("Thread", thread(Values)),
    ThreadState: own("ThreadState", threadState(Values, Interrupt, Checkpoint)),
    Run: own("Run", run()),
    RunRequest: own(
      "RunRequest",
      runRequest({ graph, input, context, Update, target, answers, Checkpoint, Config }),
    ),
    RunResult: own(
      "RunResult",
      orNull(anyOf(Values, Interrupted, object({ [RESULT.failure]: Failure }, [RESULT.failure]))),
    ),
    ...storeSchemas(components, members, own),
    ContractError: own("ContractError", contractError()),
    Checkpoint,
    Config,
  };
}

/** What may be there of an object whose required properties come from elsewhere, or later. */
function partOf(schema: JsonSchema): JsonSchema {
  if (!isObject(schema)) return schema;
  const { required, title, ...part } = schema;
  return part;
}

/** What the graph asks, and what it takes for an answer. */
function interruptsOf(components: Components, { interrupts }: Members) {
  if (interrupts === undefined) return { questions: [anything], answers: [anything] };
  const entries = Object.entries(interrupts);
  return {
    questions: entries.map(([name, { value }]) =>
      object({ name: { const: name }, value: components.add(value) }, ["name", "value"]),
    ),
    answers: [
      ...entries.map(([, { resume }]) => components.add(resume)),
      { ...record, description: "Several answers, by the ids of the interrupts." },
    ],
  };
}

/** Where a command goes: to a node by its name, or with what is sent to it. */
function targetOf(components: Components, { sends }: Members): JsonSchema {
  if (sends === undefined) return anyOf(string, object({ node: string, input: anything }, ["node"]));
  const sent = Object.entries(sends).map(([node, payload]) =>
    object({ node: { const: node }, input: components.add(payload) }, ["node", "input"]),
  );
  return anyOf(string, ...sent);
}

interface RunParts {
  readonly graph: string;
  readonly input: JsonSchema;
  readonly context: JsonSchema;
  readonly Update: JsonSchema;
  /** Where a command goes. */
  readonly target: JsonSchema;
  readonly answers: readonly JsonSchema[];
  readonly Checkpoint: JsonSchema;
  readonly Config: JsonSchema;
}

function runRequest({
  graph,
  input,
  context,
  Update,
  target,
  answers,
  Checkpoint,
  Config,
}: RunParts): JsonObject {
  const command = object({
    resume: anyOf(...answers),
    update: anyOf(Update, array({ type: "array", minItems: 2, maxItems: 2 })),
    goto: anyOf(target, array(target)),
  });
  const stops = anyOf({ const: "*" }, array(string));
  const mode = { enum: STREAM_MODES };
  return object(
    {
      assistant_id: { type: "string", description: `"${graph}", or the id of an assistant of it.` },
      input: orNull(input),
      command,
      context,
      config: Config,
      metadata: record,
      checkpoint: Checkpoint,
      checkpoint_id: string,
      stream_mode: anyOf(mode, array(mode)),
      stream_subgraphs: { type: "boolean" },
      stream_resumable: { type: "boolean" },
      interrupt_before: stops,
      interrupt_after: stops,
      multitask_strategy: { enum: ["reject", "interrupt", "rollback", "enqueue"] },
      if_not_exists: { enum: ["create", "reject"] },
      on_disconnect: { enum: ["cancel", "continue"] },
      on_completion: { enum: ["delete", "keep"] },
      after_seconds: { type: "number" },
      webhook: string,
    },
    ["assistant_id"],
  );
}

function assistant(Config: JsonSchema, context: JsonSchema): JsonObject {
  const properties = {
    ...{ assistant_id: uuid, graph_id: string, name: string, description: { type: ["string", "null"] } },
    ...{ version: integer, config: Config, context, metadata: record, created_at: time, updated_at: time },
  };
  return object(properties, ["assistant_id", "graph_id", "config", "metadata"]);
}

function thread(values: JsonSchema): JsonObject {
  const status = { enum: ["idle", "busy", "interrupted", "error"] };
  return object(
    {
      ...{ thread_id: uuid, created_at: time, updated_at: time, metadata: record, status },
      ...{ config: record, values: orNull(values), interrupts: record },
    },
    ["thread_id", "created_at", "updated_at"],
  );
}

function threadState(values: JsonSchema, interrupt: JsonSchema, checkpoint: JsonSchema): JsonObject {
  const task = object(
    {
      ...{ id: string, name: string, error: { type: ["string", "null"] }, interrupts: array(interrupt) },
      ...{ path: { type: "array" }, checkpoint: orNull(record), state: orNull(record), result: anything },
    },
    ["id", "name", "interrupts"],
  );
  return object(
    {
      ...{ values, next: array(string), tasks: array(task), metadata: orNull(record) },
      ...{ created_at: { type: ["string", "null"] }, checkpoint: orNull(checkpoint) },
      parent_checkpoint: orNull(checkpoint),
    },
    ["values", "next", "tasks"],
  );
}

function run(): JsonObject {
  const status = { enum: ["pending", "running", "error", "success", "timeout", "interrupted"] };
  return object(
    {
      ...{ run_id: uuid, thread_id: uuid, assistant_id: uuid, created_at: time, updated_at: time, status },
      ...{ metadata: record, kwargs: record, multitask_strategy: string },
    },
    ["run_id", "thread_id", "assistant_id", "status"],
  );
}

function storeSchemas(
  components: Components,
  { store }: Members,
  own: (name: string, schema: JsonSchema) => ComponentRef,
): { readonly Item: ComponentRef; readonly ItemRequest: ComponentRef } {
  // Other graphs of the server share the store.
  const values = Object.values(store ?? {}).map((schema) => components.add(schema));
  const place = { namespace: array(string), key: string, value: anyOf(...values, record) };
  return {
    Item: own(
      "Item",
      object({ ...place, created_at: time, updated_at: time }, ["namespace", "key", "value"]),
    ),
    ItemRequest: own("ItemRequest", object(place, ["namespace", "key", "value"])),
  };
}

function failure(): JsonObject {
  return object({ error: string, message: string }, ["error", "message"], {
    description:
      'What a run failed with. If error is "ContractError", the last line of the message is "[contract-error] " and, as JSON, the graph, boundary, node, issues and hint.',
  });
}

function contractError(): JsonObject {
  const fields = { path: string, keyword: string, message: string, schemaPath: string };
  return object(
    {
      ...{ error: { const: "ContractError" }, message: string, graph: string, boundary: string },
      ...{ node: string, issues: array(object(fields, Object.keys(fields))), hint: string },
    },
    ["error", "message", "graph", "boundary", "issues"],
  );
}
