// The program of docs/server.md.
// #region errors
import { readContractError } from "graphwright";

// #endregion

// #region app
import { contractApp } from "graphwright/server";
import { GreetingStateGraph } from "../../generated/greeting/index.js";

export const graph = new GreetingStateGraph()
  .addNode("greet", (_state, { context }) => ({ response: `Hello ${context.user_id}!` }))
  .setEntryPoint("greet")
  .setFinishPoint("greet")
  .compile();

export const app = contractApp({ greeting: graph });
// #endregion

// #region own-routes
app.get("/health", (c) => c.json({ healthy: true }));
// #endregion

// #region contracts
console.log(await (await app.request("/contracts")).json());
//> [
//>   {
//>     graph: 'greeting',
//>     name: 'greeting',
//>     fingerprint: '437d859b1feb485d'
//>   }
//> ]

type Contract = { members: { context: object } };
const { members } = (await (await app.request("/contracts/greeting")).json()) as Contract;
console.log(Object.keys(members), members.context);
//> [ 'context', 'state', 'update' ] {
//>   '$schema': 'https://json-schema.org/draft/2020-12/schema',
//>   title: 'Context',
//>   description: 'What every run of the graph is told about its caller.',
//>   type: 'object',
//>   properties: {
//>     user_id: {
//>       type: 'string',
//>       minLength: 1,
//>       description: 'Whose memories to read: the key under the `users` namespace of the store.'
//>     }
//>   },
//>   required: [ 'user_id' ],
//>   additionalProperties: false
//> }

type OpenApi = { openapi: string; paths: object };
const api = (await (await app.request("/contracts/greeting/openapi.json")).json()) as OpenApi;
console.log(api.openapi, Object.keys(api.paths).slice(0, 4));
//> 3.1.0 [
//>   '/assistants',
//>   '/assistants/search',
//>   '/assistants/{assistant_id}',
//>   '/assistants/{assistant_id}/schemas'
//> ]
// #endregion

// #region assistant
const refused = await app.request("/assistants", {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ graph_id: "greeting", context: { user_id: 7 } }),
});
const body: unknown = await refused.json();
console.log(refused.status, body);
//> 422 {
//>   error: 'ContractError',
//>   message: 'Graph "greeting" refused the context:\n' +
//>     '  - /user_id must be a string, but is a number\n' +
//>     "An assistant's context may leave properties to the context of a run, but what it has must fit. It was not stored.",
//>   graph: 'greeting',
//>   boundary: 'context',
//>   issues: [
//>     {
//>       path: '/user_id',
//>       keyword: 'type',
//>       message: '/user_id must be a string, but is a number',
//>       schemaPath: 'greeting/context.schema.json#/properties/user_id/type'
//>     }
//>   ],
//>   hint: "An assistant's context may leave properties to the context of a run, but what it has must fit. It was not stored."
//> }

// #endregion

// #region errors
// What an SDK client gets as the data of an `error` event.
const event = await graph
  .invoke({}, { context: {} as never, configurable: { assistant_id: "a", graph_id: "greeting" } })
  .catch((error: Error) => ({ error: error.name, message: error.message }));
console.log(event);
//> {
//>   error: 'ContractError',
//>   message: 'Graph "greeting" refused the context:\n' +
//>     '  - /user_id is missing\n' +
//>     '[contract-error] {"graph":"greeting","boundary":"context","issues":[{"path":"/user_id","keyword":"required","message":"/user_id is missing","schemaPath":"greeting/context.schema.json#/required"}]}'
//> }

const error = readContractError(event);
console.log(error?.boundary, error?.issues[0]?.path);
//> context /user_id
console.log(readContractError(body)?.message);
//> Graph "greeting" refused the context:
//>   - /user_id must be a string, but is a number
//> An assistant's context may leave properties to the context of a run, but what it has must fit. It was not stored.
// #endregion
