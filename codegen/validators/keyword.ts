import type { JsonValue } from "../schema/json.js";
import {
  _,
  type Code,
  type CodeKeywordDefinition,
  getProperty,
  type KeywordCxt,
  type Name,
  names,
  nil,
  str,
  strConcat,
} from "./ajv.js";
import { Site } from "./site.js";

/** The groups in which Ajv checks keywords: once for all types, else behind a check of the type. */
type Group = "number" | "string" | "array" | "object";

/** One keyword of the vocabulary: for which values it is, and the code that checks it. */
export function keyword(
  name: string,
  group: Group | undefined,
  code: (cxt: KeywordCxt) => void,
): CodeKeywordDefinition {
  return { keyword: name, code, ...(group === undefined ? {} : { type: group }) };
}

/**
 * Makes the code that reports a violation.
 *
 * @param params - What the message needs to know: code for an object.
 * @param name - The violated keyword; the one that is being compiled by default.
 * @param place - Where it stands below the schema; by default under its own name, `null` for the schema itself.
 */
export function fail(cxt: KeywordCxt, params: Code, name = cxt.keyword, place: string | null = name): void {
  const { gen, it } = cxt;
  const { unit } = Site.of(cxt);
  const path = strConcat(names.instancePath, it.errorPath);
  const schemaPath = place === null ? schemaPathOf(it) : str`${schemaPathOf(it)}/${place}`;
  // The end of the path says which keyword it is, unless that is said.
  const keyword = place?.split("/").at(-1) === name ? nil : _`, ${name}`;
  const error = it.createErrors === false ? nil : _`, ${path}, ${schemaPath}, ${params}${keyword}`;
  gen.assign(names.vErrors, _`${unit.helper("report")}(${names.vErrors}${error})`);
  gen.code(_`${names.errors}++`);
}

/** Where the schema stands. Ajv takes the text for a string that it adds to; it adds to code just as well. */
function schemaPathOf({ errSchemaPath }: KeywordCxt["it"]): Code {
  return errSchemaPath as unknown as Code;
}

/** Reports a violation where a condition holds. */
export function failIf(cxt: KeywordCxt, condition: Code, params: Code, name?: string, place?: string): void {
  cxt.gen.if(condition, () => fail(cxt, params, name, place));
}

/** Makes the code that forgets the errors since the count that `before` holds. */
export function forgetSince(cxt: KeywordCxt, before: Name): void {
  const forget = Site.of(cxt).unit.helper("forget");
  cxt.gen.if(_`${names.errors} > ${before}`, () => {
    cxt.gen.assign(names.vErrors, _`${forget}(${names.vErrors}, ${before})`);
    cxt.gen.assign(names.errors, before);
  });
}

/** Code that tells whether the value has a property; one that is `undefined` is absent. */
export function isPresent(cxt: KeywordCxt, property: string | Name): Code {
  const present = _`${cxt.data}${getProperty(property)} !== undefined`;
  if (!maybeInherited(property)) return present;
  return _`${present} && ${Site.of(cxt).unit.helper("has")}(${cxt.data}, ${property})`;
}

/** The opposite of {@link isPresent}. */
export function isAbsent(cxt: KeywordCxt, property: string | Name): Code {
  const absent = _`${cxt.data}${getProperty(property)} === undefined`;
  if (!maybeInherited(property)) return absent;
  return _`${absent} || !${Site.of(cxt).unit.helper("has")}(${cxt.data}, ${property})`;
}

/** Whether every object has such a property, from `Object.prototype`; a name that is only known later may be one of those. */
function maybeInherited(property: string | Name): boolean {
  return typeof property !== "string" || property in Object.prototype;
}

/** Makes a loop over the value's properties. */
export function eachProperty(
  cxt: KeywordCxt,
  body: (name: Name) => void,
  filter: (name: Name) => Code = () => nil,
): void {
  const { gen, data } = cxt;
  const name = gen.name("key");
  gen.forIn(name, data, () => {
    const wanted = filter(name);
    const present = isPresent(cxt, name);
    gen.if(wanted === nil ? present : _`${wanted} && ${present}`, () => body(name));
  });
}

/** What compares with `===`. */
export type Scalar = null | boolean | number | string;

export function isScalar(value: JsonValue): value is Scalar {
  return typeof value !== "object" || value === null;
}

/** Code for an array. */
export function literal(items: readonly (Scalar | Code)[]): Code {
  return _`[${separated(items)}]`;
}

/** By halves, because a long list that grows by one item at a time is copied at each. */
function separated(items: readonly (Scalar | Code)[]): Code {
  const [first] = items;
  if (first === undefined) return nil;
  if (items.length === 1) return _`${first}`;
  const half = items.length >> 1;
  return _`${separated(items.slice(0, half))}, ${separated(items.slice(half))}`;
}
