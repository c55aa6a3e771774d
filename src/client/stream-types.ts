import type { GraphTypes } from "../contract/graph-types.js";

/**
 * What `useStream` of `@langchain/langgraph-sdk/react` takes as its second type argument: the types of what is submitted, asked and written to the custom stream.
 *
 * @typeParam Types - The generated types by role, e.g. `SupportAgentTypes`.
 */
// A type, because an interface does not fit the SDK's index signature.
export type StreamTypes<Types extends GraphTypes> = {
  ConfigurableType: AsRecord<Types["ContextInput"]>;
  InterruptType: Types["Asked"];
  CustomEventType: Types["Event"];
  UpdateType: Types["Input"];
};

type AsRecord<Value> = Value extends object
  ? { [Key in keyof Value]: Value[Key] }
  : { [key: string]: unknown };
