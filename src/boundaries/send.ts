import type { Send } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import type { Schema } from "../schema/schema.js";
import { initialState } from "../state/initial-state.js";
import { findUnserializable } from "../state/serializable.js";
import { checkFields } from "./fields.js";
import { accept, type Place, refuse } from "./place.js";

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

/** The schema of what a node is sent; undefined where the contract lists no such node. */
export function payloadOf(contract: Contract, node: string): Schema<unknown, unknown> | undefined {
  return contract.sends?.find(([name]) => name === node)?.[1];
}

/** What is wrong where something is for a node that the contract does not list. */
export function notListed({ name, sends }: Contract, node: string): string {
  const told = JSON.stringify(node);
  if (sends === undefined) return `The contract ${JSON.stringify(name)} has no sends member.`;
  return `The sends member of the contract ${JSON.stringify(name)} does not list the node ${told}; it lists ${listed(sends)}. Add ${told} to it, with the schema of what the node is sent.`;
}

function listed(sends: NonNullable<Contract["sends"]>): string {
  return sends.length === 0 ? "none" : sends.map(([node]) => JSON.stringify(node)).join(", ");
}

/** How what is wrong begins where a node with a payload of its own is reached without one. */
export function takesWhatItIsSent(node: string): string {
  return `The node ${JSON.stringify(node)} takes the value that it is sent. Reach it by Send`;
}

/**
 * Checks what is sent: that it fits the sends member, if the contract has one, and that a checkpoint can hold it, because it is in one before its node runs.
 *
 * @param sender - The node that sends it; undefined where a run is called with it.
 * @throws ContractError
 */
export function checkPayload(contract: Contract, { node, args }: Send, sender: string | undefined): void {
  const hint = sender === undefined ? undefined : `It was sent by the node ${JSON.stringify(sender)}.`;
  const place: Place = { contract, boundary: "input", node, hint };
  if (contract.sends !== undefined) {
    const payload = payloadOf(contract, node);
    if (payload === undefined) {
      refuse(place, [{ path: "", keyword: "sends", message: notListed(contract, node), schemaPath: "" }]);
    }
    accept(payload.safeParse(args), place);
  }
  const flaw = findUnserializable(args);
  if (flaw !== undefined) refuse(place, [flaw]);
}
