import type { Contract, InterruptDefinition } from "../contract/contract.js";
import type { Issue } from "../schema/issue.js";
import { findUnserializable } from "../state/serializable.js";
import { accept, type Place, refuse, watchInRun } from "./place.js";

/** An interrupt of a contract, and the node that it is in, for errors. */
export interface InterruptPlace {
  readonly contract: Contract;
  readonly node?: string | undefined;
  readonly name: string;
}

/**
 * Checks what an interrupt asks.
 *
 * @returns The value with defaults applied.
 * @throws ContractError where the contract has no such interrupt, or the value does not fit it.
 */
export function checkInterrupt(interrupt: InterruptPlace, value: unknown): unknown {
  const { contract, node } = interrupt;
  const place: Place = { contract, boundary: "interrupt", node };
  return watchInRun(place, () => {
    const asked = accept(questionOf(interrupt).value.safeParse(value), place);
    const flaw = findUnserializable(asked);
    return flaw === undefined ? asked : refuse(place, [flaw]);
  });
}

/**
 * What the contract says of an interrupt.
 *
 * @throws ContractError where it has none of that name.
 */
export function questionOf({ contract, node, name }: InterruptPlace): InterruptDefinition {
  const question = contract.interrupts?.find(([known]) => known === name)?.[1];
  if (question !== undefined) return question;
  const known = contract.interrupts?.map(([each]) => JSON.stringify(each)).join(", ");
  const message = `the contract has no interrupt ${JSON.stringify(name)}; it has ${known ?? "none"}`;
  const issue: Issue = { path: "", keyword: "interrupt", message, schemaPath: "" };
  return refuse({ contract, boundary: "interrupt", node }, [issue]);
}
