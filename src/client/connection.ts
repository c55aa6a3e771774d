import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { Reading } from "./receive.js";
import type { SdkClient } from "./sdk-client.js";

/** A graph on a server, and how to reach it. */
export interface Connection<Types extends GraphTypes> extends Reading {
  readonly contract: Contract<Types>;
  readonly client: SdkClient;
  /** The id of the graph or of an assistant. */
  readonly assistant: string;
  /** Whether the assistant has a part of the context. */
  readonly hasContext: boolean;
}
