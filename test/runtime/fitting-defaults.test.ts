import { expect, it } from "vitest";
import { prepareDefaults } from "../../src/schema/defaults.js";
import { fitDefaults } from "../../src/schema/fitting-defaults.js";
import type { Validator, ValidatorError } from "../../src/schema/validation/validator.js";

interface Item {
  readonly a?: string;
  readonly b?: string;
}

/** Allows each item one property of two that both have a default, and counts how often it is asked. */
function oneProperty() {
  const counted = { checks: 0 };
  const validate: Validator = Object.assign(
    (value: unknown): boolean => {
      counted.checks += 1;
      const wrong = (value as readonly Item[]).flatMap((item, index) =>
        Object.keys(item).length > 1 ? [index] : [],
      );
      validate.errors = wrong.map((index) => ({
        instancePath: `/${index}`,
        schemaPath: "#/items/maxProperties",
        keyword: "maxProperties",
        params: { limit: 1 },
      }));
      return wrong.length === 0;
    },
    { errors: null as readonly ValidatorError[] | null },
  );
  return { validate, counted };
}

const plan = { items: { from: 0, plan: { properties: { a: { default: "x" }, b: { default: "y" } } } } };

function fitted(value: readonly Item[], validate: Validator) {
  return fitDefaults(value, prepareDefaults(plan), validate, () => true);
}

it("fills in the first of two defaults that exclude each other, in each item", () => {
  const { validate } = oneProperty();
  expect(fitted([{}, { b: "z" }, {}], validate)).toEqual({
    value: [{ a: "x" }, { b: "z" }, { a: "x" }],
    errors: [],
  });
});

it("checks a large value a few times only, and then fills in none of the defaults in question", () => {
  const { validate, counted } = oneProperty();
  const value = Array.from({ length: 5_000 }, () => ({}));
  const { value: result, errors } = fitted(value, validate);
  expect(errors).toEqual([]);
  expect(result).toBe(value);
  expect(counted.checks).toBeLessThan(10);
});
