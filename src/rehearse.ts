import type { BaseChannel, LangGraphRunnableConfig } from "@langchain/langgraph";
import type { Contract } from "./contract.js";
import { ContractError } from "./contract-error.js";
import { FieldChannel } from "./reducers/field-channel.js";

/** A write to one channel. */
export type Write = [channel: string, value: unknown];

/** The channels of a compiled graph, by name. */
export type Channels = { readonly [name: string]: BaseChannel };

/**
 * Tries a node's writes on the reducers that may fail on them, before LangGraph notes the node as done.
 *
 * @param node - The node; undefined for the input.
 * @throws ContractError
 */
export function rehearse(
  contract: Contract,
  node: string | undefined,
  channels: Channels,
  writes: readonly Write[],
  config: LangGraphRunnableConfig | undefined,
): void {
  const read = config?.configurable?.__pregel_read as ((fields: string[]) => object) | undefined;
  if (read === undefined) return;
  for (const field of new Set(writes.map(([name]) => name))) {
    const channel = channels[field];
    if (!(channel instanceof FieldChannel)) continue;
    const updates = writes.filter(([name]) => name === field).map(([, update]) => update);
    try {
      channel.rehearse(updates, () => Reflect.get(read([field]), field));
    } catch (error) {
      if (!ContractError.isInstance(error)) throw error;
      const refused = new ContractError({
        graph: contract.name,
        boundary: node === undefined ? "input" : "update",
        node,
        issues: error.issues,
      });
      refused.cause = error.cause;
      throw refused;
    }
  }
}
