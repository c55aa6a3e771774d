import { describe, expect, it } from "vitest";
import { duplicate } from "../../src/schema/validation/duplicate.js";
import { equal } from "../../src/schema/validation/equal.js";
import { fc } from "../support/fast-check.js";

/** Many objects that differ only deep inside, and how often their innermost values were read. */
function deepObjects(
  count: number,
  lastOf: (index: number) => unknown,
): { items: unknown[]; reads: () => number } {
  let reads = 0;
  const items = Array.from({ length: count }, (_, index) => ({
    type: "item",
    body: {
      list: Array.from({ length: 40 }, () => 0),
      more: {
        and: {
          more: {
            get id() {
              reads += 1;
              return lastOf(index);
            },
          },
        },
      },
    },
  }));
  return { items, reads: () => reads };
}

describe("looking for equal items", () => {
  it("reads each of 20,000 objects that differ far inside a few times, not once for each other", () => {
    const { items, reads } = deepObjects(20_000, (index) => index);
    expect(duplicate(items)).toBeUndefined();
    expect(reads()).toBeLessThan(20_000 * 8);
  });

  it("finds the pair among 20,000 objects", () => {
    const { items, reads } = deepObjects(20_000, (index) => (index === 19_999 ? 7 : index));
    expect(duplicate(items)).toEqual([7, 19_999]);
    expect(reads()).toBeLessThan(20_000 * 8);
  });

  it("reads few values of 20,000 equal objects", () => {
    const { items, reads } = deepObjects(20_000, () => 1);
    expect(duplicate(items)).toEqual([0, 1]);
    expect(reads()).toBeLessThan(20_000 * 8);
  });

  it.each<[string, unknown, unknown, boolean]>([
    ["the order of keys", { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, true],
    ["the sign of zero", { a: 0 }, { a: -0 }, true],
    ["decimals", [1.0], [1], true],
    ["types", { a: 1 }, { a: "1" }, false],
    ["null and absence", { a: null }, {}, false],
    ["undefined and absence", { a: undefined, b: 1 }, { b: 1 }, true],
    ["arrays and objects", ["a"], { 0: "a" }, false],
    ["where commas stand", ["a,b"], ["a", "b"], false],
    ["nesting", [[1], 2], [[1, 2]], false],
    ["the key __proto__", JSON.parse('{"__proto__": 1}'), {}, false],
    ["inherited properties", Object.create({ a: 1 }), { a: 1 }, false],
    ["ends of texts", { a: "…" }, { a: "" }, false],
  ])("judges %s as JSON does, among few and among many", (_, a, b, same) => {
    const others = Array.from({ length: 50 }, (__, index) => ({ index }));
    expect(duplicate([a, b])).toEqual(same ? [0, 1] : undefined);
    expect(duplicate([...others, a, b])).toEqual(same ? [50, 51] : undefined);
  });

  it("finds what comparing all items with each other finds", () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(value, fc.constantFrom<unknown>({ a: [1] }, [[]], {}, 0)), { maxLength: 30 }),
        (items) => {
          let expected: readonly [number, number] | undefined;
          for (let index = 0; index < items.length && expected === undefined; index++) {
            for (let other = 0; other < index && expected === undefined; other++) {
              if (equal(items[other], items[index])) expected = [other, index];
            }
          }
          expect(duplicate(items)).toEqual(expected);
        },
      ),
    );
  });

  it("ends on items that hold themselves or are nested very deep", () => {
    const rings = Array.from({ length: 20 }, (_, index) => {
      const ring: { index: number; self?: unknown } = { index };
      ring.self = ring;
      return ring;
    });
    expect(duplicate(rings)).toBeUndefined();
    const deep = Array.from({ length: 20 }, (_, index) => {
      let value: unknown = index;
      for (let depth = 0; depth < 400; depth++) value = [value];
      return value;
    });
    expect(duplicate(deep)).toBeUndefined();
  });
});
