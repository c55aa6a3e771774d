import type { MemberKind } from "../discover/member-kind.js";
import type { ContractModel } from "../model/model.js";
import { type Pair, partOf } from "./change.js";

/** What became of the named parts of a member: its fields, tools or interrupts. */
export interface PartChanges<Part> {
  readonly kept: readonly Pair<Part>[];
  readonly removed: readonly Part[];
  readonly added: readonly Part[];
  /** Those of the kept ones that have another name. */
  readonly renamed: readonly Pair<Part>[];
}

/** Pairs parts by their names, and by what the new ones say that they were called. */
export function partChanges<Part extends { readonly name: string }>(
  before: readonly Part[] = [],
  after: readonly Part[] = [],
  nameBefore: (part: Part) => string = ({ name }) => name,
): PartChanges<Part> {
  const old = new Map(before.map((part) => [part.name, part]));
  const kept: Pair<Part>[] = [];
  const added: Part[] = [];
  for (const part of after) {
    const other = old.get(part.name) ?? old.get(nameBefore(part));
    if (other === undefined) added.push(part);
    else kept.push({ before: other, after: part });
  }
  const paired = new Set(kept.map((pair) => pair.before));
  return {
    kept,
    added,
    removed: before.filter((part) => !paired.has(part)),
    renamed: kept.filter((pair) => pair.before.name !== pair.after.name),
  };
}

/** What a part was called before, as its schema says. */
export function earlierName(
  contract: ContractModel,
  kind: MemberKind,
): (part: { readonly name: string }) => string {
  return ({ name }) => partOf(contract, kind, name)?.renamedFrom ?? name;
}

/** The fields of a state, before and after. */
export function fieldChanges({ before, after }: Pair<ContractModel>) {
  return partChanges(before.fields, after.fields, earlierName(after, "state"));
}

export function toolChanges({ before, after }: Pair<ContractModel>) {
  return partChanges(before.tools, after.tools, earlierName(after, "tools"));
}

export function interruptChanges({ before, after }: Pair<ContractModel>) {
  return partChanges(before.interrupts, after.interrupts, earlierName(after, "interrupts"));
}

/** Namespaces are the same where their paths match the same namespaces of a store: the names of placeholders don't count. */
export function namespaceChanges({ before, after }: Pair<ContractModel>) {
  const byPath = (contract: ContractModel) =>
    contract.store?.map(({ path, node, name }) => ({
      name: path.map((segment) => (/^\{.*\}$/.test(segment) ? "{}" : segment)).join("/"),
      written: name,
      node,
    }));
  return partChanges(byPath(before), byPath(after));
}
