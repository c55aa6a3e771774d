import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { declaredDefault } from "./declared-default.js";
import { type Absent, fill, sizeOf } from "./fill.js";

/** How a default comes out: with the defaults inside it, and how many values it then is. */
export interface Expansion {
  readonly usable: boolean;
  readonly value: JsonValue;
  readonly size: number;
  /** Whether it has all the defaults that it can get. */
  readonly isLeft: boolean;
}

/** A default that would grow to more values than this is not applied. */
const MAX_EXPANSION = 10_000;
const UNUSABLE: Expansion = { usable: false, value: null, size: 0, isLeft: false };

/** Whether a schema accepts a value. */
export type Accepts = (node: SchemaNode, value: JsonValue) => boolean;

/** Which defaults can be applied, and what they are with the defaults inside them. Answers are remembered. */
export class Expansions {
  readonly #accepts: Accepts;
  readonly #contexts: ReadonlyMap<SchemaNode, readonly SchemaNode[][]>;
  readonly #known = new Map<SchemaNode, Expansion>();

  /** @param contexts - For some schemas, all those that apply inside their defaults in some place. */
  constructor(accepts: Accepts, contexts: ReadonlyMap<SchemaNode, readonly SchemaNode[][]>) {
    this.#accepts = accepts;
    this.#contexts = contexts;
  }

  /**
   * Settles a default and all defaults that its value would get, innermost first. A default that would get itself, at whatever depth,
   * never ends; all defaults on such a circle are unusable, whichever of them was asked for first (Tarjan's algorithm, with
   * a stack of our own because the circle's length is the schema's to choose).
   */
  of(asked: SchemaNode): Expansion {
    const known = this.#known.get(asked);
    if (known !== undefined) return known;

    interface Visit {
      readonly node: SchemaNode;
      readonly inner: readonly SchemaNode[];
      readonly index: number;
      next: number;
      low: number;
    }
    const visits = new Map<SchemaNode, Visit>();
    const open: SchemaNode[] = [];
    const isOpen = new Set<SchemaNode>();
    const path: Visit[] = [];
    const enter = (node: SchemaNode): void => {
      const index = visits.size;
      const visit: Visit = { node, inner: this.#innerDefaults(node), index, next: 0, low: index };
      visits.set(node, visit);
      open.push(node);
      isOpen.add(node);
      path.push(visit);
    };

    enter(asked);
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const inner = visit.inner[visit.next];
      if (inner !== undefined) {
        visit.next += 1;
        const met = visits.get(inner);
        if (met !== undefined) {
          if (isOpen.has(inner)) visit.low = Math.min(visit.low, met.index);
        } else if (!this.#known.has(inner)) enter(inner);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) parent.low = Math.min(parent.low, visit.low);
      if (visit.low !== visit.index) continue;
      const circle = open.splice(open.lastIndexOf(visit.node));
      for (const node of circle) isOpen.delete(node);
      const endless = circle.length > 1 || visit.inner.includes(visit.node);
      for (const node of circle) this.#known.set(node, endless ? UNUSABLE : this.#expand(node));
    }
    return this.#known.get(asked) ?? UNUSABLE;
  }

  /**
   * The default of a schema with the defaults inside it, which are settled: with all of them, or else, where the schema does not take
   * that, with those alone that it can't be valid without, or with none.
   */
  #expand(node: SchemaNode): Expansion {
    const own = declaredDefault(node);
    const bare = own && sizeOf(own.value);
    if (own === undefined || bare === undefined) return UNUSABLE;
    const all = () => true;
    for (const mayFill of [all, (isRequired: boolean) => isRequired, () => false]) {
      let size = bare;
      let isLeft = mayFill === all;
      const absent: Absent = (inner, isRequired) => {
        const expansion = this.#known.get(inner);
        if (!expansion?.usable || !mayFill(isRequired) || size > MAX_EXPANSION) return undefined;
        size += expansion.size;
        isLeft &&= expansion.isLeft;
        return expansion;
      };
      const value = fill(own.value, [node], absent);
      if (size > MAX_EXPANSION) return UNUSABLE;
      if (this.#accepts(node, value)) return { usable: true, value, size, isLeft };
    }
    return UNUSABLE;
  }

  /**
   * The schemas of the absent properties, with a default, that the default of a schema has inside, at whatever depth and in whatever place.
   * What these have inside by themselves is not followed: they are asked in their turn.
   */
  #innerDefaults(node: SchemaNode): SchemaNode[] {
    const own = declaredDefault(node);
    if (own === undefined) return [];
    const found = new Set<SchemaNode>();
    for (const nodes of [[node], ...(this.#contexts.get(node) ?? [])]) {
      fill(own.value, nodes, (absent) => {
        const inner = declaredDefault(absent);
        if (inner === undefined || found.has(absent)) return undefined;
        found.add(absent);
        return { value: inner.value, isLeft: true };
      });
    }
    return [...found];
  }
}
