import type { JsonObject } from "../../codegen/schema/json.js";
import type { Files } from "./folder.js";

/** Gives the text for a place; each place has a number, so that no two texts are the same. */
export type TextAt = (place: number) => string;

/** A contract and a shared file that have a text in every place where a schema can have one. */
export function schemasWith(text: TextAt): Files {
  let places = 0;
  const next = () => text(places++);
  const words = () => ({ title: next(), description: next(), $comment: next(), [`x-${next()}`]: next() });
  const pattern = () => `(?:${escaped(next())})`;
  const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
    type: "object",
    ...words(),
    properties,
    ...more,
  });
  const name = wellFormed(next());
  const scalars = (file = "state.schema.json"): JsonObject => ({
    [next()]: { type: "string", ...words(), default: next(), examples: [next(), { [next()]: [next()] }] },
    [next()]: { enum: [next(), next(), 1, null], ...words(), deprecated: true },
    [next()]: { const: { [next()]: next() } },
    [next()]: { type: "string", pattern: pattern(), format: next(), minLength: 1 },
    [next()]: {
      type: "array",
      items: { type: "string", enum: [next()] },
      default: [next()],
      "x-reducer": "append",
    },
    [next()]: { "x-reducer": next(), "x-update": { const: next() } },
    [next()]: { $ref: `${file}#/$defs/${pointer(name)}` },
    [next()]: { type: "object", default: { [next()]: next() }, writeOnly: true, ...words() },
  });
  const unions = (): JsonObject => {
    const tag = next();
    const branch = (value: string) =>
      object({ [tag]: { const: value }, [next()]: { default: next() } }, { required: [tag] });
    return {
      [next()]: { oneOf: [branch(next()), branch(next())] },
      [next()]: {
        if: { required: [next()] },
        // biome-ignore lint/suspicious/noThenProperty: the keyword
        then: { required: [next()] },
        else: { const: next() },
        not: { const: next() },
      },
      [next()]: {
        ...object({}),
        patternProperties: { [pattern()]: { default: next() } },
        propertyNames: { pattern: pattern() },
        dependentRequired: { [next()]: [next()] },
        dependentSchemas: { [next()]: { required: [next()] } },
        unevaluatedProperties: false,
      },
    };
  };
  const required = next();
  const state = object(
    {
      ...scalars(),
      ...unions(),
      [required]: { type: "string" },
      shared: { $ref: `../shared/${encodeURIComponent(fileName(text))}` },
    },
    {
      required: [required],
      $defs: {
        [name]: object({ [next()]: { default: next() } }),
        [next()]: { type: "string", ...words(), const: next() },
      },
      $schema: "https://json-schema.org/draft/2020-12/schema",
    },
  );
  const part = (...roles: string[]) =>
    object(
      Object.fromEntries(
        [1, 2].map(() => [
          next(),
          object(Object.fromEntries(roles.map((role) => [role, object({ [next()]: { const: next() } })]))),
        ]),
      ),
    );
  const store = object(
    Object.fromEntries([1, 2].map(() => [next().replaceAll(/[./:{}\0]/g, ""), object(scalars())])),
  );
  return {
    "bot/context.schema.json": object(scalars()),
    "bot/state.schema.json": state,
    "bot/store.schema.json": store,
    "bot/events.schema.json": {
      anyOf: [{ const: next() }, { type: "string", pattern: pattern() }],
      ...words(),
    },
    "bot/interrupts.schema.json": part("value", "resume"),
    "bot/tools.schema.json": part("input", "output"),
    [`shared/${fileName(text)}`]: object(scalars(""), { $defs: { [name]: { const: next() } } }),
  };
}

/** The name of a file with a text in it, as far as a file's name can have it. */
function fileName(text: TextAt): string {
  return `f ${wellFormed(text(1000)).replaceAll(/[/\0]/g, "").slice(0, 60)}.schema.json`;
}

function wellFormed(text: string): string {
  return text.replaceAll(/[\ud800-\udfff]/gu, "\ufffd");
}

/** A pattern that the text matches. */
function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

function pointer(name: string): string {
  const token = name.replaceAll("~", "~0").replaceAll("/", "~1");
  return encodeURIComponent(token).replaceAll("%24", "$");
}
