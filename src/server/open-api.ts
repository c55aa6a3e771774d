import type { Contract } from "../contract/contract.js";
import { membersOf } from "../contract/members.js";
import type { JsonObject, JsonSchema } from "../schema/json.js";
import { Components } from "./components.js";
import { anyOf, array, integer, object, string, type WireSchemas, wireSchemas } from "./wire-schemas.js";

/**
 * The routes of LangGraph's server as an OpenAPI 3.1 document, with the schemas of one graph's contract in place.
 *
 * @param graph - The graph's id on the server.
 */
export function openApiOf(graph: string, contract: Contract): JsonObject {
  const components = new Components("openapi");
  const wire = wireSchemas(components, graph, membersOf(contract));
  const paths = { ...assistantPaths(wire), ...threadPaths(wire), ...runPaths(wire), ...storePaths(wire) };
  return {
    openapi: "3.1.0",
    info: {
      title: graph,
      version: contract.fingerprint,
      description: `The graph ${graph} on a LangGraph server.`,
    },
    servers: [{ url: "/" }],
    paths: { ...paths, ...contractPaths() },
    components: { schemas: components.schemas },
  };
}

interface OperationOptions {
  readonly summary: string;
  readonly tag: string;
  readonly query?: { readonly [name: string]: JsonSchema };
  readonly body?: JsonSchema;
  /** The body of the response; absent where there is none. */
  readonly result?: JsonSchema;
  readonly status?: "200" | "202" | "204";
  readonly type?: "application/json" | "text/event-stream";
  /** Whether the contract may refuse what is sent. */
  readonly refuses?: JsonSchema;
}

function operation(id: string, options: OperationOptions): JsonObject {
  const { summary, tag, query = {}, body, result, refuses } = options;
  const { status = "200", type = "application/json" } = options;
  const parameters = Object.entries(query).map(([name, schema]) => ({ name, in: "query", schema }));
  return {
    operationId: id,
    summary,
    tags: [tag],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: body } } } }),
    responses: {
      [status]: {
        description: summary,
        ...(result === undefined ? {} : { content: { [type]: { schema: result } } }),
      },
      ...(refuses === undefined
        ? {}
        : {
            "422": {
              description: "What was sent does not fit the contract.",
              content: { "application/json": { schema: refuses } },
            },
          }),
    },
  };
}

/** A path, with the parameters that it names. */
function path(address: string, operations: { readonly [method: string]: JsonObject }): JsonObject {
  const names = [...address.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
  const parameters = names.map((name) => ({ name, in: "path", required: true, schema: string }));
  return { [address]: { ...(parameters.length === 0 ? {} : { parameters }), ...operations } };
}

const record: JsonObject = { type: "object" };
const page = { metadata: record, limit: integer, offset: integer };

function assistantPaths({ Assistant, AssistantContext, Config, ContractError }: WireSchemas): JsonObject {
  const tag = "Assistants";
  const fields = {
    context: AssistantContext,
    config: Config,
    metadata: record,
    name: string,
    description: string,
  };
  const graph_id = string;
  const create = object({ assistant_id: string, graph_id, ...fields, if_exists: string }, ["graph_id"]);
  const schemas = ["input_schema", "output_schema", "state_schema", "config_schema", "context_schema"];
  return {
    ...path("/assistants", {
      post: operation("createAssistant", {
        ...{ tag, summary: "Create an assistant", body: create, result: Assistant, refuses: ContractError },
      }),
    }),
    ...path("/assistants/search", {
      post: operation("searchAssistants", {
        ...{
          tag,
          summary: "Search assistants",
          body: object({ ...page, graph_id }),
          result: array(Assistant),
        },
      }),
    }),
    ...path("/assistants/{assistant_id}", {
      get: operation("getAssistant", { tag, summary: "Get an assistant", result: Assistant }),
      patch: operation("updateAssistant", {
        ...{ tag, summary: "Change an assistant", body: object({ graph_id, ...fields }) },
        ...{ result: Assistant, refuses: ContractError },
      }),
      delete: operation("deleteAssistant", { tag, summary: "Delete an assistant", result: {} }),
    }),
    ...path("/assistants/{assistant_id}/schemas", {
      get: operation("getAssistantSchemas", {
        ...{ tag, summary: "Get the schemas of an assistant's graph" },
        result: object({ graph_id, ...Object.fromEntries(schemas.map((name) => [name, record])) }, [
          "graph_id",
        ]),
      }),
    }),
  };
}

function threadPaths({ Thread, ThreadState, Update, Checkpoint, ContractError }: WireSchemas): JsonObject {
  const tag = "Threads";
  const create = object({ thread_id: string, metadata: record, if_exists: string });
  const update = object({ values: anyOf(Update, { type: "null" }), as_node: string, checkpoint: Checkpoint });
  const history = object({ limit: integer, before: string, metadata: record, checkpoint: Checkpoint });
  return {
    ...path("/threads", {
      post: operation("createThread", { tag, summary: "Create a thread", body: create, result: Thread }),
    }),
    ...path("/threads/search", {
      post: operation("searchThreads", {
        ...{
          tag,
          summary: "Search threads",
          body: object({ ...page, status: string }),
          result: array(Thread),
        },
      }),
    }),
    ...path("/threads/{thread_id}", {
      get: operation("getThread", { tag, summary: "Get a thread", result: Thread }),
      delete: operation("deleteThread", { tag, summary: "Delete a thread", status: "204" }),
    }),
    ...path("/threads/{thread_id}/state", {
      get: operation("getThreadState", { tag, summary: "Get the state of a thread", result: ThreadState }),
      post: operation("updateThreadState", {
        ...{ tag, summary: "Change the state of a thread", body: update },
        ...{ result: record, refuses: ContractError },
      }),
    }),
    ...path("/threads/{thread_id}/history", {
      post: operation("getThreadHistory", {
        ...{ tag, summary: "Get the states that a thread had", body: history, result: array(ThreadState) },
      }),
    }),
  };
}

function runPaths(wire: WireSchemas): JsonObject {
  const { Run, RunRequest, RunResult } = wire;
  const tag = "Runs";
  const events: Pick<OperationOptions, "type" | "result"> = {
    type: "text/event-stream",
    result: anyOf(...eventsOf(wire)),
  };
  const body = RunRequest;
  const ofThread = "/threads/{thread_id}/runs";
  return {
    ...path(ofThread, {
      get: operation("listRuns", { tag, summary: "List the runs of a thread", result: array(Run) }),
      post: operation("createRun", { tag, summary: "Start a run", body, result: Run }),
    }),
    ...path(`${ofThread}/wait`, {
      post: operation("waitForRun", { tag, summary: "Run, and wait for the end", body, result: RunResult }),
    }),
    ...path(`${ofThread}/stream`, {
      post: operation("streamRun", { tag, summary: "Run, and stream what happens", body, ...events }),
    }),
    ...path(`${ofThread}/{run_id}`, {
      get: operation("getRun", { tag, summary: "Get a run", result: Run }),
      delete: operation("deleteRun", { tag, summary: "Delete a run", status: "204" }),
    }),
    ...path(`${ofThread}/{run_id}/join`, {
      get: operation("joinRun", { tag, summary: "Wait for the end of a run", result: RunResult }),
    }),
    ...path(`${ofThread}/{run_id}/stream`, {
      get: operation("joinRunStream", { tag, summary: "Stream what happens in a run", ...events }),
    }),
    ...path(`${ofThread}/{run_id}/cancel`, {
      post: operation("cancelRun", {
        ...{ tag, summary: "Cancel a run", query: { wait: { type: "boolean" }, action: string } },
        status: "202",
      }),
    }),
    ...path("/runs", {
      post: operation("createStatelessRun", {
        tag,
        summary: "Start a run without a thread",
        body,
        result: Run,
      }),
    }),
    ...path("/runs/wait", {
      post: operation("waitForStatelessRun", {
        ...{ tag, summary: "Run without a thread, and wait for the end", body, result: RunResult },
      }),
    }),
    ...path("/runs/stream", {
      post: operation("streamStatelessRun", {
        ...{ tag, summary: "Run without a thread, and stream what happens", body, ...events },
      }),
    }),
  };
}

/** What the events of a run's stream carry; the AsyncAPI document says which carries what. */
function eventsOf({ Values, Interrupted, Update, Event, Failure }: WireSchemas): JsonSchema[] {
  const updates = { type: "object", additionalProperties: anyOf(Update, { type: ["array", "null"] }) };
  const metadata = object({ run_id: string, attempt: integer }, ["run_id"]);
  return [Values, Interrupted, updates, Event, Failure, metadata, { type: "array" }, record];
}

function storePaths({ Item, ItemRequest }: WireSchemas): JsonObject {
  const tag = "Store";
  const namespace = array(string);
  const search = object({ namespace_prefix: namespace, filter: record, limit: integer, offset: integer }, [
    "namespace_prefix",
  ]);
  const [key, place] = [string, { namespace, key: string }];
  return {
    ...path("/store/items", {
      get: operation("getItem", {
        ...{ tag, summary: "Get an item", query: { namespace: string, key } },
        result: anyOf(Item, { type: "null" }),
      }),
      put: operation("putItem", { tag, summary: "Put an item", body: ItemRequest, status: "204" }),
      delete: operation("deleteItem", {
        ...{ tag, summary: "Delete an item", body: object(place, ["key"]), status: "204" },
      }),
    }),
    ...path("/store/items/search", {
      post: operation("searchItems", {
        ...{ tag, summary: "Search items", body: search, result: object({ items: array(Item) }, ["items"]) },
      }),
    }),
  };
}

function contractPaths(): JsonObject {
  const tag = "Contracts";
  const entry = { graph: string, name: string, fingerprint: string };
  const required = Object.keys(entry);
  return {
    ...path("/contracts", {
      get: operation("listContracts", {
        tag,
        summary: "List the contracts",
        result: array(object(entry, required)),
      }),
    }),
    ...path("/contracts/{graph}", {
      get: operation("getContract", {
        ...{ tag, summary: "Get a contract" },
        result: object({ ...entry, members: record }, [...required, "members"]),
      }),
    }),
  };
}
