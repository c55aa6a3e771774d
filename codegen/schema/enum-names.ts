import type { JsonObject, JsonValue } from "./json.js";

/** The keywords by which other tools name the values of an `enum`; where there are several, the first counts. */
const NAMES = ["x-enum-varnames", "x-enumNames", "tsEnumNames"] as const;
/** The keywords by which they describe them. */
const DESCRIPTIONS = ["x-enum-descriptions", "x-enumDescriptions"] as const;

/** A keyword about the values of an `enum` that can't be read. */
export interface EnumNamesFault {
  readonly keyword: string;
  readonly message: string;
  readonly remedy: string;
}

/** What a schema says of each value of its `enum` beside it: a name, a description, or both; undefined where it says nothing. */
export function enumDocsOf(schema: JsonObject): readonly string[] | undefined {
  const names = readable(schema, NAMES);
  const descriptions = readable(schema, DESCRIPTIONS);
  if (names === undefined || descriptions === undefined) return names ?? descriptions;
  return names.map((name, index) =>
    [name, descriptions[index] ?? ""].filter((text) => text !== "").join(": "),
  );
}

/** What is wrong with such keywords of a schema. */
export function enumNamesFaults(schema: JsonObject): EnumNamesFault[] {
  return [...NAMES, ...DESCRIPTIONS].flatMap((keyword) => {
    const fault = faultOf(schema, keyword);
    return fault === undefined ? [] : [{ keyword, ...fault }];
  });
}

function readable(schema: JsonObject, keywords: readonly string[]): readonly string[] | undefined {
  for (const keyword of keywords) {
    const value = schema[keyword];
    if (isStringList(value) && faultOf(schema, keyword) === undefined) return value;
  }
  return undefined;
}

function faultOf(schema: JsonObject, keyword: string): Omit<EnumNamesFault, "keyword"> | undefined {
  if (!Object.hasOwn(schema, keyword)) return undefined;
  const value = schema[keyword];
  if (!isStringList(value)) {
    return {
      message: `\`${keyword}\` is not a list of strings, so it is ignored`,
      remedy: "list a string for each value of `enum`, in the same order",
    };
  }
  const values = schema.enum;
  if (!Array.isArray(values)) {
    return {
      message: `\`${keyword}\` has no effect without \`enum\``,
      remedy: `add \`enum\`, or remove \`${keyword}\``,
    };
  }
  if (value.length === values.length) return undefined;
  return {
    message: `\`${keyword}\` has a length of ${value.length} but \`enum\` of ${values.length}, so it is ignored`,
    remedy: "list a string for each value of `enum`, in the same order",
  };
}

function isStringList(value: JsonValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
