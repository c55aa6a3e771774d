import type { Comparison, Disagreement } from "./compare.js";
import { FAULTS } from "./faults.js";

/** The comparison of one set of schemas: with the exceptions, and without. */
export interface OracleResult {
  readonly name: string;
  /** How many contracts' folders or groups of the suite there are. */
  readonly subjects: number;
  readonly excepted: Comparison;
  readonly plain: Comparison;
}

/** The figures as text, with every type that the two printers say differently. */
export function textReport(results: readonly OracleResult[], stale: readonly string[]): string {
  const faults = FAULTS.map(({ name, reason }) => {
    const met = results.reduce((sum, { excepted }) => sum + (excepted.met.get(name) ?? 0), 0);
    return `  ${name} (met ${met} times): ${reason}`;
  });
  return [
    ...results.map(sectionText),
    ["faults of json-schema-to-typescript that are gone around", ...faults].join("\n"),
    ...stale.map((name) => `${name} is no longer a fault: remove the exception`),
  ].join("\n\n");
}

function sectionText({ name, subjects, excepted, plain }: OracleResult): string {
  const wrong = new Map<Disagreement["kind"], Set<string>>();
  for (const { kind, subject, type } of plain.disagreements) {
    wrong.set(kind, (wrong.get(kind) ?? new Set()).add(`${subject} ${type}`));
  }
  const types = new Set([...wrong.values()].flatMap((each) => [...each]));
  const { ours, theirs } = excepted.time;
  const rows = [
    ["folders or groups", String(subjects)],
    ["types compared, each in both directions", String(excepted.types)],
    ["said differently by the two", String(excepted.disagreements.length)],
    ["the same without going around its faults", String(types.size)],
    ["processor time to print them, ours", `${ours.toFixed(0)} ms`],
    ["processor time to print them, json-schema-to-typescript", `${theirs.toFixed(0)} ms`],
  ];
  return [
    name,
    ...rows.map(([label = "", figure]) => `  ${label.padEnd(56)}${figure}`),
    ...excepted.disagreements.map((each) => `  ${disagreementText(each)}`),
  ].join("\n");
}

/** One line about a type. */
export function disagreementText({ subject, type, kind, reason }: Disagreement): string {
  const fault = {
    narrower: "our type refuses values that it should take",
    wider: "our type takes values that it should refuse",
    broken: "does not compile",
  }[kind];
  return `${subject}, ${type}: ${fault}: ${reason}`;
}
