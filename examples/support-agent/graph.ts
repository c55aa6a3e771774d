import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { type BaseCheckpointSaver, type BaseStore, START } from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import type { Observation } from "graphwright";
import { SupportAgentStateGraph } from "../../generated/support-agent/index.js";
import { answerWith, callsOf } from "./nodes/answer.js";
import { close } from "./nodes/close.js";
import { handOver } from "./nodes/hand-over.js";
import { remember } from "./nodes/remember.js";
import { settleRefundWith } from "./nodes/settle-refund.js";
import { refundCheck } from "./refund-check.js";
import type { Shop } from "./shop.js";
import { shopTools } from "./tools.js";

/** What the agent works with. */
export interface Equipment extends Observation {
  readonly model: BaseChatModel;
  readonly shop: Shop;
  /** Where conversations are kept, so that one that waits for a person can go on later. A LangGraph server brings its own. */
  readonly checkpointer?: BaseCheckpointSaver;
  /** What is remembered between conversations. A LangGraph server brings its own. */
  readonly store?: BaseStore;
}

/**
 * The support agent: the model answers, calling tools as it needs them; a refund that it proposes is checked, then settled, perhaps by a person.
 *
 * ```
 * remember -> answer -> close
 *             |   ^ \-> hand_over
 *             v   |
 *            tools -> check_refund -> settle_refund -> answer
 * ```
 */
export function supportAgent({ model, shop, ...options }: Equipment) {
  const tools = shopTools(shop);
  return new SupportAgentStateGraph()
    .addNode("remember", remember)
    .addNode("answer", answerWith(model, tools))
    .addNode("tools", new ToolNode(tools))
    .addNode("check_refund", refundCheck(shop))
    .addNode("settle_refund", settleRefundWith(shop))
    .addNode("hand_over", handOver)
    .addNode("close", close)
    .addEdge(START, "remember")
    .addEdge("remember", "answer")
    .addConditionalEdges(
      "answer",
      ({ messages, tool_calls }, { context }) => {
        if (callsOf(messages.at(-1)).length === 0) return "close";
        return tool_calls > context.limits.tool_calls ? "hand_over" : "tools";
      },
      ["tools", "hand_over", "close"],
    )
    .addConditionalEdges("tools", ({ refund }) => (refund === null ? "answer" : "check_refund"), [
      "answer",
      "check_refund",
    ])
    .addEdge("check_refund", "settle_refund")
    .addEdge("settle_refund", "answer")
    .setFinishPoint("hand_over")
    .setFinishPoint("close")
    .compile(options);
}
