// The program of docs/operation.md.
// #region opentelemetry
import { openTelemetry } from "graphwright/opentelemetry";

// #endregion

// #region violations
import { GreetingStateGraph } from "../../generated/greeting/index.js";

const builder = new GreetingStateGraph()
  .addNode("greet", () => ({ response: 7 }) as never)
  .setEntryPoint("greet")
  .setFinishPoint("greet");

const graph = builder.compile({
  onViolation: ({ graph, boundary, node, issues }, outcome) => {
    console.log(
      outcome,
      graph,
      boundary,
      node,
      issues.map(({ schemaPath }) => schemaPath),
    );
  },
});
const options = { context: { user_id: "user_123" } };
await graph.invoke({}, options).catch(({ name }) => console.log(name));
//> refused greeting update greet [ 'greeting/state.schema.json#/properties/response/type' ]
//> ContractError
// #endregion

// #region warn
const lenient = builder.compile({
  validate: { update: "warn", output: "warn" },
  onViolation: ({ boundary }, outcome) => console.log(boundary, outcome),
});
console.log(await lenient.invoke({}, options));
//> update warned
//> output warned
//> { response: 7 }
// #endregion

// #region checks
const watched = builder.compile({
  validate: { update: "warn", output: false },
  onCheck: ({ boundary, outcome, duration }) => console.log(boundary, outcome, duration < 1000),
  onViolation: () => {},
});
await watched.invoke({}, options);
//> input passed true
//> context passed true
//> update warned true

// #endregion

// #region opentelemetry
const traced = builder.compile({ ...openTelemetry() });
await traced.invoke({}, options).catch(({ name }) => console.log(name));
//> ContractError
// #endregion
