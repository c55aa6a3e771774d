import type { Contract, ToolDefinition } from "../contract/contract.js";
import type { ContractViolation } from "../contract/contract-error.js";
import { findTooDeep } from "../state/serializable.js";
import { accept, type Place, refuse } from "./place.js";
import { watchInRun } from "./watch-in-run.js";

/** A tool of a contract, and the node that runs it, for errors. */
export interface ToolPlace {
  readonly contract: Contract;
  readonly node: string | undefined;
  readonly name: string;
  readonly definition: ToolDefinition;
}

/**
 * Checks what a model calls a tool with.
 *
 * @param refused - Makes the error.
 * @returns The arguments with defaults applied.
 * @throws What `refused` makes.
 */
export function checkToolInput(
  place: ToolPlace,
  args: unknown,
  refused: (violation: Omit<ContractViolation, "boundary">) => Error,
): unknown {
  const { contract, node, name, definition } = place;
  return watchInRun({ ...place, boundary: "tool input" }, () => {
    const result = definition.input.safeParse(args);
    if (result.success) return result.value;
    const hint = `The value is the input of the tool "${name}". Call it again with arguments that fit.`;
    throw refused({ graph: contract.name, node, issues: result.issues, hint });
  });
}

/**
 * Checks what a tool's function returned.
 *
 * @returns The output with defaults applied.
 * @throws ContractError
 */
export function checkToolOutput({ contract, node, name, definition }: ToolPlace, output: unknown): unknown {
  const hint = `The value is the output of the tool "${name}".`;
  const place: Place = { contract, boundary: "tool output", node, hint };
  // A model gets JSON, which can't express circular references.
  return watchInRun(place, () => {
    const flaw = findTooDeep(output);
    return flaw === undefined ? accept(definition.output.safeParse(output), place) : refuse(place, [flaw]);
  });
}
