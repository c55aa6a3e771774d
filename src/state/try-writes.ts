import type { BaseChannel } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import type { Write } from "../langgraph/loop.js";
import { FieldChannel } from "./field-channel.js";

/** The channels of a compiled graph, by name. */
export type Channels = { readonly [name: string]: BaseChannel };

/** Whose writes are tried, for errors: a node's or, without one, the input's or those of the command that a run is called with. */
export interface Origin {
  readonly contract: Contract;
  readonly node?: string;
  readonly boundary: "input" | "update";
}

/**
 * Tries writes on the reducers that may fail on them, before LangGraph notes them as done.
 *
 * @param read - Reads what a field holds.
 * @throws ContractError
 */
export function tryWrites(
  { contract, node, boundary }: Origin,
  channels: Channels,
  writes: readonly Write[],
  read: (field: string) => unknown,
): void {
  for (const [field, updates] of byField(writes)) {
    const channel = channels[field];
    if (!(channel instanceof FieldChannel)) continue;
    try {
      channel.tryUpdates(updates, () => read(field));
    } catch (error) {
      if (!ContractError.isInstance(error)) throw error;
      const refused = new ContractError({ graph: contract.name, boundary, node, issues: error.issues });
      refused.cause = error.cause;
      throw refused;
    }
  }
}

/** What is written to each field, in order. */
export function byField(writes: readonly Write[]): Map<string, unknown[]> {
  const updates = new Map<string, unknown[]>();
  for (const [field, update] of writes) {
    const known = updates.get(field);
    if (known === undefined) updates.set(field, [update]);
    else known.push(update);
  }
  return updates;
}
