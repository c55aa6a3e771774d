import { runInNewContext } from "node:vm";
import type { DefaultsPlan } from "graphwright";
import { describe, expect, it } from "vitest";
import { applyDefaults, prepareDefaults } from "../../src/schema/defaults.js";

const plan: DefaultsPlan = {
  properties: {
    name: { default: "nobody" },
    tags: { default: ["a"] },
    address: { plan: { properties: { country: { default: "DE" } } } },
    limits: { default: {}, plan: { properties: { calls: { default: 3 } } } },
  },
};

describe("applying defaults", () => {
  it("fills in what is absent or undefined, and inside what was filled in", () => {
    expect(applyDefaults(plan, { tags: undefined, address: {} })).toEqual({
      name: "nobody",
      tags: ["a"],
      address: { country: "DE" },
      limits: { calls: 3 },
    });
    expect(applyDefaults(plan, { name: null, limits: 1 })).toMatchObject({ name: null, limits: 1 });
  });

  it("returns the same value where nothing changes", () => {
    const value = { name: "a", tags: [], address: { country: "FR" }, limits: { calls: 1 } };
    expect(applyDefaults(plan, value)).toBe(value);
    for (const other of [null, undefined, 1, "text", [], [{}]])
      expect(applyDefaults(plan, other)).toBe(other);
  });

  it("never changes what it is given, and copies only the way to a default", () => {
    const untouched = { deep: true };
    const value = Object.freeze({
      name: "a",
      tags: [],
      untouched,
      address: Object.freeze({}),
      limits: { calls: 1 },
    });
    const result = applyDefaults(plan, value) as typeof value;
    expect(result).toEqual({ ...value, address: { country: "DE" } });
    expect(value.address).toEqual({});
    expect(result.untouched).toBe(untouched);
    expect(result.limits).toBe(value.limits);
  });

  it("gives everyone a copy of a default of their own", () => {
    const [first, second] = [applyDefaults(plan, {}), applyDefaults(plan, {})] as { tags: string[] }[];
    first?.tags.push("b");
    expect(second?.tags).toEqual(["a"]);
    expect((applyDefaults(plan, {}) as { tags: string[] }).tags).toEqual(["a"]);
  });

  it("leaves instances of classes alone, and takes objects of other realms and without a prototype", () => {
    class Person {}
    const person = new Person();
    expect(applyDefaults(plan, person)).toBe(person);
    const date = new Date();
    expect(applyDefaults({ properties: { a: { plan } } }, { a: date })).toEqual({ a: date });
    expect(applyDefaults(plan, new Map())).toBeInstanceOf(Map);

    expect(applyDefaults(plan, runInNewContext("({})"))).toMatchObject({ name: "nobody" });
    const bare = applyDefaults(plan, Object.create(null)) as object;
    expect(Object.getPrototypeOf(bare)).toBeNull();
    expect(bare).toMatchObject({ name: "nobody" });
  });

  it("looks at own properties only", () => {
    expect(
      applyDefaults({ properties: { toString: { default: "x" }, constructor: { default: "y" } } }, {}),
    ).toEqual({
      toString: "x",
      constructor: "y",
    });
  });

  it("is safe with `__proto__`", () => {
    const value = JSON.parse('{ "__proto__": { "polluted": true }, "address": {} }');
    const result = applyDefaults(plan, value) as object;
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.keys(result)).toContain("__proto__");
    expect("polluted" in result).toBe(false);

    const nested = { properties: { ["__proto__"]: { plan: { properties: { a: { default: 1 } } } } } };
    const filled = applyDefaults(nested, JSON.parse('{ "__proto__": {} }')) as object;
    expect(Object.getOwnPropertyDescriptor(filled, "__proto__")?.value).toEqual({ a: 1 });
    expect("a" in {}).toBe(false);

    const copied = applyDefaults(
      { properties: { a: { default: JSON.parse('{ "__proto__": 1 }') } } },
      {},
    ) as {
      a: object;
    };
    expect(Object.keys(copied.a)).toEqual(["__proto__"]);
  });

  it("follows items, tuples, patterns and whatever else there is", () => {
    const item: DefaultsPlan = { properties: { x: { default: 1 } } };
    expect(applyDefaults({ items: { plan: item } }, [{}, 5, { x: 2 }])).toEqual([{ x: 1 }, 5, { x: 2 }]);
    expect(
      applyDefaults({ prefixItems: [null, item], items: { from: 2, plan: item } }, [{}, {}, {}]),
    ).toEqual([{}, { x: 1 }, { x: 1 }]);
    expect(applyDefaults({ prefixItems: [item, item] }, [{}])).toEqual([{ x: 1 }]);
    expect(applyDefaults({ patternProperties: [[/^p/, item]] }, { p: {}, q: {} })).toEqual({
      p: { x: 1 },
      q: {},
    });
    expect(
      applyDefaults({ additionalProperties: { except: ["a", /^p/], plan: item } }, { a: {}, p: {}, q: {} }),
    ).toEqual({ a: {}, p: {}, q: { x: 1 } });
  });

  it("applies further plans in turn; the first default wins", () => {
    const also: DefaultsPlan = { properties: { x: { default: 2 }, y: { default: 2 } } };
    expect(applyDefaults({ properties: { x: { default: 1 } }, also: [also, () => also] }, {})).toEqual({
      x: 1,
      y: 2,
    });
    expect(applyDefaults({ only: "object", also: [{ items: { plan: also } }, also] }, [{}])).toEqual([{}]);
  });

  it("tells branches apart by a property", () => {
    const union: DefaultsPlan = {
      unions: [
        {
          property: "kind",
          branches: [
            ["a", { properties: { x: { default: 1 } } }],
            [2, { properties: { y: { default: 2 } } }],
          ],
        },
      ],
    };
    expect(applyDefaults(union, { kind: "a" })).toEqual({ kind: "a", x: 1 });
    expect(applyDefaults(union, { kind: 2 })).toEqual({ kind: 2, y: 2 });
    for (const other of [{ kind: "2" }, { kind: undefined }, {}, Object.create({ kind: "a" })]) {
      expect(applyDefaults(union, other)).toBe(other);
    }
  });

  it("follows a recursive plan as deep as the value goes, and throws a RangeError past what the stack holds", () => {
    const list: DefaultsPlan = { properties: { v: { default: 0 }, next: { plan: () => list } } };
    expect(applyDefaults(list, { next: { next: {} } })).toEqual({ v: 0, next: { v: 0, next: { v: 0 } } });
    let value: object = {};
    for (let index = 0; index < 100_000; index++) value = { next: value };
    expect(() => applyDefaults(list, value)).toThrow(RangeError);
  });

  it("is prepared once, also where a plan refers to itself", () => {
    const apply = prepareDefaults(plan);
    expect(prepareDefaults(plan)).toBe(apply);
    expect(apply({})).toMatchObject({ name: "nobody" });
  });

  it("leaves a value alone that has everything the plan would add", () => {
    const isFull = (value: { readonly [name: string]: unknown }) => value.a !== undefined;
    const apply = prepareDefaults({ isFull, properties: { a: { default: 1 } } });
    const full = { a: null };
    expect(apply(full)).toBe(full);
    expect(apply({ a: undefined, b: 2 })).toEqual({ a: 1, b: 2 });
    const add = <Copy extends { [name: string]: unknown }>(copy: Copy) => Object.assign(copy, { a: 1 });
    const quick = prepareDefaults({ isFull, add, properties: { a: { default: 1 } } });
    expect(quick(full)).toBe(full);
    const given = Object.freeze({ b: 2 });
    expect(quick(given)).toEqual({ a: 1, b: 2 });
    expect(quick([])).toEqual([]);
    expect(quick({ b: 2 }, () => false)).toEqual({ b: 2 });
  });
});
