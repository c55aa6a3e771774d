import { equal } from "../../../src/schema/validation/index.js";
import type { JsonValue } from "../../schema/json.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import type { Case } from "./case.js";
import type { KindLogic, Logic } from "./logic.js";
import { ANYTHING } from "./nodes.js";
import type { ItemOutside } from "./refusal.js";
import { possiblyEvaluated, surelyEvaluated, unlessContained } from "./unevaluated.js";

/** Longer arrays are not made, and so many places are looked at one by one. */
const MAX_LENGTH = 300;

export const arrays: KindLogic<Case> = {
  isImpossible(known, logic) {
    const shape = shapeOf(known);
    const { min, max } = shape;
    if (min > max || known.denials.some((denial) => denial.is === "repeated item" && max < 2)) return true;
    const isUnique = known.facts.some(({ uniqueItems }) => uniqueItems === true);
    if (isUnique && known.denials.some((denial) => denial.is === "repeated item")) return true;
    if (isUnique && mostDifferent(known, shape) < min) return true;
    for (const denial of known.denials) {
      if (denial.is !== "item outside") continue;
      const { from, refused } = outside(known, denial);
      const places = placesOf(shape, from);
      if (places.every((place) => logic.isImpossible(itemAt(known, place), refused))) return true;
    }
    for (const place of placesOf({ ...shape, max: min }, 0)) {
      if (logic.isImpossible(itemAt(known, place))) return true;
    }
    return contradictsItself(known, shape, logic);
  },

  *samples(known, logic) {
    const shape = shapeOf(known);
    const isUnique = known.facts.some(({ uniqueItems }) => uniqueItems === true);
    const isRepeated = known.denials.some(({ is }) => is === "repeated item");
    const base = contained(known, shape, logic);
    for (const length of [
      shape.min,
      Math.min(shape.max, shape.min + 1),
      Math.min(shape.max, shape.min + 2),
    ]) {
      if (length > MAX_LENGTH) continue;
      yield* fillUp(base, { known, shape, logic, length, isUnique });
      for (const denial of known.denials) {
        if (denial.is !== "item outside") continue;
        for (const place of placesOf(shape, denial.from)) {
          for (const item of logic.samples(itemAt(known, place), [denial.schema])) {
            const items = new Map(base).set(place, item);
            yield* fillUp(items, { known, shape, logic, length: Math.max(length, place + 1), isUnique });
          }
        }
      }
    }
    if (isRepeated && shape.max >= 2) yield* repeated(known, shape, logic);
  },
};

/** From which place on an item is meant, and by which schemas it is refused. */
function outside(
  known: Case,
  { from, schema, unevaluatedBy }: ItemOutside,
): { readonly from: number; readonly refused: readonly SchemaNode[] } {
  if (unevaluatedBy === undefined) return { from, refused: [schema] };
  const evaluated = surelyEvaluated(unevaluatedBy, known);
  return { from: evaluated.from, refused: [schema, ...evaluated.contained] };
}

/** How long arrays are, and from which place on all places are alike. */
interface ArrayShape {
  readonly min: number;
  readonly max: number;
  readonly alike: number;
}

function shapeOf(known: Case): ArrayShape {
  let min = 0;
  let max = Number.POSITIVE_INFINITY;
  let alike = 0;
  for (const fact of known.facts) {
    min = Math.max(min, fact.minItems ?? 0);
    if (fact.contains !== undefined) min = Math.max(min, fact.minContains ?? 1);
    max = Math.min(max, fact.maxItems ?? max);
    const { prefixItems = [], items } = fact;
    alike = Math.max(alike, prefixItems.length);
    const end = prefixItems.findIndex((item) => item.boolean === false);
    if (end >= 0) max = Math.min(max, end);
    if (items?.boolean === false) max = Math.min(max, prefixItems.length);
    if (fact.unevaluatedItems !== undefined) {
      const { from, contained } = possiblyEvaluated(fact, known);
      if (from !== Number.POSITIVE_INFINITY) alike = Math.max(alike, from);
      if (fact.unevaluatedItems.boolean === false && contained.length === 0) max = Math.min(max, from);
    }
  }
  return { min, max, alike };
}

/** The places from an index on, the last of them for all that follow and are like it. */
function placesOf({ max, alike }: ArrayShape, from: number): number[] {
  const end = Math.min(Math.max(alike, from) + 1, max);
  return Array.from({ length: Math.max(0, end - from) }, (_, index) => from + index);
}

/** The schemas of the item at an index. */
export function itemAt(known: Case, index: number): SchemaNode[] {
  const found: SchemaNode[] = [];
  for (const fact of known.facts) {
    const item =
      fact.prefixItems?.[index] ?? (index >= (fact.prefixItems?.length ?? 0) ? fact.items : undefined);
    if (item !== undefined) found.push(item);
    if (fact.unevaluatedItems === undefined) continue;
    const { from, contained } = possiblyEvaluated(fact, known);
    if (index >= from) found.push(unlessContained(fact.unevaluatedItems, contained));
  }
  return found;
}

/** How many different items there can be, where schemas list them and all places are alike. */
function mostDifferent(known: Case, { alike }: ArrayShape): number {
  if (alike > 0) return Number.POSITIVE_INFINITY;
  const counts = itemAt(known, 0).map((node) => {
    if (node.const !== undefined) return 1;
    if (node.enum !== undefined) return node.enum.length;
    const sizes = node.type?.map((type) =>
      type === "null" ? 1 : type === "boolean" ? 2 : Number.POSITIVE_INFINITY,
    );
    return sizes?.reduce((sum, size) => sum + size, 0) ?? Number.POSITIVE_INFINITY;
  });
  return Math.min(...counts);
}

/** Whether what `contains` demands can't be. */
function contradictsItself(known: Case, shape: ArrayShape, logic: Logic): boolean {
  const everywhere = placesOf(shape, 0);
  const isNowhere = (schemas: readonly SchemaNode[], refused: readonly SchemaNode[] = []): boolean =>
    everywhere.every((place) => logic.isImpossible([...itemAt(known, place), ...schemas], refused));
  for (const { contains, minContains = 1 } of known.facts) {
    if (contains === undefined || minContains === 0) continue;
    if (isNowhere([contains])) return true;
    for (const other of known.facts) {
      const { contains: limited, maxContains } = other;
      if (limited === undefined || maxContains === undefined || maxContains >= minContains) continue;
      if (limited === contains || isNowhere([contains], [limited])) return true;
    }
  }
  for (const { contains, maxContains } of known.facts) {
    if (contains === undefined || maxContains === undefined || maxContains >= shape.min) continue;
    if (isNowhere([], [contains])) return true;
  }
  return false;
}

type Items = ReadonlyMap<number, JsonValue>;

interface Filling {
  readonly known: Case;
  readonly shape: ArrayShape;
  readonly logic: Logic;
  readonly length: number;
  readonly isUnique: boolean;
}

/** Items for what `contains` demands. */
function contained(known: Case, shape: ArrayShape, logic: Logic): Items {
  const items = new Map<number, JsonValue>();
  for (const { contains, minContains = 1 } of known.facts) {
    if (contains === undefined) continue;
    let count = [...items.values()].filter((item) => logic.accepts(contains, item)).length;
    for (let place = 0; count < minContains && place < Math.min(shape.max, MAX_LENGTH); place += 1) {
      if (items.has(place)) continue;
      const found = logic.samples([...itemAt(known, place), contains]);
      const item = found[count % Math.max(1, found.length)];
      if (item === undefined) continue;
      items.set(place, item);
      count += 1;
    }
  }
  return items;
}

/** Arrays with some given items, and others at the other places. */
function* fillUp(given: Items, { known, shape, logic, length, isUnique }: Filling): Generator<JsonValue> {
  const whole = Math.max(length, ...[...given.keys()].map((place) => place + 1));
  if (whole > Math.min(shape.max, MAX_LENGTH)) return;
  const limited = known.facts.flatMap(({ contains, maxContains }) =>
    contains !== undefined && maxContains !== undefined ? [contains] : [],
  );
  const items: JsonValue[] = [];
  for (let place = 0; place < whole; place += 1) {
    const own = given.get(place);
    if (own !== undefined) {
      items.push(own);
      continue;
    }
    const schemas = itemAt(known, Math.min(place, Math.max(shape.alike, place)));
    const apart = limited.length > 0 ? logic.samples(schemas, limited) : [];
    const found = apart.length > 0 ? apart : logic.samples(schemas);
    const others = [...items, ...given.values()];
    const item = isUnique ? found.find((each) => !others.some((other) => equal(each, other))) : found[0];
    if (item !== undefined) items.push(item);
    else if (isUnique && schemas.length === 0) items.push(place + 1_000);
    else return;
  }
  yield items;
}

/** Arrays with the same item twice. */
function* repeated(known: Case, shape: ArrayShape, logic: Logic): Generator<JsonValue> {
  const length = Math.max(2, shape.min);
  if (length > MAX_LENGTH) return;
  for (const first of placesOf({ ...shape, max: Math.max(length, shape.alike) }, 0)) {
    const second = first + 1;
    for (const item of logic.samples([...itemAt(known, first), ...itemAt(known, second), ANYTHING])) {
      const items = new Map([[first, item] as const, [second, item] as const]);
      yield* fillUp(items, { known, shape, logic, length, isUnique: false });
    }
  }
}
