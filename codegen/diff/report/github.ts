import { data, property } from "../../print/github.js";
import type { DiffResult } from "../diff.js";
import type { Finding } from "../finding.js";
import { summaryOf, verdictOf, witnessText } from "./words.js";

/** Annotations of GitHub's workflows: each finding where it is in the new files. */
export function githubReport(result: DiffResult): string {
  const lines = result.findings.filter(({ accepted }) => accepted === undefined).map(annotation);
  return `${[...lines, summaryOf(result)].join("\n")}\n`;
}

function annotation(finding: Finding): string {
  const { severity, code, message, breaks, remedy, witness, after } = finding;
  const properties = [
    ...(after === undefined
      ? []
      : [`file=${property(after.file)}`, `line=${after.line}`, `col=${after.column}`]),
    `title=${property(`${verdictOf(finding)}: ${code}`)}`,
  ];
  const text = [
    message,
    `breaks: ${breaks}`,
    ...(witness === undefined ? [] : [`shown by: ${witnessText(witness).join(" ")}`]),
    `fix: ${remedy}`,
  ];
  return `::${severity} ${properties.join(",")}::${data(text.join("\n"))}`;
}
