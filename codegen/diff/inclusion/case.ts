import type { SchemaNode } from "../../schema/schema-node.js";
import { Hints } from "./hints.js";
import { allows, type Kind } from "./kind.js";
import { having, lacking } from "./nodes.js";
import { type Denial, type Step, waysToRefuse } from "./refusal.js";

/**
 * What is known of a value of one kind. The schemas in `accepted` and `refused` were taken apart: `facts` are those of which the keywords that
 * look at the value itself hold, `denials` what else is known, and of each of the `choices` one step is true.
 */
export interface Case {
  readonly kind: Kind;
  readonly accepted: ReadonlySet<SchemaNode>;
  readonly refused: ReadonlySet<SchemaNode>;
  readonly facts: readonly SchemaNode[];
  readonly denials: readonly Denial[];
  readonly choices: readonly Choice[];
  /** Of objects only. */
  readonly hints?: Hints;
}

/** Steps of which one is true. */
export interface Choice {
  readonly steps: readonly Step[];
  /** The schema of which these are the ways to refuse. */
  readonly refusal?: SchemaNode;
}

/** Whether two schemas mean the same. */
export type Same = (a: SchemaNode, b: SchemaNode) => boolean;

export function emptyCase(kind: Kind): Case {
  return { kind, accepted: new Set(), refused: new Set(), facts: [], denials: [], choices: [] };
}

/**
 * Adds to what is known, and takes it apart as far as there is no choice.
 *
 * @returns undefined where no value can be so, as far as can be seen at once.
 */
export function add(known: Case, step: Step, same: Same): Case | undefined {
  const draft = new Draft(known, same);
  return draft.take(step) ? draft.done() : undefined;
}

class Draft {
  readonly #kind: Kind;
  readonly #same: Same;
  readonly #accepted: Set<SchemaNode>;
  readonly #refused: Set<SchemaNode>;
  readonly #facts: SchemaNode[];
  readonly #denials: Denial[];
  readonly #choices: Choice[];
  readonly #hints: Hints | undefined;

  constructor(known: Case, same: Same) {
    this.#kind = known.kind;
    this.#same = same;
    this.#accepted = new Set(known.accepted);
    this.#refused = new Set(known.refused);
    this.#facts = [...known.facts];
    this.#denials = [...known.denials];
    this.#choices = [...known.choices];
    this.#hints = known.kind === "object" ? new Hints(known.hints) : undefined;
  }

  done(): Case {
    return {
      kind: this.#kind,
      accepted: this.#accepted,
      refused: this.#refused,
      facts: this.#facts,
      denials: this.#denials,
      choices: this.#choices,
      ...(this.#hints === undefined ? {} : { hints: this.#hints }),
    };
  }

  /** @returns false for a contradiction. */
  take({ accepted = [], refused = [], denied }: Step): boolean {
    if (denied !== undefined) this.#denials.push(denied);
    return accepted.every((node) => this.#accept(node)) && refused.every((node) => this.#refuse(node));
  }

  #accept(node: SchemaNode): boolean {
    if (this.#accepted.has(node)) return true;
    this.#accepted.add(node);
    if (node.boolean !== undefined) return node.boolean;
    if (!allows(node, this.#kind)) return false;
    if (this.#hints?.add(node) === false) return false;
    for (const other of this.#refused) if (this.#same(node, other)) return false;
    this.#facts.push(node);
    for (const part of [...(node.refs ?? []), ...(node.allOf ?? [])]) if (!this.#accept(part)) return false;
    if (node.not !== undefined && !this.#refuse(node.not)) return false;
    return choicesOf(node, this.#kind).every((choice) => this.#choose(choice));
  }

  #refuse(node: SchemaNode): boolean {
    if (this.#refused.has(node)) return true;
    this.#refused.add(node);
    const ways = waysToRefuse(node, this.#kind);
    if (ways === "all" || this.#hints?.exclude(node) === true) return true;
    for (const other of this.#accepted) if (this.#same(node, other)) return false;
    return this.#choose(ways, node);
  }

  #choose(steps: readonly Step[], refusal?: SchemaNode): boolean {
    const [first, ...others] = steps;
    if (first === undefined) return false;
    if (others.length === 0) return this.take(first);
    this.#choices.push({ steps, ...(refusal === undefined ? {} : { refusal }) });
    return true;
  }
}

/** The choices that a schema leaves to the values that it accepts. */
function choicesOf(node: SchemaNode, kind: Kind): (readonly Step[])[] {
  const choices: (readonly Step[])[] = [];
  if (node.anyOf !== undefined) choices.push(node.anyOf.map((one) => ({ accepted: [one] })));
  if (node.oneOf !== undefined) {
    const all = node.oneOf;
    choices.push(
      all.map((one, index) => ({ accepted: [one], refused: all.filter((_, other) => other !== index) })),
    );
  }
  if (node.if !== undefined && (node.then !== undefined || node.else !== undefined)) {
    choices.push([
      { accepted: node.then === undefined ? [node.if] : [node.if, node.then] },
      { refused: [node.if], accepted: node.else === undefined ? [] : [node.else] },
    ]);
  }
  if (kind !== "object") return choices;
  for (const [name, schema] of node.dependentSchemas ?? [])
    choices.push([{ accepted: [lacking(name)] }, { accepted: [having(name), schema] }]);
  for (const [name, others] of node.dependentRequired ?? [])
    choices.push([{ accepted: [lacking(name)] }, { accepted: [having(name), ...others.map(having)] }]);
  return choices;
}
