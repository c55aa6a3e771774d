import type { BaseChannel, LangGraphRunnableConfig } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import { FieldChannel } from "./field-channel.js";

/** A write to one channel. */
export type Write = [channel: string, value: unknown];

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
 * @param read - Reads what a field holds; where nothing can be read nothing is tried.
 * @throws ContractError
 */
export function rehearse(
  { contract, node, boundary }: Origin,
  channels: Channels,
  writes: readonly Write[],
  read: ((field: string) => unknown) | undefined,
): void {
  if (read === undefined) return;
  for (const [field, updates] of byField(writes)) {
    const channel = channels[field];
    if (!(channel instanceof FieldChannel)) continue;
    try {
      channel.rehearse(updates, () => read(field));
    } catch (error) {
      if (!ContractError.isInstance(error)) throw error;
      const refused = new ContractError({ graph: contract.name, boundary, node, issues: error.issues });
      refused.cause = error.cause;
      throw refused;
    }
  }
}

/** Reads the state that a node or an input is written to, as LangGraph lets them. */
export function readerOf(
  config: LangGraphRunnableConfig | undefined,
): ((field: string) => unknown) | undefined {
  const read = config?.configurable?.__pregel_read as ((fields: string[]) => object) | undefined;
  return read && ((field) => Reflect.get(read([field]), field));
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
