import { describe, expect, it } from "vitest";
import { RULES } from "../../codegen/diff/rules.js";
import { measure } from "../../scripts/diff-suite/measure.js";
import { arrayPairs } from "../../scripts/diff-suite/pairs/arrays.js";
import { contractPairs } from "../../scripts/diff-suite/pairs/contracts.js";
import { filePairs } from "../../scripts/diff-suite/pairs/files.js";
import { logicPairs } from "../../scripts/diff-suite/pairs/logic.js";
import { objectPairs } from "../../scripts/diff-suite/pairs/objects.js";
import { scalarPairs } from "../../scripts/diff-suite/pairs/scalars.js";
import { randomPairs } from "../../scripts/diff-suite/random.js";
import { countOf } from "../../scripts/diff-suite/report.js";
import { seed } from "../support/fast-check.js";

describe("what is said of labelled pairs", async () => {
  const pairs = [...scalarPairs, ...arrayPairs, ...objectPairs, ...logicPairs];
  const answers = [...(await measure(pairs, [...contractPairs, ...filePairs]))];
  const { asked, breaking, missed, alarms } = countOf(
    answers.map(([known, { verdict }]) => [known, verdict]),
  );

  it("misses no break, and alarms about at most one compatible change in twenty", () => {
    expect(asked).toBeGreaterThan(400);
    expect(missed.map(({ name }) => name)).toEqual([]);
    expect(alarms.length).toBeLessThanOrEqual(0.05 * (asked - breaking));
  });

  it("finds what only contracts have by the rules that are there for it", () => {
    const found = answers.flatMap(([{ name, codes }, answer]) =>
      codes === undefined ? [] : [[name, answer.codes]],
    );
    const right = answers.flatMap(([{ name, codes }]) => (codes === undefined ? [] : [[name, codes]]));
    expect(found).toEqual(right);
  });

  it("has a case for each rule that counts by default", () => {
    const covered = new Set(contractPairs.flatMap(({ breaks }) => breaks));
    const missing = RULES.filter(({ code, byDefault }) => byDefault === undefined && !covered.has(code));
    expect(missing.map(({ code }) => code)).toEqual(["contract-removed"]);
  });
});

describe("what is said of random pairs", () => {
  it("is contradicted by no value, and each value that shows a break is confirmed by compiled validators", () => {
    expect(randomPairs({ count: 60, seed, tries: 6_000 })).toMatchObject({ contradictions: 0 });
  });
});
