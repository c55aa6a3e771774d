import { patternFlags } from "../pattern.js";
import { printString } from "../print-json.js";
import type { Name } from "./ajv.js";
import type { Unit } from "./unit.js";

/** A pattern of a schema as a constant; undefined for one that no engine can compile, which is not checked. */
export function patternConstant(unit: Unit, pattern: string): Name | undefined {
  const flags = patternFlags(pattern);
  if (flags === undefined) return undefined;
  return unit.constant(
    "pattern",
    flags === "" ? `new RegExp(${printString(pattern)})` : `new RegExp(${printString(pattern)}, "u")`,
  );
}
