import type { Discovery } from "./discover.js";

/** The paths of all members, by contract and member. */
export function memberPaths({ contracts }: Pick<Discovery, "contracts">): readonly string[] {
  return contracts.flatMap(({ members }) => members.map(({ path }) => path));
}

/** The paths of all schema files: those of members, then the shared ones. */
export function schemaPaths(discovery: Pick<Discovery, "contracts" | "shared">): readonly string[] {
  return [...memberPaths(discovery), ...discovery.shared];
}
