import type { BaseMessage } from "@langchain/core/messages";
import type { Overwrite } from "@langchain/langgraph";

/** A message as JSON: what arrives of LangChain's `BaseMessage`. LangGraph's SDK calls it `Message`. */
export type WireMessage = {
  content: string | WireContent[];
  id?: string | undefined;
  name?: string | undefined;
  additional_kwargs?: Record<string, unknown> | undefined;
  response_metadata?: Record<string, unknown> | undefined;
} & WireMessageKind;

type WireContent =
  | { type: "text"; text: string }
  | {
      type: "image_url";
      image_url: string | { url: string; detail?: "auto" | "low" | "high" | undefined };
    };

type WireMessageKind =
  | { type: "human" | "system" | "function" | "remove" }
  | { type: "ai"; tool_calls?: WireToolCall[] | undefined }
  | { type: "tool"; tool_call_id: string; status?: "error" | "success" | undefined };

interface WireToolCall {
  name: string;
  args: { [name: string]: unknown };
  id?: string | undefined;
  type?: "tool_call" | undefined;
}

/**
 * A state as a server sends it. A field may not be there yet, whatever the schema requires of a whole state, and messages are plain objects.
 *
 * @typeParam State - What nodes read of the state, e.g. `SupportAgentState`.
 */
export type WireState<State> = { -readonly [Field in keyof State]?: WireField<State[Field]> };

/** What a node returned, as a server sends it. */
export type WireUpdate<Update> = {
  -readonly [Field in keyof Update]?: WireField<Exclude<Update[Field], Overwrite>>;
};

type WireField<Value> = [Extract<Value, BaseMessage | readonly BaseMessage[]>] extends [never]
  ? Value
  : WireMessage[] | Extract<Value, null>;
