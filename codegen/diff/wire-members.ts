import type { SchemaNode } from "../schema/schema-node.js";
import type { Change, Pair } from "./change.js";
import { interruptChanges, toolChanges } from "./parts.js";

/** A schema by which values cross between programs. */
export interface WireMember {
  readonly subject: string;
  readonly nodes: Pair<SchemaNode>;
  /** Whether values come to the graph, not from it. */
  readonly isInbound: boolean;
}

/** What both contracts publish for others to check by. */
export function* wireMembers(change: Change): Generator<WireMember> {
  for (const kind of ["context", "input", "output", "events"] as const) {
    const { before, after } = change.member(kind);
    if (before === undefined || after === undefined) continue;
    const isInbound = kind === "context" || kind === "input";
    yield { subject: kind, nodes: { before, after }, isInbound };
  }
  for (const { before, after } of interruptChanges(change).kept) {
    const { name } = after;
    yield {
      subject: `interrupt ${name}`,
      nodes: { before: before.value, after: after.value },
      isInbound: false,
    };
    yield {
      subject: `answer to ${name}`,
      nodes: { before: before.resume, after: after.resume },
      isInbound: true,
    };
  }
  for (const { before, after } of toolChanges(change).kept) {
    const { name } = after;
    yield {
      subject: `arguments of ${name}`,
      nodes: { before: before.input, after: after.input },
      isInbound: true,
    };
    yield {
      subject: `result of ${name}`,
      nodes: { before: before.output, after: after.output },
      isInbound: false,
    };
  }
}
