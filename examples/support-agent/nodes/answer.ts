import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, SystemMessage } from "@langchain/core/messages";
import type { StructuredToolInterface } from "@langchain/core/tools";
import type {
  SupportAgentRuntime,
  SupportAgentState,
  SupportAgentUpdate,
} from "../../../generated/support-agent/index.js";
import { systemPrompt } from "../prompt.js";

/** Makes the node that lets the model say or do the next thing. */
export function answerWith(model: BaseChatModel, tools: StructuredToolInterface[]) {
  if (model.bindTools === undefined) throw new Error("The agent needs a model that can call tools.");
  const bound = model.bindTools(tools);
  return async (state: SupportAgentState, runtime: SupportAgentRuntime): Promise<SupportAgentUpdate> => {
    runtime.streamWriter({ type: "typing" });
    const message = await bound.invoke([new SystemMessage(systemPrompt(state, runtime)), ...state.messages]);
    return { messages: [message], tool_calls: callsOf(message).length };
  };
}

/** The tools that a message calls. */
export function callsOf(message: unknown): NonNullable<AIMessage["tool_calls"]> {
  return AIMessage.isInstance(message) ? (message.tool_calls ?? []) : [];
}
