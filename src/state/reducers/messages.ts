import {
  type BaseMessage,
  type BaseMessageLike,
  coerceMessageLikeToMessage,
  RemoveMessage,
} from "@langchain/core/messages";
import { type Messages, messagesStateReducer } from "@langchain/langgraph";
import type { BuiltInReducer } from "./reducer.js";

/**
 * `messages`: starts as `[]`; an update is a message or an array of messages, as message objects, dicts, texts (of the user) or pairs of
 * role and text. A message with a known id replaces the one it names, a `RemoveMessage` removes it, others are appended. LangGraph's own
 * reducer does the work.
 */
export const messages: BuiltInReducer = {
  reduce: (current, update) => messagesStateReducer(current as Messages, update as Messages),
  empty: () => [],
};

/**
 * The messages of an update, each made a message with an id, so that every reader of the update sees the same ones.
 *
 * @returns The messages; or, where one can't be made a message, its place: an index, or undefined where the update is that one.
 */
export function messagesOf(
  update: unknown,
): { readonly messages: BaseMessage[] } | { readonly wrong: number | undefined } {
  const given: readonly unknown[] = Array.isArray(update) ? update : [update];
  const made: BaseMessage[] = [];
  for (const [index, each] of given.entries()) {
    const message = messageOf(each);
    if (message === undefined) return { wrong: Array.isArray(update) ? index : undefined };
    made.push(message);
  }
  return { messages: made };
}

function messageOf(given: unknown): BaseMessage | undefined {
  try {
    const message = coerceMessageLikeToMessage(given as BaseMessageLike);
    if (RemoveMessage.isInstance(message)) return typeof message.id === "string" ? message : undefined;
    const { content } = message;
    if (typeof content !== "string" && !Array.isArray(content)) return undefined;
    return messagesStateReducer([], [message])[0];
  } catch {
    return undefined;
  }
}
