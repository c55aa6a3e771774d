import type { JsonObject } from "../../../codegen/schema/json.js";
import { ALL_DIALECTS, pairs } from "../pair.js";

const list = (more: object): JsonObject => ({ type: "array", ...more });
const text = { type: "string" };
const whole = { type: "integer" };

/** The keywords of arrays. */
export const arrayPairs = [
  ...pairs(ALL_DIALECTS, [
    ["items are narrowed", list({ items: { type: ["string", "null"] } }), list({ items: text }), "narrower"],
    ["items are widened", list({ items: whole }), list({ items: { type: "number" } }), "wider"],
    ["items are declared", list({}), list({ items: text }), "narrower"],
    ["minItems is raised", list({ minItems: 1 }), list({ minItems: 2 }), "narrower"],
    ["minItems is removed", list({ minItems: 1 }), list({}), "wider"],
    ["maxItems is added", list({ items: text }), list({ items: text, maxItems: 3 }), "narrower"],
    ["maxItems is raised", list({ maxItems: 3 }), list({ maxItems: 4 }), "wider"],
    ["items must differ", list({ items: text }), list({ items: text, uniqueItems: true }), "narrower"],
    ["items need not differ", list({ uniqueItems: true }), list({ uniqueItems: false }), "wider"],
    [
      "at most one item always differs",
      list({ maxItems: 1 }),
      list({ maxItems: 1, uniqueItems: true }),
      "same",
    ],
    [
      "no more than there are different ones",
      list({ items: { enum: [1, 2] }, uniqueItems: true }),
      list({ items: { enum: [1, 2] }, uniqueItems: true, maxItems: 2 }),
      "same",
    ],
    [
      "items deep inside",
      list({ items: list({ items: list({ items: whole }) }) }),
      list({ items: list({ items: list({ items: { type: "integer", minimum: 0 } }) }) }),
      "narrower",
    ],
    [
      "items that can't be",
      list({ items: { type: "string", minLength: 2, maxLength: 1 } }),
      list({ maxItems: 0 }),
      "same",
    ],
    ["a length for no list", { type: "string", minItems: 1 }, { type: "string", minItems: 2 }, "same"],
  ]),
  ...pairs(
    ["draft-04", "draft-06", "draft-07", "2019-09"],
    [
      [
        "a tuple's item is narrowed",
        list({ items: [text, whole] }),
        list({ items: [text, { type: "integer", minimum: 0 }] }),
        "narrower",
      ],
      [
        "a tuple is closed",
        list({ items: [text, whole] }),
        list({ items: [text, whole], additionalItems: false }),
        "narrower",
      ],
      [
        "a tuple is opened",
        list({ items: [text], additionalItems: false }),
        list({ items: [text] }),
        "wider",
      ],
      [
        "items after a tuple",
        list({ items: [text], additionalItems: whole }),
        list({ items: [text], additionalItems: { type: "number" } }),
        "wider",
      ],
      [
        "a tuple gets longer",
        list({ items: [text], additionalItems: false }),
        list({ items: [text, whole], additionalItems: false }),
        "wider",
      ],
      [
        "a tuple of equal items",
        list({ items: [text, text], additionalItems: text }),
        list({ items: text }),
        "same",
      ],
      [
        "additionalItems without a tuple",
        list({ items: text, additionalItems: false }),
        list({ items: text }),
        "same",
      ],
    ],
  ),
  ...pairs(
    ["2020-12"],
    [
      [
        "prefixItems are narrowed",
        list({ prefixItems: [text, whole] }),
        list({ prefixItems: [text, { const: 1 }] }),
        "narrower",
      ],
      ["a prefix is removed", list({ prefixItems: [text] }), list({}), "wider"],
      ["a prefix before items", list({ items: text }), list({ prefixItems: [text], items: text }), "same"],
      [
        "what follows a prefix",
        list({ prefixItems: [text], items: whole }),
        list({ prefixItems: [text], items: false }),
        "narrower",
      ],
      [
        "contains counts as evaluated",
        list({ contains: text, unevaluatedItems: false }),
        list({ items: text, minItems: 1 }),
        "same",
      ],
    ],
  ),
  ...pairs(
    ["draft-06", "draft-07", "2019-09", "2020-12"],
    [
      ["contains is added", list({}), list({ contains: whole }), "narrower"],
      ["contains is removed", list({ contains: whole }), list({}), "wider"],
      ["contains is widened", list({ contains: { const: 1 } }), list({ contains: whole }), "wider"],
      [
        "contains what all items are",
        list({ items: whole, minItems: 1 }),
        list({ items: whole, contains: whole }),
        "same",
      ],
      ["contains what no item is", list({ items: text }), list({ items: text, contains: whole }), "narrower"],
    ],
  ),
  ...pairs(
    ["2019-09", "2020-12"],
    [
      [
        "minContains is raised",
        list({ contains: whole }),
        list({ contains: whole, minContains: 2 }),
        "narrower",
      ],
      ["minContains 0", list({ contains: whole, minContains: 0 }), list({}), "same"],
      [
        "maxContains is added",
        list({ contains: whole }),
        list({ contains: whole, maxContains: 2 }),
        "narrower",
      ],
      [
        "maxContains is raised",
        list({ contains: whole, maxContains: 2 }),
        list({ contains: whole, maxContains: 3 }),
        "wider",
      ],
      [
        "unevaluatedItems closes",
        list({ allOf: [{ contains: true, minContains: 0 }] }),
        list({ unevaluatedItems: text }),
        "narrower",
      ],
      ["unevaluatedItems alone are items", list({ unevaluatedItems: text }), list({ items: text }), "same"],
    ],
  ),
];
