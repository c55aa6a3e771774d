import type { Answer, Case } from "./measure.js";

export interface Judged {
  readonly known: Case;
  readonly answer: Answer;
  readonly peer: "breaking" | "compatible" | undefined;
}

export interface Count {
  readonly asked: number;
  readonly breaking: number;
  readonly missed: readonly Case[];
  /** What is compatible and was called breaking, or undecided. */
  readonly alarms: readonly Case[];
}

export function countOf(answers: readonly (readonly [Case, Answer["verdict"]])[]): Count {
  return {
    asked: answers.length,
    breaking: answers.filter(([{ breaks }]) => breaks).length,
    missed: answers
      .filter(([{ breaks }, verdict]) => breaks && verdict === "compatible")
      .map(([known]) => known),
    alarms: answers
      .filter(([{ breaks }, verdict]) => !breaks && verdict !== "compatible")
      .map(([known]) => known),
  };
}

/** At most so many of the compatible changes may be alarmed about. */
const MAX_ALARMS = 0.05;

export function isBroken({ asked, breaking, missed, alarms }: Count): boolean {
  return missed.length > 0 || alarms.length > MAX_ALARMS * (asked - breaking);
}

export function textReport(judged: readonly Judged[], hasPeer: boolean): string {
  const all = countOf(judged.map(({ known, answer }) => [known, answer.verdict]));
  const undecided = judged.filter(({ answer }) => answer.verdict === "undecided");
  const wrongCodes = judged.filter(
    ({ known, answer }) => known.codes !== undefined && known.codes.join() !== answer.codes.join(),
  );
  return [
    `graphwright, all pairs: ${line(all)}`,
    ...all.missed.map(({ name }) => `  missed: ${name}`),
    ...all.alarms.map(({ name }) => `  false alarm: ${name}`),
    ...undecided.map(({ known }) => `  undecided: ${known.name} (${known.breaks ? "breaks" : "compatible"})`),
    ...wrongCodes.map(
      ({ known, answer }) =>
        `  other codes: ${known.name}: ${answer.codes.join(", ")}, not ${known.codes?.join(", ")}`,
    ),
    ...(hasPeer ? peerLines(judged) : ["jsoncompat could not be fetched."]),
  ].join("\n");
}

/** Both on the pairs that both can be asked about. */
function peerLines(judged: readonly Judged[]): string[] {
  const schemas = judged.filter(({ known }) => known.schemas !== undefined);
  const both = schemas.filter(({ peer }) => peer !== undefined);
  const own = countOf(both.map(({ known, answer }) => [known, answer.verdict]));
  const other = countOf(
    both.flatMap(({ known, peer }) => (peer === undefined ? [] : [[known, peer] as const])),
  );
  return [
    `jsoncompat knows the newest dialect only, no formats, no other files and no contracts: it can't be asked about ${schemas.length - both.length} of ${schemas.length} pairs of schemas.`,
    `graphwright, pairs that jsoncompat answers: ${line(own)}`,
    `jsoncompat, the same pairs: ${line(other)}`,
  ];
}

function line({ asked, breaking, missed, alarms }: Count): string {
  const compatible = asked - breaking;
  const share = compatible === 0 ? 0 : (100 * alarms.length) / compatible;
  return `${asked} asked; ${missed.length} of ${breaking} breaking missed; ${alarms.length} of ${compatible} compatible alarmed about (${share.toFixed(1)} %)`;
}
