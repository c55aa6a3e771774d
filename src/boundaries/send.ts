import type { Send } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import type { Schema } from "../schema/schema.js";
import { initialState } from "../state/initial-state.js";
import { findUnserializable } from "../state/serializable.js";
import { checkFields } from "./fields.js";
import { accept, type Place } from "./place.js";

/** What a node is given in the place of the state. */
export interface Sent {
  readonly node: string;
  /** The node's own schema of it; without one a node takes states only. */
  readonly payload: Schema<unknown, unknown> | undefined;
  readonly given: unknown;
  /** Whether it was sent indeed. Where not, the node was reached by an edge or its name, and this is the state. */
  readonly wasSent: boolean;
}

/**
 * Checks what a node was sent in the place of the state.
 *
 * @returns The payload with defaults applied; a state, with what its fields start from.
 * @throws ContractError
 */
export function checkSent(contract: Contract, { node, payload, given, wasSent }: Sent): unknown {
  if (payload !== undefined) {
    const hint = wasSent ? undefined : `${takesWhatItIsSent(node)}, not by an edge or by its name alone.`;
    return accept(payload.safeParse(given), { contract, boundary: "input", node, hint });
  }
  const hint = `The node ${JSON.stringify(node)} was sent this value as its state. To send other values, give the node a schema for them: addSentNode(${JSON.stringify(node)}, …, { input: … }).`;
  const place: Place = { contract, boundary: "input", node, hint };
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return accept(contract.update.safeParse(given), place);
  }
  const state = { ...initialState(contract), ...given };
  checkFields(state, place);
  return state;
}

/** How what is wrong begins where a node with a payload of its own is reached without one. */
export function takesWhatItIsSent(node: string): string {
  return `The node ${JSON.stringify(node)} takes the value that it is sent. Reach it by Send`;
}

/**
 * Checks that a checkpoint can hold what is sent: it is in one before its node runs.
 *
 * @throws ContractError
 */
export function checkPayload(contract: Contract, { node, args }: Send): void {
  const flaw = findUnserializable(args);
  if (flaw !== undefined)
    throw new ContractError({ graph: contract.name, boundary: "input", node, issues: [flaw] });
}
