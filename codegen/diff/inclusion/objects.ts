import type { JsonObject, JsonValue } from "../../schema/json.js";
import { patternMatches } from "../../schema/pattern.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import type { Case } from "./case.js";
import { type NameClass, nameClasses, namesIn, propertyAt } from "./keys.js";
import type { KindLogic, Logic } from "./logic.js";
import { ANYTHING } from "./nodes.js";
import type { PropertyOutside } from "./refusal.js";
import { surelyEvaluated } from "./unevaluated.js";

/** Objects with more properties are not made. */
const MAX_SIZE = 200;

export const objects: KindLogic<Case> = {
  isImpossible(known, logic) {
    const { required, min, max } = sizesOf(known);
    if (min > max || required.size > max) return true;
    const denied = known.denials.some((denial) => {
      if (max === 0 && (denial.is === "property outside" || denial.is === "name outside")) return true;
      if (denial.is === "property outside") return isNoProperty(known, narrowed(known, denial), logic);
      return denial.is === "name outside" && isNoName(known, denial.schema, logic);
    });
    if (denied || [...required].some((name) => logic.isImpossible(propertyAt(known, name, logic))))
      return true;
    return min > 0 && mostProperties(known, min, logic) < min;
  },

  *samples(known, logic) {
    const base = requiredOnly(known, logic);
    if (base === undefined) return;
    for (const object of variants(known, base, logic)) yield* filledUp(known, object, logic);
  },
};

function sizesOf({ facts }: Case): { required: ReadonlySet<string>; min: number; max: number } {
  const required = new Set(facts.flatMap((fact) => fact.required ?? []));
  const min = Math.max(0, ...facts.map(({ minProperties = 0 }) => minProperties));
  const max = Math.min(...facts.map(({ maxProperties = Number.POSITIVE_INFINITY }) => maxProperties));
  return { required, min, max };
}

/** Whether no property is one of those that a denial is about, and has a value that it is about. */
function isNoProperty(known: Case, denial: PropertyOutside, logic: Logic): boolean {
  for (const name of namesIn(known)) {
    if (!isAbout(denial, name)) continue;
    if (!logic.isImpossible(propertyAt(known, name, logic), [denial.schema])) return false;
  }
  return nameClasses(known, logic, denial).every(
    (each) => !isAboutClass(denial, each) || logic.isImpossible(each.schemas, [denial.schema]),
  );
}

/** The same denial, by all that is known of what was looked at; of nothing where that is all. */
function narrowed(known: Case, denial: PropertyOutside): PropertyOutside {
  if (denial.unevaluatedBy === undefined) return denial;
  const { all, names, patterns } = surelyEvaluated(denial.unevaluatedBy, known);
  return all ? { ...denial, schema: ANYTHING } : { ...denial, except: names, exceptPatterns: patterns };
}

function isAbout({ except, exceptPatterns, only }: PropertyOutside, name: string): boolean {
  if (only !== undefined) return patternMatches(only, name) !== false;
  return !except.has(name) && exceptPatterns.every((pattern) => patternMatches(pattern, name) !== true);
}

function isAboutClass(
  { exceptPatterns, only }: PropertyOutside,
  { matched, mayMatchAny }: NameClass,
): boolean {
  if (mayMatchAny) return true;
  if (only !== undefined) return matched.has(only);
  return !exceptPatterns.some((pattern) => matched.has(pattern));
}

/** Whether no property has a name that a schema refuses. */
function isNoName(known: Case, schema: SchemaNode, logic: Logic): boolean {
  for (const name of namesIn(known)) {
    if (!logic.accepts(schema, name) && !logic.isImpossible(propertyAt(known, name, logic))) return false;
  }
  return nameClasses(known, logic).every(
    (each) =>
      logic.isImpossible(each.accepted, [...each.refused, schema]) || logic.isImpossible(each.schemas),
  );
}

/** How many properties an object has at most, as far as names tell; counting stops where there are enough. */
function mostProperties(known: Case, enough: number, logic: Logic): number {
  const isOpen = nameClasses(known, logic).some(({ schemas }) => !logic.isImpossible(schemas));
  if (isOpen) return Number.POSITIVE_INFINITY;
  let count = 0;
  for (const name of namesIn(known)) {
    if (!logic.isImpossible(propertyAt(known, name, logic))) count += 1;
    if (count >= enough) break;
  }
  return count;
}

function requiredOnly(known: Case, logic: Logic): Map<string, JsonValue> | undefined {
  const object = new Map<string, JsonValue>();
  for (const name of sizesOf(known).required) {
    const [value] = logic.samples(propertyAt(known, name, logic));
    if (value === undefined) return undefined;
    object.set(name, value);
  }
  return object;
}

type Properties = ReadonlyMap<string, JsonValue>;

/** The object, with other values of its properties, and with what denials say. */
function* variants(known: Case, base: Properties, logic: Logic): Generator<Properties> {
  const outside: Properties[] = [];
  for (const denial of known.denials) {
    if (denial.is === "property outside")
      for (const [name, value] of propertiesOutside(known, denial, logic))
        outside.push(new Map(base).set(name, value));
    if (denial.is !== "name outside") continue;
    for (const name of namesOutside(known, denial.schema, logic)) {
      for (const value of logic.samples(propertyAt(known, name, logic)).slice(0, 2))
        outside.push(new Map(base).set(name, value));
    }
  }
  yield* outside;
  yield base;
  for (const name of [...base.keys()].slice(0, 8)) {
    for (const value of logic.samples(propertyAt(known, name, logic)).slice(1, 4))
      yield new Map(base).set(name, value);
  }
  for (const name of optionalNames(known, base)) {
    for (const value of logic.samples(propertyAt(known, name, logic)).slice(0, 2)) {
      yield new Map(base).set(name, value);
      for (const each of outside.slice(0, 2)) yield new Map(each).set(name, value);
    }
  }
}

function optionalNames(known: Case, base: Properties): string[] {
  return [...namesIn(known)].filter((name) => !base.has(name)).slice(0, 12);
}

function* propertiesOutside(
  known: Case,
  denial: PropertyOutside,
  logic: Logic,
): Generator<readonly [string, JsonValue]> {
  for (const name of namesIn(known)) {
    if (!isAbout(denial, name)) continue;
    for (const value of logic.samples(propertyAt(known, name, logic), [denial.schema])) yield [name, value];
  }
  for (const each of nameClasses(known, logic, denial)) {
    if (!isAboutClass(denial, each)) continue;
    const values = logic.samples(each.schemas, [denial.schema]).slice(0, 3);
    if (values.length === 0) continue;
    for (const name of namesOf(each, logic).slice(0, 3)) for (const value of values) yield [name, value];
  }
}

function namesOutside(known: Case, schema: SchemaNode, logic: Logic): string[] {
  const named = [...namesIn(known)].filter((name) => !logic.accepts(schema, name));
  const others = nameClasses(known, logic).flatMap(({ accepted, refused }) =>
    logic.samples(accepted, [...refused, schema]).filter((name) => typeof name === "string"),
  );
  return [...named, ...others].slice(0, 6);
}

/** Names of a class; one that a person takes for another property comes first. */
function namesOf({ accepted, refused }: NameClass, logic: Logic, count = 3): string[] {
  const isOther = (name: string): boolean =>
    accepted.every((each) => logic.accepts(each, name)) &&
    refused.every((each) => !logic.accepts(each, name));
  const plain = Array.from({ length: count }, (_, index) => `other${index === 0 ? "" : index}`).filter(
    isOther,
  );
  const found = logic.samples(accepted, refused).filter((name) => typeof name === "string");
  return [...plain, ...found];
}

/** Objects with as many properties as there must be. */
function* filledUp(known: Case, given: Properties, logic: Logic): Generator<JsonValue> {
  const { min, max } = sizesOf(known);
  if (given.size > max || min > MAX_SIZE) return;
  const object = new Map(given);
  for (const name of namesIn(known)) {
    if (object.size >= min) break;
    const [value] = object.has(name) ? [] : logic.samples(propertyAt(known, name, logic));
    if (value !== undefined) object.set(name, value);
  }
  if (object.size < min) {
    for (const each of nameClasses(known, logic)) {
      const [value] = logic.samples(each.schemas);
      if (value === undefined) continue;
      for (const name of namesOf(each, logic, min)) {
        if (object.size >= min) break;
        if (!object.has(name)) object.set(name, value);
      }
    }
  }
  yield objectOf(object);
}

/** An object of properties, whatever their names. */
export function objectOf(properties: Properties): JsonObject {
  return Object.fromEntries(properties);
}
