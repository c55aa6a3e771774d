/** The schemas that make up a contract, in the order in which generated code lists them. */
export const MEMBER_KINDS = [
  "context",
  "state",
  "input",
  "output",
  "store",
  "events",
  "interrupts",
  "tools",
  "sends",
] as const;

/** One of a contract's schemas, by its role. */
export type MemberKind = (typeof MEMBER_KINDS)[number];

/**
 * Whether a member lists parts by name: namespaces, interrupts, tools, nodes that are sent to. Each part has a type, a validator and a schema; no value exists
 * that the whole member describes.
 */
export function listsParts(kind: MemberKind): boolean {
  return LISTS.has(kind);
}

const LISTS: ReadonlySet<MemberKind> = new Set(["store", "interrupts", "tools", "sends"]);
