import { dereference } from "../../model/shape.js";
import type { JsonValue } from "../../schema/json.js";
import { pointerTo } from "../../schema/json.js";
import { patternMatches } from "../../schema/pattern.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { itemAt } from "./arrays.js";
import type { Case } from "./case.js";
import { type Difference, fromPlace, type Place } from "./difference.js";
import { nameClasses, namesIn, propertyAt } from "./keys.js";
import { KINDS, type Kind } from "./kind.js";
import { ANYTHING, exactly, having, saying } from "./nodes.js";
import type { Prover } from "./prover.js";
import { type Way, waysToRefuse } from "./refusal.js";

/** Whether a value is sent, and not taken. */
export type IsWitness = (value: JsonValue) => boolean;

/** The values of which one part is given. */
type Lift = (part: JsonValue) => Iterable<JsonValue>;

/** Where the search is: what is known of the value there, and how a whole value comes from it. */
interface Spot {
  readonly path: string;
  readonly accepted: readonly SchemaNode[];
  readonly lift: Lift;
}

const MAX_TRIED = 60;
const MAX_ENDS = 8;
const MAX_DEPTH = 150;
/** With more branches than this, a union is told of as a whole. */
const MAX_BRANCHES = 100;

/**
 * Finds what makes one schema refuse values that another one accepts: nothing where it is proved that there are no such values.
 *
 * @param from - Accepts every value that is sent.
 * @param to - Accepts only values that are taken.
 */
export function differences(
  from: SchemaNode,
  to: SchemaNode,
  prover: Prover,
  isWitness: IsWitness,
): readonly Difference[] {
  prover.begin(from, to);
  const search = new Search(prover, isWitness);
  try {
    if (prover.isImpossible([from], [to])) return [];
    search.visit({ path: "", accepted: [from], lift: (value) => [value] }, to, 0);
  } catch (error) {
    // Schemas that are nested too deeply to be looked through.
    if (!(error instanceof RangeError)) throw error;
  }
  return search.result(from, to);
}

class Search {
  readonly #prover: Prover;
  readonly #isWitness: IsWitness;
  readonly #found = new Map<string, Difference>();
  readonly #visited = new Map<SchemaNode, Set<string>>();

  constructor(prover: Prover, isWitness: IsWitness) {
    this.#prover = prover;
    this.#isWitness = isWitness;
  }

  /** What was found, the certain ones first. Never nothing. */
  result(from: SchemaNode, to: SchemaNode): readonly Difference[] {
    const all = [...this.#found.values()];
    const certain = all.filter(({ witness }) => witness !== undefined);
    if (certain.length === all.length && all.length > 0) return all;
    const whole: Difference = { path: "", from: { node: from }, to: { node: to } };
    const undecided = all.filter(({ witness }) => witness === undefined);
    if (certain.length > 0) return [...certain, ...undecided];
    for (const value of this.#prover.samples([from]))
      if (this.#isWitness(value)) return [{ ...(undecided[0] ?? whole), witness: { value } }];
    return undecided.length === 0 ? [whole] : undecided;
  }

  /** @returns false where it went too deep. */
  visit(spot: Spot, goal: SchemaNode, depth: number): boolean {
    if (depth > MAX_DEPTH) return false;
    // What schemas that refer to themselves differ in is told where it is met first.
    const key = spot.accepted.map((node) => this.#prover.idOf(node)).join(" ");
    const before = this.#visited.get(goal) ?? new Set();
    if (before.has(key)) return true;
    this.#visited.set(goal, before.add(key));
    if (this.#prover.isImpossible(spot.accepted, [goal])) return true;
    for (const kind of KINDS) this.#visitKind(spot, goal, kind, depth);
    return true;
  }

  #visitKind(spot: Spot, goal: SchemaNode, kind: Kind, depth: number): void {
    const own = { ...spot, accepted: [...new Set([...spot.accepted, OF_KIND[kind]])] };
    const base = this.#prover.caseOf(kind, own);
    if (base === undefined || this.#prover.isImpossibleCase(base)) return;
    const ways = waysToRefuse(goal, kind);
    if (ways === "all") {
      this.#report(own, base, goal.boolean === undefined ? { node: goal, keyword: "type" } : { node: goal });
      return;
    }
    for (const way of ways) {
      const { keyword, part } = way;
      const known = this.#prover.extended(base, way);
      if (known === undefined || this.#prover.isImpossibleCase(known)) continue;
      if (this.#visitInPlace(own, way, kind, depth) || this.#visitInside(own, base, way, depth)) continue;
      this.#report(own, known, { node: goal, keyword, ...(part === undefined ? {} : { part }) });
    }
  }

  /** Goes on in the one schema for the same value that can be the reason: for each branch of what is accepted, where that tells. */
  #visitInPlace(
    spot: Spot,
    { inPlace = [], accepted = [], refused = [] }: Way,
    kind: Kind,
    depth: number,
  ): boolean {
    if (inPlace.length === 0) return false;
    const whole = [...spot.accepted, ...accepted];
    const only = this.#onlyPossible(whole, inPlace, kind);
    if (only !== undefined) return this.visit({ ...spot, accepted: whole }, only, depth + 1);
    const branches = branchesOf(spot.accepted);
    if (inPlace.length < 2 || branches.length < 2 || branches.length > MAX_BRANCHES) return false;
    let isTold = true;
    for (const branch of branches) {
      const schemas = [...whole, branch];
      if (this.#prover.isImpossible(schemas, refused)) continue;
      const partner = this.#onlyPossible(schemas, inPlace, kind);
      if (partner === undefined) isTold = false;
      else if (!this.visit({ ...spot, accepted: schemas }, partner, depth + 1)) isTold = false;
    }
    return isTold;
  }

  /** The one of some schemas that can accept the value, where there is one. */
  #onlyPossible(
    accepted: readonly SchemaNode[],
    schemas: readonly SchemaNode[],
    kind: Kind,
  ): SchemaNode | undefined {
    const possible = schemas.filter((one) => {
      const known = this.#prover.caseOf(kind, { accepted: [...accepted, one] });
      return known !== undefined && !this.#prover.isImpossibleCase(known);
    });
    return possible.length === 1 ? possible[0] : undefined;
  }

  /** Goes on in the schema for what is inside of the value. */
  #visitInside(spot: Spot, base: Case, way: Way, depth: number): boolean {
    if (way.inside === undefined) return false;
    let isFound = false;
    for (const next of this.#inside(spot, base, way)) {
      if (this.#prover.isImpossible(next.accepted, [way.inside])) continue;
      if (this.visit(next, way.inside, depth + 1)) isFound = true;
    }
    return isFound;
  }

  *#inside(spot: Spot, base: Case, way: Way): Generator<Spot> {
    const { keyword, part, denied } = way;
    if (keyword === "properties" && typeof part === "string") {
      for (const end of this.#ends(base, [having(part)])) {
        yield this.#atProperty(spot, part, part, propertyAt(end, part, this.#prover));
      }
    } else if (denied?.is === "property outside") {
      for (const end of this.#ends(base, [])) {
        for (const name of namesIn(end)) {
          const isOther =
            denied.only === undefined ? !denied.except.has(name) : patternMatches(denied.only, name);
          if (isOther !== false)
            yield this.#atProperty(spot, name, name, propertyAt(end, name, this.#prover));
        }
        for (const each of nameClasses(end, this.#prover, denied)) {
          if (denied.only !== undefined && !each.matched.has(denied.only)) continue;
          const names = this.#prover.samples(
            each.accepted.length === 0 ? [STRING] : each.accepted,
            each.refused,
          );
          const [name] = this.#plainName(each.accepted, each.refused) ?? names;
          if (typeof name === "string") yield this.#atProperty(spot, "*", name, each.schemas);
        }
      }
    } else if (keyword === "prefixItems" && typeof part === "number") {
      for (const end of this.#ends(base, [saying({ minItems: part + 1 })]))
        yield this.#atItem(spot, end, part, String(part));
    } else if (denied?.is === "item outside") {
      for (const end of this.#ends(base, [])) {
        const alike = Math.max(denied.from, ...end.facts.map(({ prefixItems = [] }) => prefixItems.length));
        for (let index = denied.from; index <= alike; index += 1)
          yield this.#atItem(spot, end, index, index === alike ? "*" : String(index));
      }
    }
  }

  #plainName(accepted: readonly SchemaNode[], refused: readonly SchemaNode[]): readonly string[] | undefined {
    const isFitting =
      accepted.every((node) => this.#prover.accepts(node, "other")) &&
      refused.every((node) => !this.#prover.accepts(node, "other"));
    return isFitting ? ["other"] : undefined;
  }

  #atProperty(spot: Spot, token: string, name: string, accepted: readonly SchemaNode[]): Spot {
    const lift: Lift = (part) =>
      this.#wholes(spot, [having(name), saying({ properties: new Map([[name, exactly(part)]]) })]);
    return { path: pointerTo(spot.path, token), accepted, lift };
  }

  #atItem(spot: Spot, end: Case, index: number, token: string): Spot {
    const before = Array.from({ length: index }, () => ANYTHING);
    const lift: Lift = (part) =>
      this.#wholes(spot, [saying({ minItems: index + 1, prefixItems: [...before, exactly(part)] })]);
    return { path: pointerTo(spot.path, token), accepted: itemAt(end, index), lift };
  }

  *#wholes(spot: Spot, more: readonly SchemaNode[]): Generator<JsonValue> {
    for (const value of this.#prover.samples([...spot.accepted, ...more])) yield* spot.lift(value);
  }

  /** The cases without choices that a case leads to. */
  #ends(base: Case, accepted: readonly SchemaNode[]): Case[] {
    const known = this.#prover.extended(base, { accepted });
    if (known === undefined) return [];
    const ends: Case[] = [];
    for (const end of this.#prover.ends(known)) {
      if (!this.#prover.isImpossibleCase(end)) ends.push(end);
      if (ends.length >= MAX_ENDS) break;
    }
    return ends;
  }

  #report(spot: Spot, known: Case, to: Place): void {
    const { document, pointer } = to.node.origin;
    const key = JSON.stringify([spot.path, document.path, pointer, to.keyword, to.part]);
    if (this.#found.get(key)?.witness !== undefined) return;
    const from = fromPlace(known, spot.accepted, to);
    const value = this.#witnessIn(spot, known);
    this.#found.set(key, {
      path: spot.path,
      from,
      to,
      ...(value === undefined ? {} : { witness: { value } }),
    });
  }

  #witnessIn(spot: Spot, known: Case): JsonValue | undefined {
    let tried = 0;
    for (const part of this.#prover.samplesOf(known)) {
      if (!this.#prover.fits(known, part)) continue;
      for (const value of spot.lift(part)) {
        if (this.#isWitness(value)) return value;
        tried += 1;
        if (tried > MAX_TRIED) return undefined;
      }
    }
    return undefined;
  }
}

/** The branches of the first choice that some schemas leave, through references. */
function branchesOf(schemas: readonly SchemaNode[]): readonly SchemaNode[] {
  for (const node of schemas.map(dereference)) {
    const branches = node.anyOf ?? node.oneOf;
    if (branches !== undefined) return branches;
  }
  return [];
}

const STRING = saying({ type: ["string"] });

const OF_KIND: Readonly<Record<Kind, SchemaNode>> = {
  null: saying({ type: ["null"] }),
  boolean: saying({ type: ["boolean"] }),
  number: saying({ type: ["number"] }),
  string: STRING,
  array: saying({ type: ["array"] }),
  object: saying({ type: ["object"] }),
};
