import { ToolMessage } from "@langchain/core/messages";
import { Command } from "@langchain/langgraph";
import { type SupportAgentUpdate, supportAgentTools } from "../../generated/support-agent/index.js";
import { inWords } from "./money.js";
import type { Shop } from "./shop.js";

/** What the model may call. The contract checks what it passes; whether it may pass that is decided here. */
export function shopTools(shop: Shop) {
  const findOrders = supportAgentTools.find_orders(async ({ user_id, since, limit }, runtime) => {
    // A model can be talked into asking for somebody else's orders.
    if (user_id !== runtime.context.user.id) throw new Error("These are not the customer's own orders.");
    runtime.streamWriter({ type: "progress", step: "looking up orders" });
    const orders = await shop.orders(user_id, limit);
    return since === undefined ? orders : orders.filter(({ placed_at }) => placed_at >= since);
  });

  // The model reads the text; the articles themselves stay with the message, for the sources.
  const searchHelp = supportAgentTools.search_help(
    async ({ query }, runtime) => {
      runtime.streamWriter({ type: "progress", step: "searching the help centre" });
      const articles = await shop.search(query);
      const text = articles.map(({ title, excerpt }) => `${title}\n${excerpt}`).join("\n\n");
      return [text || "Nothing was found.", articles];
    },
    { responseFormat: "content_and_artifact" },
  );

  // Proposing is all that the model can do: the refund goes into the state, and the graph decides.
  const proposeRefund = supportAgentTools.propose_refund(async ({ order_id, amount, reason }, runtime) => {
    const orders = await shop.orders(runtime.context.user.id, Number.POSITIVE_INFINITY);
    const order = orders.find(({ id }) => id === order_id);
    if (order === undefined) throw new Error(`The customer has no order ${order_id}.`);
    const refund = { kind: "refund", order_id, amount: amount ?? order.total, reason } as const;
    const content = `A refund of ${inWords(refund.amount)} was proposed.`;
    const message = new ToolMessage({
      content,
      tool_call_id: runtime.toolCallId ?? "",
      name: "propose_refund",
    });
    const update = { refund, intent: "refund", messages: [message] } satisfies SupportAgentUpdate;
    return new Command({ update });
  });

  return [findOrders, searchHelp, proposeRefund];
}
