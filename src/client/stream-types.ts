import type { GraphTypes } from "../contract/graph-types.js";
import type { WireState } from "./wire-state.js";

/**
 * The types of a graph as `useStream` of `@langchain/langgraph-sdk/react` takes them: as its first type argument, which says what the state is, and as its second,
 * which says the rest.
 *
 * @typeParam Types - The generated types by role, e.g. `SupportAgentTypes`.
 */
// A type, because an interface does not fit the SDK's index signature.
export type StreamTypes<Types extends GraphTypes> = {
  "~RunOutput": WireState<Types["State"]>;
  ConfigurableType: AsRecord<Types["ContextInput"]>;
  InterruptType: Types["Asked"];
  CustomEventType: Types["Event"];
  UpdateType: Types["Input"];
};

type AsRecord<Value> = Value extends object
  ? { [Key in keyof Value]: Value[Key] }
  : { [key: string]: unknown };
