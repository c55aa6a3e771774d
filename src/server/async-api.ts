import type { Contract } from "../contract/contract.js";
import { membersOf } from "../contract/members.js";
import type { JsonObject, JsonSchema } from "../schema/json.js";
import { Components } from "./components.js";
import { anyOf, array, integer, object, string, wireSchemas } from "./wire-schemas.js";

/** The streams of runs: server-sent events that a `POST` (or, to join a run, a `GET`) is answered with. */
const STREAMS = {
  threadRun: "/threads/{thread_id}/runs/stream",
  joinedRun: "/threads/{thread_id}/runs/{run_id}/stream",
  statelessRun: "/runs/stream",
} as const;

/**
 * The streams of a graph's runs on LangGraph's server as an AsyncAPI 3 document: a message for each kind of event, by the name that the event has.
 *
 * @param graph - The graph's id on the server.
 */
export function asyncApiOf(graph: string, contract: Contract): JsonObject {
  const components = new Components("asyncapi");
  const { Values, Interrupted, Update, Event, Failure } = wireSchemas(components, graph, membersOf(contract));
  const messages = messagesOf({
    metadata: ["The run has begun.", object({ run_id: string, attempt: integer }, ["run_id"])],
    values: [
      "The state after a superstep, or the questions that stopped the run.",
      anyOf(Values, Interrupted),
    ],
    updates: [
      "What each node of a superstep returned.",
      { type: "object", additionalProperties: anyOf(Update, array({}), { type: "null" }) },
    ],
    custom: ["What a node wrote to the custom stream.", Event],
    messages: [
      "A message, or a part of one, with metadata (the mode messages-tuple).",
      { type: "array", items: { type: "object" }, minItems: 2, maxItems: 2 },
    ],
    error: ["The run has failed.", Failure],
  });
  const names = Object.keys(messages);
  return {
    asyncapi: "3.0.0",
    info: {
      title: graph,
      version: contract.fingerprint,
      description: `The runs of the graph ${graph} on a LangGraph server, as server-sent events.`,
    },
    channels: Object.fromEntries(
      Object.entries(STREAMS).map(([id, address]) => [id, channel(address, names)]),
    ),
    operations: Object.fromEntries(
      Object.keys(STREAMS).map((id) => [
        `receive${id.slice(0, 1).toUpperCase()}${id.slice(1)}`,
        { action: "receive", channel: { $ref: `#/channels/${id}` } },
      ]),
    ),
    components: { messages, schemas: components.schemas },
  };
}

function messagesOf(kinds: {
  readonly [event: string]: readonly [summary: string, payload: JsonSchema];
}): JsonObject {
  return Object.fromEntries(
    Object.entries(kinds).map(([name, [summary, payload]]) => [
      name,
      { name, summary, contentType: "application/json", payload },
    ]),
  );
}

function channel(address: string, messages: readonly string[]): JsonObject {
  const names = [...address.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
  return {
    address,
    ...(names.length === 0 ? {} : { parameters: Object.fromEntries(names.map((name) => [name, {}])) }),
    messages: Object.fromEntries(messages.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
  };
}
