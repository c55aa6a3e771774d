import { randomUUID } from "node:crypto";
import { BaseChatModel, type BindToolsInput } from "@langchain/core/language_models/chat_models";
import { AIMessage, type BaseMessage } from "@langchain/core/messages";
import type { ChatResult } from "@langchain/core/outputs";
import { SupportAgentFindOrdersResult } from "../../generated/support-agent/index.js";

/**
 * A chat model that follows a script, so that the example runs without a network and says the same every time. Any chat model that calls
 * tools can take its place.
 */
export class ScriptedModel extends BaseChatModel {
  /** The names of the tools that the model was given: it calls no others. */
  readonly #tools: ReadonlySet<string>;

  constructor(tools: ReadonlySet<string> = new Set()) {
    super({});
    this.#tools = tools;
  }

  override _llmType(): string {
    return "scripted";
  }

  override bindTools(tools: BindToolsInput[]): ScriptedModel {
    return new ScriptedModel(new Set(tools.flatMap((tool) => ("name" in tool ? [String(tool.name)] : []))));
  }

  override async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const next = script(messages);
    const unknown = next.tool_calls?.find(({ name }) => !this.#tools.has(name));
    if (unknown !== undefined) throw new Error(`The model was not given the tool ${unknown.name}.`);
    return { generations: [{ message: next, text: next.text }] };
  }
}

/** What the model says or does after these messages. */
function script(messages: readonly BaseMessage[]): AIMessage {
  const last = messages.at(-1);
  const prompt = messages[0]?.text ?? "";
  if (last?.type !== "tool") {
    const wish = last?.text ?? "";
    if (!/refund|broken|money back/i.test(wish)) return calling("search_help", { query: wish });
    return calling("find_orders", { user_id: /user_id (\S+)\)/.exec(prompt)?.[1], limit: 1 });
  }
  switch (last.name) {
    case "search_help":
      return new AIMessage(
        last.text.split("\n").slice(1).join(" ") || "I could not find anything about that.",
      );
    case "find_orders": {
      const [order] = SupportAgentFindOrdersResult.parse(JSON.parse(last.text));
      if (order === undefined) return new AIMessage("I could not find an order of yours.");
      return calling("propose_refund", { order_id: order.id, reason: "damaged" });
    }
    default: {
      const isPaid = prompt.includes("refund: paid");
      return new AIMessage(
        isPaid ? "Your money is on its way back to you." : "I am sorry, we can't refund this order.",
      );
    }
  }
}

/** The ids of calls are unique over all processes, as those of real models are: a conversation may go on in another one. */
function calling(name: string, args: Record<string, unknown>): AIMessage {
  const id = `call_${randomUUID()}`;
  return new AIMessage({ content: "", tool_calls: [{ type: "tool_call", id, name, args }] });
}
