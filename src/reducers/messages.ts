import { type Messages, messagesStateReducer } from "@langchain/langgraph";
import type { BuiltInReducer } from "./reducer.js";

/**
 * `messages`: starts as `[]`; an update is a message or an array of messages, as message objects or dicts. A message with a known id replaces
 * the one it names, a `RemoveMessage` removes it, others are appended. LangGraph's own reducer does the work.
 */
export const messages: BuiltInReducer = {
  reduce: (current, update) => messagesStateReducer(current as Messages, update as Messages),
  empty: () => [],
};
