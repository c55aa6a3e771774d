import type { Contract } from "../contract/contract.js";
import { type Boundary, ContractError } from "../contract/contract-error.js";
import type { Issue } from "../schema/issue.js";
import type { ParseResult } from "../schema/schema.js";

/** Where a value is checked, for errors. */
export interface Place {
  readonly contract: Contract;
  readonly boundary: Boundary;
  readonly node?: string | undefined;
  readonly hint?: string | undefined;
}

/**
 * What a schema made of a value.
 *
 * @throws ContractError where the schema refused it.
 */
export function accept(result: ParseResult<unknown>, place: Place): unknown {
  return result.success ? result.value : refuse(place, result.issues);
}

/** @throws ContractError always */
export function refuse({ contract, boundary, node, hint }: Place, issues: readonly Issue[]): never {
  throw new ContractError({ graph: contract.name, boundary, node, issues, hint });
}

/** A promise where a value should be. */
export const notAwaited: Issue = {
  path: "",
  keyword: "type",
  message: "the value is a promise; await it first",
  schemaPath: "",
};
