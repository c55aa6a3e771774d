import { describe, expect, it } from "vitest";
import { OrdersStateGraph } from "../contracts/generated/orders/index.js";

const context = { tenant: "acme" };
const order = { items: [{ sku: "a" }], total: 3, note: "thanks" };

const graph = new OrdersStateGraph()
  .addNode("take", () => order)
  .setEntryPoint("take")
  .setFinishPoint("take")
  .compile();

describe("a caller that passes what only LangGraph passes", () => {
  it.each(["__pregel_task_id", "__pregel_scratchpad"])(
    "in %s is refused, and stops no other run",
    async (key) => {
      const options = { context, configurable: { [key]: "made up" } };
      await expect(graph.invoke({}, options)).rejects.toThrow("does not work with this version");
      expect(await graph.invoke({}, { context })).toMatchObject({ total: 3 });
    },
  );
});
