import { START } from "@langchain/langgraph";
import { RefundCheckStateGraph } from "../../generated/refund-check/index.js";
import { inWords } from "./money.js";
import type { Shop } from "./shop.js";

/**
 * Checks a refund before money moves. A graph with a contract of its own, so that others can run it too; inside the support agent it
 * takes the fields and the context that it knows. The checks run side by side, and the reducers of `risk` and `facts` join what they find.
 */
export function refundCheck(shop: Shop) {
  return new RefundCheckStateGraph()
    .addNode("check_order", async ({ refund }, runtime) => {
      const orders = await shop.orders(runtime.context.user.id, Number.POSITIVE_INFINITY);
      const order = orders.find(({ id }) => id === refund.order_id);
      if (order === undefined) return { risk: 1 };
      const isTooMuch = refund.amount.amount > order.total.amount;
      return { risk: isTooMuch ? 1 : 0, facts: { order_total: inWords(order.total) } };
    })
    .addNode("check_history", async ({ refund }, runtime) => {
      const earlier = await shop.refunds(runtime.context.user.id);
      const isSecond = earlier.some(({ order_id }) => order_id === refund.order_id);
      return {
        risk: isSecond ? 1 : Math.min(earlier.length * 0.2, 0.8),
        facts: { earlier_refunds: earlier.length },
      };
    })
    .addEdge(START, "check_order")
    .addEdge(START, "check_history")
    .setFinishPoint("check_order")
    .setFinishPoint("check_history")
    .compile();
}
