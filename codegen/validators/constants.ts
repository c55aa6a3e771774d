import { regExp } from "../print/reg-exp.js";
import { readPattern } from "../schema/pattern.js";
import { _, type Code, type Name, or } from "./ajv.js";
import type { Unit } from "./unit.js";

/** A pattern of a schema as a constant; undefined for one that no engine can compile, which is not checked. */
export function patternConstant(unit: Unit, pattern: string): Name | undefined {
  const read = readPattern(pattern);
  return read && unit.constant("pattern", regExp(read.source, read.flags));
}

/** Up to this many patterns are tried one by one, more in a loop. */
const MAX_UNROLLED = 8;

/** Code that tells whether a name matches one of the patterns; undefined where there are none. */
export function matchesAny(unit: Unit, patterns: readonly string[], name: Name): Code | undefined {
  const regExps = patterns.flatMap((pattern) => patternConstant(unit, pattern) ?? []);
  if (regExps.length === 0) return undefined;
  if (regExps.length <= MAX_UNROLLED) return or(...regExps.map((regExp) => _`${regExp}.test(${name})`));
  const all = unit.constant("names", `[${regExps.join(", ")}]`);
  return _`${all}.some((each) => each.test(${name}))`;
}
