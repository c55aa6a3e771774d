import type { MemberKind } from "../discover/member-kind.js";
import type { ContractModel } from "../model/model.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { type Pair, partOf } from "./change.js";
import type { Found } from "./found.js";

/** The names of a part of a member, before and after; absent where there is none. */
export interface PartNames {
  readonly before?: string;
  readonly after?: string;
}

/**
 * Where a part of a member is, before and after.
 *
 * @param keyword - The keyword that it is about.
 */
export function partPlaces(
  contracts: Pair<ContractModel>,
  kind: MemberKind,
  { before, after }: PartNames,
  keyword?: keyof SchemaNode,
): Pick<Found, "before" | "after"> {
  const placeIn = (contract: ContractModel, name: string | undefined) => {
    const node = name === undefined ? undefined : partOf(contract, kind, name);
    return node && { node, ...(keyword === undefined ? {} : { keyword }) };
  };
  const [old, now] = [placeIn(contracts.before, before), placeIn(contracts.after, after)];
  return { ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) };
}
