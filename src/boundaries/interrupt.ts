import { findUnserializable } from "../state/serializable.js";
import { accept, type Place, refuse } from "./place.js";
import { type InterruptPlace, questionOf } from "./question.js";
import { watchInRun } from "./watch-in-run.js";

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
