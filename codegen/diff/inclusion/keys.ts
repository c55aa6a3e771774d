import { patternMatches } from "../../schema/pattern.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import type { Case } from "./case.js";
import type { Logic } from "./logic.js";
import { matching, NOTHING, saying } from "./nodes.js";
import type { PropertyOutside } from "./refusal.js";
import { possiblyEvaluated } from "./unevaluated.js";

/** With more patterns than this, only those count for a class of names that are known to match. */
const MAX_PATTERNS = 4;

/** Names that no schema gives, all of which match the same patterns. */
export interface NameClass {
  readonly matched: ReadonlySet<string>;
  /** Set where there are too many patterns: the names may match any of them. */
  readonly mayMatchAny: boolean;
  /** The schemas that the names themselves fit. */
  readonly accepted: readonly SchemaNode[];
  readonly refused: readonly SchemaNode[];
  /** The schemas of the properties. */
  readonly schemas: readonly SchemaNode[];
}

/** Every name that is known of a case's objects. */
export function namesIn({ facts, denials }: Case): ReadonlySet<string> {
  const names = new Set<string>();
  for (const fact of facts) {
    for (const name of fact.properties?.keys() ?? []) names.add(name);
    for (const name of fact.required ?? []) names.add(name);
    if (fact.unevaluatedProperties !== undefined)
      for (const name of possiblyEvaluated(fact).names) names.add(name);
  }
  for (const denial of denials) {
    if (denial.is === "property outside") for (const name of denial.except) names.add(name);
  }
  return names;
}

/** The schemas of a property with a name. A name that is not allowed has one that accepts nothing. */
export function propertyAt(known: Case, name: string, logic: Logic): SchemaNode[] {
  const found: SchemaNode[] = [];
  for (const fact of known.facts) {
    const own = fact.properties?.get(name);
    if (own !== undefined) found.push(own);
    const matches = [...(fact.patternProperties ?? [])].map(
      ([pattern, schema]) => [patternMatches(pattern, name), schema] as const,
    );
    for (const [isMatch, schema] of matches) if (isMatch === true) found.push(schema);
    const isOther = own === undefined && matches.every(([isMatch]) => isMatch === false);
    if (fact.additionalProperties !== undefined && isOther) found.push(fact.additionalProperties);
    if (fact.propertyNames !== undefined && !logic.accepts(fact.propertyNames, name)) found.push(NOTHING);
    if (fact.unevaluatedProperties === undefined) continue;
    const { all, names, patterns } = possiblyEvaluated(fact, known);
    const isLookedAt =
      all || names.has(name) || patterns.some((each) => patternMatches(each, name) !== false);
    if (!isLookedAt) found.push(fact.unevaluatedProperties);
  }
  return found;
}

/**
 * The classes of names that no schema gives, but for those that can't be.
 *
 * @param denial - What is asked about; where there are many patterns, only those that it speaks of are told apart.
 */
export function nameClasses(known: Case, logic: Logic, denial?: PropertyOutside): NameClass[] {
  const patterns = patternsIn(known);
  const names = [...namesIn(known)];
  const own = known.facts.flatMap(({ propertyNames }) => propertyNames ?? []);
  const others = names.length === 0 ? [] : [saying({ enum: names })];
  if (patterns.length > MAX_PATTERNS) {
    const matched = new Set(denial?.only === undefined ? [] : [denial.only]);
    const unmatched = new Set(denial?.exceptPatterns);
    const schemas = schemasOf(known, matched, unmatched);
    const accepted = [STRINGS, ...own, ...[...matched].map(matching)];
    const refused = [...others, ...[...unmatched].map(matching)];
    return [{ matched, mayMatchAny: true, accepted, refused, schemas }];
  }
  const classes: NameClass[] = [];
  for (let bits = 0; bits < 2 ** patterns.length; bits += 1) {
    const matched = new Set(patterns.filter((_, index) => (bits >> index) % 2 === 1));
    const unmatched = new Set(patterns.filter((pattern) => !matched.has(pattern)));
    const accepted = [STRINGS, ...own, ...[...matched].map(matching)];
    const refused = [...others, ...[...unmatched].map(matching)];
    const isPlain = own.length === 0 && patterns.length === 0;
    if (!isPlain && logic.isImpossible(accepted, refused)) continue;
    const schemas = schemasOf(known, matched, unmatched);
    classes.push({ matched, mayMatchAny: false, accepted, refused, schemas });
  }
  return classes;
}

const STRINGS = saying({ type: ["string"] });

function patternsIn({ facts, denials }: Case): string[] {
  const patterns = new Set<string>();
  for (const fact of facts) {
    for (const pattern of fact.patternProperties?.keys() ?? []) patterns.add(pattern);
    if (fact.unevaluatedProperties !== undefined)
      for (const pattern of possiblyEvaluated(fact).patterns) patterns.add(pattern);
  }
  for (const denial of denials) {
    if (denial.is !== "property outside") continue;
    for (const pattern of denial.exceptPatterns) patterns.add(pattern);
    if (denial.only !== undefined) patterns.add(denial.only);
  }
  return [...patterns];
}

/** The schemas of properties whose names match some patterns for certain, and others not. */
function schemasOf(known: Case, matched: ReadonlySet<string>, unmatched: ReadonlySet<string>): SchemaNode[] {
  const found: SchemaNode[] = [];
  for (const fact of known.facts) {
    const own = [...(fact.patternProperties ?? [])];
    for (const [pattern, schema] of own) if (matched.has(pattern)) found.push(schema);
    const isOther = own.every(([pattern]) => unmatched.has(pattern));
    if (fact.additionalProperties !== undefined && isOther) found.push(fact.additionalProperties);
    if (fact.unevaluatedProperties === undefined) continue;
    const { all, patterns } = possiblyEvaluated(fact, known);
    if (!all && patterns.every((pattern) => unmatched.has(pattern))) found.push(fact.unevaluatedProperties);
  }
  return found;
}
