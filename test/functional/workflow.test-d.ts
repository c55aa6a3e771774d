import type { StreamEvent } from "@langchain/core/tracers/log_stream";
import type { IterableReadableStream } from "@langchain/core/utils/stream";
import { Command, entrypoint, type LangGraphRunnableConfig } from "@langchain/langgraph";
import type { Interrupted } from "graphwright";
import { entrypointOf, taskOf, type Workflow, type WorkflowWithContext } from "graphwright";
import { describe, expectTypeOf, it } from "vitest";
import {
  type SupportAgentInterrupts,
  type SupportAgentOutput,
  type SupportAgentState,
  supportAgentContract,
} from "../../generated/support-agent/index.js";
import {
  type OrdersContext,
  type OrdersInput,
  type OrdersOutput,
  type OrdersTypes,
  ordersContract,
  ordersEntrypoint,
} from "../contracts/generated/orders/index.js";
import {
  type TallyInput,
  type TallyOutput,
  type TallyTypes,
  tallyContract,
} from "../contracts/generated/tally/index.js";

const tallyEntrypoint = entrypointOf(tallyContract);
const paid = { items: [{ sku: "a" }], total: 3, note: "thanks" };
const context = { tenant: "acme" };

describe("an entrypoint's function", () => {
  it("gets the input, the runtime and what the last run returned", () => {
    ordersEntrypoint(async (input, runtime, config) => {
      expectTypeOf(input).toEqualTypeOf<OrdersInput>();
      expectTypeOf(runtime.context).toEqualTypeOf<OrdersContext>();
      expectTypeOf(runtime.previous).toEqualTypeOf<OrdersOutput | undefined>();
      expectTypeOf(config).toEqualTypeOf<LangGraphRunnableConfig>();
      // @ts-expect-error In a thread's first run there is nothing before.
      runtime.previous.total;
      return paid;
    });
    tallyEntrypoint((input) => {
      expectTypeOf(input).toEqualTypeOf<TallyInput>();
      return { question: input.question, votes: {}, rounds: 0 };
    });
  });

  it("returns the output; what defaults add may be left out", () => {
    ordersEntrypoint(() => paid);
    // @ts-expect-error The total is a number.
    ordersEntrypoint(() => ({ ...paid, total: "3" }));
    // @ts-expect-error The note is missing.
    ordersEntrypoint(async () => ({ items: [], total: 3 }));
    // @ts-expect-error It must return something.
    ordersEntrypoint(() => {});
    // @ts-expect-error A generator gives no output.
    ordersEntrypoint(function* () {
      yield paid;
    });
  });

  it("may save something else, of which the next run knows the type", () => {
    ordersEntrypoint<number>(async (_input, runtime) => {
      expectTypeOf(runtime.previous).toEqualTypeOf<number | undefined>();
      return entrypoint.final({ value: paid, save: (runtime.previous ?? 0) + 1 });
    });
    // @ts-expect-error What it saves is a number.
    ordersEntrypoint<number>(() => entrypoint.final({ value: paid, save: "1" }));
    // @ts-expect-error What it returns must be an output all the same.
    ordersEntrypoint<number>(() => entrypoint.final({ value: { items: [] }, save: 1 }));
    // @ts-expect-error Without `final` it would save its output, which is no number.
    ordersEntrypoint<number>(() => paid);
    ordersEntrypoint<number | OrdersOutput>(() => ({ ...paid, items: [] }));
  });

  it("asks the questions of the contract", () => {
    entrypointOf(supportAgentContract)(async (_input, runtime) => {
      expectTypeOf(runtime.interrupt("choose_team", ["a"])).toEqualTypeOf<
        SupportAgentInterrupts["choose_team"]["resume"]
      >();
      // @ts-expect-error There is no such question.
      runtime.interrupt("choose_tea", ["a"]);
      return {} as SupportAgentOutput;
    });
  });
});

describe("a workflow", () => {
  const orders = ordersEntrypoint({ name: "orders" }, () => paid);
  const tally = tallyEntrypoint({}, () => ({ question: "?", votes: {}, rounds: 0 }));

  it("is called with its input and, where the contract requires it, a context", async () => {
    expectTypeOf(orders).toEqualTypeOf<WorkflowWithContext<OrdersTypes>>();
    expectTypeOf(tally).toEqualTypeOf<Workflow<TallyTypes>>();
    expectTypeOf(await orders.invoke({}, { context })).toEqualTypeOf<OrdersOutput>();
    expectTypeOf(await tally.invoke({ question: "why?" })).toEqualTypeOf<TallyOutput>();
    orders.invoke(new Command({ resume: 1 }), { context });
    orders.withConfig({ context }).invoke(null);
    // @ts-expect-error The contract requires a context.
    orders.invoke({});
    // @ts-expect-error The tenant is a string.
    orders.invoke({}, { context: { tenant: 1 } });
    // @ts-expect-error The question is missing.
    tally.invoke({});
    // @ts-expect-error The state has no such field.
    orders.invoke({ totl: 1 }, { context });
    // @ts-expect-error LangGraph has no such option.
    entrypointOf(tallyContract)({ nam: "x" }, () => ({ question: "?", votes: {}, rounds: 0 }));
  });

  it("returns its output or, where the contract has questions, what is asked", () => {
    const support = entrypointOf(supportAgentContract)(() => ({}) as SupportAgentOutput);
    expectTypeOf(support.invoke).returns.resolves.toEqualTypeOf<
      SupportAgentOutput | Interrupted<SupportAgentInterrupts, SupportAgentState>
    >();
  });

  it("streams by mode", async () => {
    for await (const chunk of await orders.stream({}, { context })) {
      expectTypeOf(chunk).toExtend<{ readonly [name: string]: OrdersOutput }>();
    }
    for await (const chunk of await orders.stream({}, { context, streamMode: "values" })) {
      expectTypeOf(chunk).toEqualTypeOf<OrdersOutput>();
    }
    expectTypeOf((await orders.getState({})).values).toEqualTypeOf<OrdersOutput>();
    // @ts-expect-error There is no such mode.
    orders.stream({}, { context, streamMode: "value" });
  });
});

describe("a task", () => {
  const ordersTask = taskOf(ordersContract);

  it("keeps the types of its function, and is always a promise", () => {
    const add = ordersTask("add", (a: number, b?: string) => `${a}${b}`);
    expectTypeOf(add).toEqualTypeOf<(a: number, b?: string) => Promise<string>>();
    const later = ordersTask({ name: "later", timeout: 10 }, async (a: number) => a);
    expectTypeOf(later).toEqualTypeOf<(a: number) => Promise<number>>();
    // @ts-expect-error The argument is a number.
    later("1");
    // @ts-expect-error A task has a name.
    ordersTask({}, () => 1);
  });
});

describe("streamEvents and batch of a workflow", () => {
  const orders = ordersEntrypoint(() => paid);
  const tally = tallyEntrypoint(({ question }) => ({ question, votes: {}, rounds: 0 }));

  it("have the outputs of the contract", () => {
    const run = () => orders.streamEvents({}, { context, version: "v3" });
    expectTypeOf<Awaited<ReturnType<typeof run>>["output"]>().toEqualTypeOf<
      Promise<OrdersOutput | OrdersTypes["Interrupted"]>
    >();
    expectTypeOf(() => orders.streamEvents({}, { context, version: "v2" })).returns.toEqualTypeOf<
      IterableReadableStream<StreamEvent>
    >();
    expectTypeOf(() => orders.batch([{}], { context })).returns.resolves.toEqualTypeOf<
      OrdersTypes["Result"][]
    >();
    expectTypeOf(() =>
      tally.batch([{ question: "why?" }], undefined, { returnExceptions: true }),
    ).returns.resolves.toEqualTypeOf<(TallyTypes["Result"] | Error)[]>();
    const history = () => orders.getStateHistory({ configurable: { thread_id: "t" } });
    type Snapshot = ReturnType<typeof history> extends AsyncIterable<infer Each> ? Each : never;
    expectTypeOf<Snapshot["values"]>().toEqualTypeOf<OrdersOutput>();
  });

  it("take right inputs and contexts only", () => {
    // @ts-expect-error An item's sku is a string.
    () => orders.streamEvents({ items: [{ sku: 5 }] }, { context, version: "v3" });
    // @ts-expect-error The context is missing.
    () => orders.streamEvents({}, { version: "v3" });
    // @ts-expect-error The same with v2.
    () => orders.streamEvents({}, { version: "v2" });
    // @ts-expect-error The context is missing.
    () => orders.batch([{}]);
    // @ts-expect-error The second input is none.
    () => orders.batch([{}, { totl: 1 }], { context });
    // @ts-expect-error The question is missing.
    () => tally.batch([{}]);
  });
});
