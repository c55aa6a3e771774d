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
] as const;

/** One of a contract's schemas, by its role. */
export type MemberKind = (typeof MEMBER_KINDS)[number];
