import type { DiffResult } from "../diff.js";
import type { Finding, Location, Witness } from "../finding.js";
import type { VersionVerdict } from "../version.js";

/** Longer values are cut where people read them. */
const MAX_LENGTH = 400;

export function placeOf({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

/** The witness in words; a long value is cut. */
export function witnessText(witness: Witness): readonly string[] {
  if ("current" in witness) {
    return [
      `the update ${json(witness.update)} of ${json(witness.current)}`,
      `made ${json(witness.before)}, and now makes ${json(witness.after)}`,
    ];
  }
  if (!("before" in witness)) return [json(witness.value)];
  return [
    `${json(witness.value)} was read as ${json(witness.before)}, and is now read as ${json(witness.after)}`,
  ];
}

function json(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH)}… (${text.length} characters)`;
}

/** What a finding is called in front of its message. */
export function verdictOf({ verdict, severity, accepted }: Finding): string {
  if (accepted !== undefined) return "accepted";
  if (verdict === "undecided") return "undecided";
  return severity === "warning" ? "warning" : "breaking";
}

/** How many findings there are of each verdict. */
export function summaryOf({ findings }: DiffResult): string {
  const counts = ["breaking", "undecided", "warning", "accepted"].flatMap((verdict) => {
    const count = findings.filter((finding) => verdictOf(finding) === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict}`];
  });
  return counts.length === 0 ? "Nothing breaks." : `${counts.join(", ")}.`;
}

/** What a version must become, where it must. */
export function versionText(
  name: string,
  { before, after, required, isEnough, bump }: VersionVerdict,
): string {
  if (bump === "none") return `${name}: ${after}`;
  if (isEnough) return `${name}: ${before} → ${after} (at least ${required})`;
  return `${name}: ${after} must become ${required} (was ${before})`;
}
