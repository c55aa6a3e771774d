import { pascalCase } from "../../codegen/print/identifiers.js";
import type { JsonObject } from "../../codegen/schema/json.js";
import { PARTS, type PartName, pairs } from "./parts.js";

/** A schema that is made of others. */
export interface Composition {
  /** How it is made, e.g. `allOf(Open, closed) + unevaluatedProperties`; what is capitalised is referred to by name. */
  readonly name: string;
  readonly schema: JsonObject;
  /** What its references lead to, by their keys in `$defs`. The same key means the same schema in every composition. */
  readonly definitions: Readonly<Record<string, JsonObject>>;
}

const ALL = Object.keys(PARTS) as PartName[];
/** The parts that compositions to depth two are made of. */
const FEW: readonly PartName[] = ["open", "closed", "tagX", "filled", "lenient", "indexed"];
const COMBINATORS = ["allOf", "anyOf", "oneOf"] as const;

/** What may stand beside a combinator. */
const SIBLINGS: Readonly<Record<string, JsonObject>> = {
  nothing: {},
  required: { required: ["b"] },
  properties: { type: "object", properties: { a: { enum: ["x", "y", 1] }, c: {} }, required: ["a"] },
  closed: { properties: { kind: {}, a: {} }, additionalProperties: false },
  unevaluatedProperties: { unevaluatedProperties: false },
  "unevaluatedProperties of a type": { unevaluatedProperties: { type: "integer" } },
  unevaluatedItems: { unevaluatedItems: false },
  ref: { $ref: "#/$defs/Optional" },
};
const ALL_SIBLINGS = Object.keys(SIBLINGS);
const FEW_SIBLINGS = ["nothing", "properties", "unevaluatedProperties"];

/** Every composition, in an order that never changes. */
export function compositions(): readonly Composition[] {
  // Some come about in two ways.
  return [...new Map([...enumerate()].map((composition) => [composition.name, composition])).values()];
}

function* enumerate(): Generator<Composition> {
  for (const name of ALL) {
    for (const part of [inline(name), named(inline(name))]) yield* withSiblings(part, ALL_SIBLINGS);
  }
  for (const combinator of COMBINATORS) {
    for (const [first, second] of pairs(ALL)) {
      const [one, two] = [inline(first), inline(second)];
      yield* withSiblings(combine(combinator, [named(one), named(two)]), ALL_SIBLINGS);
      for (const child of [one, named(one)]) {
        yield* withSiblings(combine(combinator, [child, two]), FEW_SIBLINGS);
      }
    }
  }
  yield* conditions();
  yield* depthTwo();
}

function* conditions(): Generator<Composition> {
  for (const test of ["tagX", "demanding", "open", "list"] as const) {
    for (const [yes, no] of pairs([...FEW, "never", "demanding"] as const)) {
      const branches = [conditional(inline(test), inline(yes), inline(no))];
      branches.push(conditional(inline(test), named(inline(yes)), undefined));
      branches.push(conditional(named(inline(test)), undefined, named(inline(no))));
      for (const branch of branches) yield* withSiblings(branch, FEW_SIBLINGS);
    }
  }
}

function* depthTwo(): Generator<Composition> {
  for (const [first, second] of pairs(FEW)) {
    for (const inner of innerOf(first, second)) {
      yield* withSiblings(inObject(inner), ["nothing", "unevaluatedProperties"]);
      for (const combinator of COMBINATORS) {
        for (const third of FEW) {
          for (const child of [inner, named(inner)]) {
            yield* withSiblings(combine(combinator, [child, named(inline(third))]), FEW_SIBLINGS);
          }
          yield combine(combinator, [inline(third), inner]);
        }
      }
    }
  }
}

function innerOf(first: PartName, second: PartName): Composition[] {
  const children = [named(inline(first)), inline(second)];
  const combined = COMBINATORS.map((combinator) => combine(combinator, children));
  return [...combined, conditional(inline("tagX"), inline(first), named(inline(second)))];
}

function inline(name: PartName): Composition {
  // A tree refers to itself.
  const definitions = name === "tree" ? { Tree: PARTS.tree } : {};
  return { name, schema: PARTS[name], definitions };
}

/** The same as a definition, and a reference to it. */
function named({ name, schema, definitions }: Composition): Composition {
  const key = pascalCase(name.replaceAll(/\W+/g, "-").replaceAll(/^-|-$/g, ""));
  return {
    name: key,
    schema: { $ref: `#/$defs/${key}` },
    definitions: { ...definitions, [key]: schema },
  };
}

function combine(combinator: (typeof COMBINATORS)[number], children: readonly Composition[]): Composition {
  return {
    name: `${combinator}(${children.map(({ name }) => name).join(", ")})`,
    schema: { [combinator]: children.map(({ schema }) => schema) },
    definitions: definitionsOf(children),
  };
}

function conditional(
  test: Composition,
  yes: Composition | undefined,
  no: Composition | undefined,
): Composition {
  // biome-ignore lint/suspicious/noThenProperty: the keyword
  const parts = { if: test, then: yes, else: no };
  const used = Object.entries(parts).flatMap(([key, part]) => (part === undefined ? [] : [{ key, part }]));
  return {
    name: used.map(({ key, part }) => `${key}(${part.name})`).join(" "),
    schema: Object.fromEntries(used.map(({ key, part }) => [key, part.schema])),
    definitions: definitionsOf(used.map(({ part }) => part)),
  };
}

/** A composition as a property of an object, once required and once not. */
function inObject(inner: Composition): Composition {
  return {
    name: `{ inner: ${inner.name} }`,
    schema: { type: "object", properties: { inner: inner.schema, more: inner.schema }, required: ["inner"] },
    definitions: inner.definitions,
  };
}

/** The composition beside other keywords; where they share one, the keyword is the sibling's. */
function* withSiblings(
  { name, schema, definitions }: Composition,
  siblings: readonly string[],
): Generator<Composition> {
  for (const sibling of siblings) {
    const keywords = SIBLINGS[sibling] ?? {};
    // A part that has a keyword of the sibling's already would only be another part.
    if (Object.keys(keywords).some((keyword) => Object.hasOwn(schema, keyword))) continue;
    yield {
      name: sibling === "nothing" ? name : `${name} + ${sibling}`,
      schema: { ...schema, ...keywords },
      definitions: Object.hasOwn(keywords, "$ref")
        ? { ...definitions, Optional: PARTS.optional }
        : definitions,
    };
  }
}

function definitionsOf(children: readonly Composition[]): Readonly<Record<string, JsonObject>> {
  return Object.assign({}, ...children.map(({ definitions }) => definitions));
}
