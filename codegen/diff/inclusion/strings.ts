import { formatCheck } from "../../schema/formats.js";
import type { Case } from "./case.js";
import { guesses, type TextKnowledge, textsOf } from "./language.js";
import type { KindLogic, Logic } from "./logic.js";

/** Longer texts are not made. */
export const MAX_MADE = 100_000;

export const strings: KindLogic<Case> = {
  isImpossible({ facts, denials }) {
    const known = knowledgeOf({ facts, denials });
    if (known.minLength > known.maxLength) return true;
    const formats = formatsIn(facts);
    for (const denial of denials) {
      if (denial.is === "no match" && known.patterns.includes(denial.pattern)) return true;
      if (denial.is === "other format" && formats.some((format) => isWithin(format, denial.format)))
        return true;
    }
    return asksOfAutomaton(known) && textsOf(known) === "none";
  },

  *samples(known, logic) {
    for (const text of candidates(known, logic)) if (text.length <= logic.longestText) yield text;
  },
};

function* candidates({ facts, denials }: Case, logic: Logic): Generator<string> {
  const known = knowledgeOf({ facts, denials });
  if (asksOfAutomaton(known)) {
    const texts = textsOf(known);
    if (texts !== undefined && texts !== "none") yield* texts;
    if (texts === undefined) for (const pattern of known.patterns) yield* guesses(pattern);
  }
  const { minLength, maxLength } = known;
  const longest = logic.longestText;
  const formats = new Set(formatsIn(facts));
  for (const format of formats) yield* SAMPLES[format] ?? [];
  const isOtherFormat = denials.some((denial) => denial.is === "other format");
  if (formats.size === 0 || isOtherFormat) {
    for (const length of [minLength, minLength + 1, Math.min(maxLength, minLength + 8)]) {
      if (length <= Math.min(maxLength, longest)) for (const letter of "ab0") yield letter.repeat(length);
    }
  }
  if (isOtherFormat) {
    yield* OF_NO_FORMAT;
    for (const texts of Object.values(SAMPLES)) yield* texts;
  }
  for (const { minLength: least } of facts) {
    // The last part of a long text of a format.
    if (least === undefined || least > longest) continue;
    const filling = "a".repeat(least);
    yield* [`https://example.com/${filling}`, `${filling}@example.com`, `/${filling}`];
  }
}

/** The formats that are checked. */
function formatsIn(facts: Case["facts"]): string[] {
  return facts.flatMap(({ format }) => (formatCheck("string", format) === undefined ? [] : [format ?? ""]));
}

function knowledgeOf({ facts, denials }: Pick<Case, "facts" | "denials">): TextKnowledge {
  const lengths = formatsIn(facts).map((format) => LENGTHS[format] ?? [0, Number.POSITIVE_INFINITY]);
  return {
    patterns: [...new Set(facts.flatMap(({ pattern }) => pattern ?? []))],
    excludedPatterns: denials.flatMap((denial) => (denial.is === "no match" ? [denial.pattern] : [])),
    minLength: Math.max(0, ...facts.map((fact) => fact.minLength ?? 0), ...lengths.map(([min]) => min)),
    maxLength: Math.min(
      ...facts.map((fact) => fact.maxLength ?? Number.POSITIVE_INFINITY),
      ...lengths.map(([, max]) => max),
    ),
    excluded: denials
      .flatMap((denial) => (denial.is === "none of" ? denial.values : []))
      .filter((value) => typeof value === "string"),
  };
}

/** Whether there is more to ask than what lengths tell. */
function asksOfAutomaton({ patterns, excludedPatterns, excluded, maxLength }: TextKnowledge): boolean {
  return patterns.length > 0 || excludedPatterns.length > 0 || (excluded.length > 0 && maxLength < 2);
}

/** Whether all texts of a format are texts of another. */
function isWithin(format: string, other: string): boolean {
  return (
    format === other ||
    (formatCheck("string", format) !== undefined && WITHIN[format]?.includes(other) === true)
  );
}

/** How long the texts of a format are: the shortest and the longest, as far as their grammars tell. */
const LENGTHS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  date: [10, 10],
  time: [9, Number.POSITIVE_INFINITY],
  "date-time": [20, Number.POSITIVE_INFINITY],
  duration: [3, Number.POSITIVE_INFINITY],
  email: [3, Number.POSITIVE_INFINITY],
  "idn-email": [3, Number.POSITIVE_INFINITY],
  hostname: [1, 253],
  ipv4: [7, 15],
  ipv6: [2, 45],
  uri: [2, Number.POSITIVE_INFINITY],
  iri: [2, Number.POSITIVE_INFINITY],
  uuid: [36, 36],
};

/** By what their specifications say, and `npm run diff-suite` tries. */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  uri: ["uri-reference", "iri", "iri-reference"],
  "uri-reference": ["iri-reference"],
  iri: ["iri-reference"],
};

/** Texts that one format or another refuses. */
const OF_NO_FORMAT: readonly string[] = ["no such text", "[", "%", "\\", "{", "-", "a..b", "é"];

/** Some texts of each format. */
export const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  date: ["2024-02-29", "1999-12-31"],
  time: ["12:30:45Z", "23:59:59+01:00"],
  "date-time": ["2024-02-29T12:30:45Z", "1999-12-31T23:59:59.5+01:00"],
  "iso-time": ["12:30:45", "23:59:59+01:00"],
  "iso-date-time": ["2024-02-29T12:30:45", "1999-12-31T23:59:59Z"],
  duration: ["P1D", "PT36H"],
  email: ["a@example.com", "first.last@example.org"],
  "idn-email": ["a@example.com", "ä@example.com"],
  hostname: ["example.com", "localhost"],
  "idn-hostname": ["example.com", "bücher.example"],
  ipv4: ["192.0.2.1", "127.0.0.1"],
  ipv6: ["2001:db8::1", "::1"],
  uri: ["https://example.com/a", "urn:example:a"],
  "uri-reference": ["/a?b=c", "a#b", "a", ""],
  iri: ["https://example.com/ä"],
  "iri-reference": ["/ä", "a", ""],
  "uri-template": ["/a/{b}", "/a"],
  url: ["https://example.com/a"],
  uuid: ["123e4567-e89b-12d3-a456-426614174000", "00000000-0000-4000-8000-000000000000"],
  "json-pointer": ["/a/b", ""],
  "json-pointer-uri-fragment": ["#/a"],
  "relative-json-pointer": ["0", "1/a"],
  regex: ["^a+$", "b"],
  byte: ["YWJj", ""],
};
