import { isMultiple } from "../../../src/schema/validation/index.js";
import { formatCheck } from "../../schema/formats.js";
import type { Case } from "./case.js";
import { allowsIntegersOnly } from "./kind.js";
import type { KindLogic } from "./logic.js";

/** The numbers that a case leaves. */
interface Range {
  readonly low: number;
  readonly high: number;
  readonly isLowIn: boolean;
  readonly isHighIn: boolean;
  /** What they are multiples of; 1 for integers. */
  readonly steps: readonly number[];
}

/** Numbers of up to this size are exact, and so is arithmetic with them. */
const MAX_EXACT = 2 ** 40;
/** So many numbers are tried one by one. */
const MAX_TRIED = 200;

export const numbers: KindLogic<Case> = {
  isImpossible(known) {
    const range = rangeOf(known);
    if (isEmpty(range)) return true;
    if (known.denials.some((denial) => contradicts(denial, range, known))) return true;
    const left = allIn(range, MAX_TRIED);
    if (left === undefined) return false;
    const excluded = known.denials.flatMap((denial) => (denial.is === "none of" ? denial.values : []));
    return left.every((value) => excluded.includes(value));
  },

  *samples(known) {
    const range = rangeOf(known);
    for (const value of candidates(known, range)) if (isIn(range, value)) yield value === 0 ? 0 : value;
  },
};

function* candidates(known: Case, range: Range): Generator<number> {
  for (const denial of known.denials) {
    if (denial.is === "other format") yield* [2 ** 31, -(2 ** 31) - 1, 2 ** 63, 0.5];
  }
  const step = range.steps.find((each) => Number.isInteger(each)) ?? range.steps[0];
  const near = [range.low, range.high, 0, 1].filter((value) => Number.isFinite(value));
  for (const value of near) yield* [value, value + 1, value - 1, value + 0.5, value - 0.5];
  if (step !== undefined) {
    const first = Math.ceil((Number.isFinite(range.low) ? range.low : 0) / step);
    const last = Math.floor((Number.isFinite(range.high) ? range.high : first * step) / step);
    for (let index = 0; index < 12; index += 1) yield* [(first + index) * step, (last - index) * step];
    yield range.steps.reduce((product, each) => product * each, 1);
  }
  if (Number.isFinite(range.low + range.high)) yield (range.low + range.high) / 2;
  for (const { format } of known.facts) if (format !== undefined) yield* [2 ** 31 - 1, -(2 ** 31)];
  for (const denial of known.denials) {
    if (denial.is !== "no multiple") continue;
    for (const value of near) yield* [value + denial.of / 2, value + 2, value + 3];
  }
}

function isIn({ low, high, isLowIn, isHighIn, steps }: Range, value: number): boolean {
  if (value < low || value > high || (value === low && !isLowIn) || (value === high && !isHighIn))
    return false;
  return steps.every((step) => isMultiple(value, step));
}

function rangeOf({ facts }: Case): Range {
  let [low, high, isLowIn, isHighIn] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, true, true];
  const steps = new Set<number>();
  const from = (value: number | undefined, isIn: boolean): void => {
    if (value === undefined || value < low || (value === low && !isLowIn)) return;
    [low, isLowIn] = [value, isIn];
  };
  const to = (value: number | undefined, isIn: boolean): void => {
    if (value === undefined || value > high || (value === high && !isHighIn)) return;
    [high, isHighIn] = [value, isIn];
  };
  for (const fact of facts) {
    from(fact.minimum, true);
    from(fact.exclusiveMinimum, false);
    to(fact.maximum, true);
    to(fact.exclusiveMaximum, false);
    if (fact.multipleOf !== undefined) steps.add(fact.multipleOf);
    if (allowsIntegersOnly(fact)) steps.add(1);
    const check = formatCheck("number", fact.format);
    if (check !== undefined) steps.add(1);
    if (check === "isInt32") {
      from(-(2 ** 31), true);
      to(2 ** 31 - 1, true);
    }
  }
  return { low, high, isLowIn, isHighIn, steps: [...steps] };
}

function isEmpty({ low, high, isLowIn, isHighIn }: Range): boolean {
  return low > high || (low === high && !(isLowIn && isHighIn));
}

/** All numbers of a range; undefined where there are more than a limit, or where they can't be counted exactly. */
function allIn({ low, high, isLowIn, isHighIn, steps }: Range, limit: number): number[] | undefined {
  if (low === high && isLowIn && isHighIn) return steps.every((step) => isMultiple(low, step)) ? [low] : [];
  const step = Math.max(...steps.filter((each) => Number.isInteger(each)), 0);
  if (step === 0 || !(Math.abs(low) < MAX_EXACT && Math.abs(high) < MAX_EXACT && step < MAX_EXACT))
    return undefined;
  const found: number[] = [];
  const first = Math.ceil(low / step) * step;
  for (let value = first, tried = 0; value <= high; value += step, tried += 1) {
    if (tried > limit) return undefined;
    if ((value === low && !isLowIn) || (value === high && !isHighIn)) continue;
    if (steps.every((each) => isMultiple(value, each))) found.push(value === 0 ? 0 : value);
  }
  return found;
}

function contradicts(denial: Case["denials"][number], range: Range, { facts }: Case): boolean {
  switch (denial.is) {
    case "fraction":
      return range.steps.some((step) => Number.isInteger(step));
    case "no multiple":
      // Exact, because multiples are told by the decimals that numbers are written with.
      return range.steps.some((step) => isMultiple(step, denial.of));
    case "other format": {
      if (facts.some(({ format }) => format === denial.format)) return true;
      const isWhole = range.steps.some((step) => Number.isInteger(step));
      if (!isWhole || formatCheck("number", denial.format) !== "isInt32") return false;
      return range.low >= -(2 ** 31) && range.high <= 2 ** 31 - 1;
    }
    default:
      return false;
  }
}
