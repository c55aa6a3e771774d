import { printable } from "../../problems/problem.js";
import type { DiffResult } from "../diff.js";
import type { Finding } from "../finding.js";
import { placeOf, summaryOf, verdictOf, versionText, witnessText } from "./words.js";

/** For people at a terminal. */
export function textReport(result: DiffResult): string {
  const lines = result.findings.flatMap(linesOf);
  for (const { contract, code, subject, version } of result.unused) {
    lines.push(
      `note: the accepted break ${code} of ${contract} (${subject}, version ${version}) is not there, or not in this version: remove it`,
    );
  }
  for (const { name, change, version } of result.contracts) {
    if (change === "added") lines.push(`${name}: new`);
    else if (version !== undefined && version.bump !== "none") lines.push(versionText(name, version));
  }
  return `${[...lines, summaryOf(result)].map(printable).join("\n")}\n`;
}

function linesOf(finding: Finding): string[] {
  const { before, after, code, message, breaks, remedy, witness, accepted } = finding;
  const place = after ?? before;
  const start = place === undefined ? finding.contract : placeOf(place);
  return [
    `${start}: ${verdictOf(finding)}: ${message} [${code}]`,
    ...(before === undefined || before === place ? [] : [`  before: ${placeOf(before)}`]),
    `  breaks: ${breaks}`,
    ...(witness === undefined ? [] : [`  shown by: ${witnessText(witness).join(" ")}`]),
    ...(finding.verdict === "undecided"
      ? ["  undecided: no such value was found, nor was it shown that there is none"]
      : []),
    accepted === undefined ? `  fix: ${remedy}` : `  accepted: ${accepted}`,
  ];
}
