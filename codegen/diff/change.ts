import type { MemberKind } from "../discover/member-kind.js";
import { objectShape } from "../model/fields.js";
import type { ContractModel } from "../model/model.js";
import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { accepts } from "../validators/verdict.js";
import { conceal, visiblePath } from "./conceal.js";
import type { Found } from "./found.js";
import type { Difference, Place } from "./inclusion/difference.js";
import { differences, type IsWitness } from "./inclusion/differences.js";
import type { Prover } from "./inclusion/prover.js";
import { writtenKeyword } from "./place.js";
import type { Side } from "./side.js";

/** How values go from those who have one side's schema to those who have the other's. */
export type Flow =
  /** As callers give them: parsed by those who get them. */
  | "given"
  /** As a graph hands them out: parsed, and parsed again by those who get them. */
  | "parsed"
  /** As they are, without defaults. */
  | "plain";

/** A schema, and whose it is. */
export interface End {
  readonly side: Side;
  readonly node: SchemaNode;
}

/** One contract, before a change and after it. */
export class Change {
  readonly old: Side;
  readonly new: Side;
  readonly before: ContractModel;
  readonly after: ContractModel;
  readonly #prover: Prover;

  constructor(
    sides: { readonly old: Side; readonly new: Side },
    contracts: Pair<ContractModel>,
    prover: Prover,
  ) {
    this.old = sides.old;
    this.new = sides.new;
    this.before = contracts.before;
    this.after = contracts.after;
    this.#prover = prover;
  }

  /** The root of a member before and after. */
  member(kind: MemberKind): { readonly before?: SchemaNode; readonly after?: SchemaNode } {
    const [before, after] = [memberOf(this.before, kind), memberOf(this.after, kind)];
    return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  }

  /** Values that pass by the old schema, and not by the new one. */
  narrowed(subject: string, nodes: Pair<SchemaNode>, flow: Flow): Found[] {
    const found = this.#flow(this.#before(nodes), this.#after(nodes), flow);
    return found.map((difference) => ({
      ...told(
        subject,
        nodes,
        difference,
        (reason) => `${reason} in the new schema refuses values that the old schema accepts`,
      ),
      before: difference.from,
      after: difference.to,
    }));
  }

  /** Values that pass by the new schema, and not by the old one. */
  widened(subject: string, nodes: Pair<SchemaNode>, flow: Flow): Found[] {
    const found = this.#flow(this.#after(nodes), this.#before(nodes), flow);
    return found.map((difference) => ({
      ...told(
        subject,
        nodes,
        difference,
        (reason) => `the new schema accepts values that ${reason} in the old schema refuses`,
      ),
      before: difference.to,
      after: difference.from,
    }));
  }

  /** A value without its secrets, by the schemas of both sides. */
  concealed(value: JsonValue, { before, after }: Pair<SchemaNode>): JsonValue {
    return conceal(value, [before, after]);
  }

  /** Some value that a schema accepts. */
  sample(node: SchemaNode): JsonValue | undefined {
    this.#prover.begin(node);
    return this.#prover.samples([node])[0];
  }

  #before({ before }: Pair<SchemaNode>): End {
    return { side: this.old, node: before };
  }

  #after({ after }: Pair<SchemaNode>): End {
    return { side: this.new, node: after };
  }

  #flow(from: End, to: End, flow: Flow): readonly Difference[] {
    // Equal schemas have equal defaults, too.
    if (this.#prover.areSame(from.node, to.node)) return [];
    const { readings: sender, views: sent } = from.side;
    const { readings: receiver, views: taken } = to.side;
    const isRefused: IsWitness = (value) => receiver.accepts(to.node, value) === false;
    if (flow === "plain") {
      const isWitness: IsWitness = (value) => accepts(from.node, value) && !accepts(to.node, value);
      return differences(from.node, to.node, this.#prover, isWitness);
    }
    if (flow === "given") {
      const isWitness: IsWitness = (value) => sender.accepts(from.node, value) === true && isRefused(value);
      return differences(sent.given(from.node), taken.taken(to.node), this.#prover, isWitness);
    }
    // Only what parsing gives back unchanged has gone through it.
    const isParsed = (value: JsonValue): boolean =>
      JSON.stringify(sender.parse(from.node, value)) === JSON.stringify(value);
    const isWitness: IsWitness = (value) => isParsed(value) && isRefused(value);
    return differences(sent.parsed(from.node), taken.taken(to.node), this.#prover, isWitness);
  }
}

/** The same thing before and after a change. */
export interface Pair<Thing> {
  readonly before: Thing;
  readonly after: Thing;
}

/** The root of a member of a contract. */
export function memberOf(contract: ContractModel, kind: MemberKind): SchemaNode | undefined {
  return contract.members.find((member) => member.kind === kind)?.node;
}

/** The schema of a member's property: a field, a tool, an interrupt. */
export function partOf(contract: ContractModel, kind: MemberKind, name: string): SchemaNode | undefined {
  const member = memberOf(contract, kind);
  return member && objectShape(member).properties.get(name)?.[0];
}

/** A difference in words, without what is secret. */
function told(
  subject: string,
  { before, after }: Pair<SchemaNode>,
  { path, to, witness }: Difference,
  sentence: (reason: string) => string,
): Found {
  const schemas = [before, after];
  const place = visiblePath(path, schemas);
  const at = place.path === "" ? "" : ` ${place.path}`;
  return {
    subject: `${subject}${at}`,
    message: `${subject}${at === "" ? "" : ` at${at}`}: ${sentence(reasonOf(to, place))}`,
    ...(witness === undefined
      ? { isUndecided: true }
      : { witness: { value: conceal(witness.value, schemas) } }),
  };
}

/** What refuses, in words. */
function reasonOf(place: Place, { isSecret }: { readonly isSecret: boolean }): string {
  const keyword = writtenKeyword(place);
  if (keyword === undefined) return place.node.boolean === false ? "the schema `false`" : "a keyword";
  const part = typeof place.part === "string" && !isSecret ? ` ${JSON.stringify(place.part)}` : "";
  return `\`${keyword}\`${part}`;
}
