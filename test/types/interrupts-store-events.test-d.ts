import type { BaseStore } from "@langchain/langgraph";
import {
  answer,
  answering,
  type ContractStore,
  getRuntime,
  openStore,
  Runtime,
  type StoreItem,
  type StoreSearchItem,
} from "graphwright";
import { describe, expectTypeOf, it } from "vitest";
import type { User } from "../../generated/shared/user/index.js";
import {
  type Refund,
  type SupportAgentEvents,
  type SupportAgentOutput,
  type SupportAgentRuntime,
  SupportAgentStateGraph,
  type SupportAgentUsersNotesItem,
  supportAgentContract,
} from "../../generated/support-agent/index.js";
import { agentContext, ticket } from "../support/support-agent.js";

declare const runtime: SupportAgentRuntime;
const refund = { kind: "refund", order_id: "o1", amount: { amount: 20, currency: "EUR" } } as const;

describe("runtime.interrupt", () => {
  it("types the value and the answer by the question's name", () => {
    const ask = () => runtime.interrupt("approve_refund", refund);
    expectTypeOf<ReturnType<typeof ask>>().toEqualTypeOf<{ approved: boolean; comment?: string }>();
    const choose = () => runtime.interrupt("choose_team", ["billing"]);
    expectTypeOf<ReturnType<typeof choose>>().toEqualTypeOf<string>();
  });

  it("takes no other question and no other value", () => {
    // @ts-expect-error There is no such question.
    () => runtime.interrupt("approve", refund);
    // @ts-expect-error The value is that of another question.
    () => runtime.interrupt("choose_team", refund);
    // @ts-expect-error A value is missing.
    () => runtime.interrupt("approve_refund");
  });
});

describe("answer", () => {
  it("types the answer by the question's name", () => {
    () => answer(supportAgentContract, "choose_team", "billing");
    // @ts-expect-error The answer is that of another question.
    () => answer(supportAgentContract, "choose_team", { approved: true });
    // @ts-expect-error There is no such question.
    () => answer(supportAgentContract, "choose", "billing");
  });
});

describe("answering", () => {
  it("makes the interrupt of a runtime, its answers typed by the questions' names", () => {
    () => {
      const made: SupportAgentRuntime = new Runtime({
        interrupt: answering(supportAgentContract, { approve_refund: { approved: true } }),
      });
      return made.override({ interrupt: answering(supportAgentContract, { choose_team: "billing" }) });
    };
    // @ts-expect-error The answer is that of another question.
    () => answering(supportAgentContract, { choose_team: { approved: true } });
    // @ts-expect-error There is no such question.
    () => answering(supportAgentContract, { choose: "billing" });
    // @ts-expect-error A function that answers anything is no typed answer.
    (): SupportAgentRuntime => new Runtime({ interrupt: () => true });
  });
});

describe("the result of invoke", () => {
  it("tells an interrupt from an output", async () => {
    const graph = new SupportAgentStateGraph()
      .addNode("a", () => undefined)
      .setEntryPoint("a")
      .compile();
    const input = { ticket, messages: [] as never };
    const call = () => graph.invoke(input, { context: agentContext });
    type Result = Awaited<ReturnType<typeof call>>;
    const handle = (result: Result) => {
      if ("__interrupt__" in result && Array.isArray(result.__interrupt__)) return;
      return result;
    };
    expectTypeOf(handle).returns.toExtend<object | undefined>();
    expectTypeOf<SupportAgentOutput>().toExtend<Result>();
    // A run that stopped may have written a field already, so its presence tells nothing.
    const actions = (result: Result) => ("actions" in result ? result : undefined);
    expectTypeOf(actions).returns.toEqualTypeOf<Result | undefined>();
    expectTypeOf<Result["actions"]>().toEqualTypeOf<SupportAgentOutput["actions"] | undefined>();
    const question = (result: Extract<Result, { __interrupt__: readonly unknown[] }>) => {
      const asked = result.__interrupt__[0];
      const value = asked?.isOwn ? asked.value : undefined;
      if (value?.name === "approve_refund") expectTypeOf(value.value).toEqualTypeOf<Refund>();
      if (value?.name === "choose_team") expectTypeOf(value.value).toEqualTypeOf<[string, ...string[]]>();
    };
    expectTypeOf(question).toBeFunction();
  });
});

describe("the store", () => {
  it("types items by their namespace", () => {
    const read = async () => (await runtime.store.get(["users"], "a"))?.value;
    expectTypeOf<Awaited<ReturnType<typeof read>>>().toEqualTypeOf<User | undefined>();
    const notes = async () => (await runtime.store.search(["users", "a", "notes"]))?.[0]?.value.text;
    expectTypeOf<Awaited<ReturnType<typeof notes>>>().toEqualTypeOf<string | undefined>();
    const all = async () => (await runtime.store.search(["users"]))?.[0]?.value;
    expectTypeOf<Awaited<ReturnType<typeof all>>>().toEqualTypeOf<
      User | SupportAgentUsersNotesItem | undefined
    >();
    const any = async (prefix: string[]) => (await runtime.store.search(prefix))?.[0]?.value;
    expectTypeOf<Awaited<ReturnType<typeof any>>>().toEqualTypeOf<
      User | SupportAgentUsersNotesItem | undefined
    >();
    const of = async (user: string) => (await runtime.store.search(["users", user]))?.[0]?.value;
    expectTypeOf<Awaited<ReturnType<typeof of>>>().toEqualTypeOf<SupportAgentUsersNotesItem | undefined>();
    // @ts-expect-error There is no such namespace.
    () => runtime.store.get(["user"], "a");
    // @ts-expect-error A part of the value is missing.
    () => runtime.store.put(["users"], "a", { id: "a" });
    // @ts-expect-error The value is that of another namespace.
    () => runtime.store.put(["users", "a", "notes"], "n", { id: "a", name: "A", plan: "free" });
  });

  it("types each operation of a batch, and what it comes to, by its namespace", () => {
    const user = { id: "a", name: "A", plan: "free" } as const;
    const batch = async () =>
      runtime.store.batch([
        { namespace: ["users"], key: "a" },
        { namespace: ["users", "a", "notes"], key: "n" },
        { namespace: ["users"], key: "a", value: user },
        { namespace: ["users", "a", "notes"], key: "n", value: null },
        { namespacePrefix: ["users", "a"], limit: 3 },
        { limit: 10, offset: 0, maxDepth: 1 },
      ]);
    type Results = NonNullable<Awaited<ReturnType<typeof batch>>>;
    expectTypeOf<Results[0]>().toEqualTypeOf<StoreItem<User> | null>();
    expectTypeOf<Results[1]>().toEqualTypeOf<StoreItem<SupportAgentUsersNotesItem> | null>();
    expectTypeOf<Results[2]>().toEqualTypeOf<undefined>();
    expectTypeOf<Results[3]>().toEqualTypeOf<undefined>();
    expectTypeOf<Results[4]>().toEqualTypeOf<StoreSearchItem<SupportAgentUsersNotesItem>[]>();
    expectTypeOf<Results[5]>().toEqualTypeOf<string[][]>();
    // @ts-expect-error There is no such namespace.
    () => runtime.store.batch([{ namespace: ["user"], key: "a" }]);
    // @ts-expect-error The value is that of another namespace.
    () => runtime.store.batch([{ namespace: ["users", "a", "notes"], key: "n", value: user }]);
  });

  it("is a BaseStore, and opens outside of graphs with the same types", (_context, base = {} as BaseStore) => {
    const memory = openStore(supportAgentContract, base);
    expectTypeOf(memory).toExtend<BaseStore>();
    expectTypeOf<NonNullable<SupportAgentRuntime["store"]>>().toEqualTypeOf<typeof memory>();
    expectTypeOf<ContractStore<object>>().toExtend<BaseStore>();
  });
});

describe("the custom stream", () => {
  it("takes what the events member allows, and yields it", async () => {
    () => runtime.streamWriter({ type: "progress", step: "look" });
    // @ts-expect-error There is no such event.
    () => runtime.streamWriter({ type: "progres", step: "look" });
    // @ts-expect-error A part of the event is missing.
    () => runtime.streamWriter({ type: "progress" });
    const graph = new SupportAgentStateGraph()
      .addNode("a", () => undefined)
      .setEntryPoint("a")
      .compile();
    const first = async () => {
      const input = { ticket, messages: [] as never };
      const options = { context: agentContext, streamMode: "custom" } as const;
      for await (const event of await graph.stream(input, options)) return event;
      throw new Error();
    };
    expectTypeOf<Awaited<ReturnType<typeof first>>>().toEqualTypeOf<SupportAgentEvents>();
  });
});

describe("getRuntime", () => {
  it("types all of the runtime by the contract", () => {
    const found = () => getRuntime(supportAgentContract);
    expectTypeOf<ReturnType<typeof found>>().toEqualTypeOf<SupportAgentRuntime>();
  });
});
