import type { ContractDiff, DiffResult } from "../diff.js";
import type { Finding } from "../finding.js";
import { placeOf, verdictOf, versionText, witnessText } from "./words.js";

/** For a release note. */
export function markdownReport(result: DiffResult): string {
  const changed = result.contracts.filter(({ change }) => change !== "same");
  if (changed.length === 0) return "No contract has changed.\n";
  return `${changed.map((contract) => section(contract, result.findings)).join("\n\n")}\n`;
}

function section({ name, change, version }: ContractDiff, findings: readonly Finding[]): string {
  const own = findings.filter(({ contract }) => contract === name);
  const versions = version === undefined ? [] : [escaped(versionText(name, version))];
  const items = own.map(item);
  const none = change === "added" ? "New." : "Nothing breaks.";
  return [`## ${escaped(name)}`, ...versions, items.length === 0 ? none : items.join("\n")].join("\n\n");
}

function item(finding: Finding): string {
  const { message, breaks, remedy, accepted, witness, before, after, code } = finding;
  const place = after ?? before;
  const lines = [
    `- **${verdictOf(finding)}** (\`${code}\`): ${escaped(message)}.`,
    `  Breaks ${escaped(breaks)}.`,
    ...(witness === undefined ? [] : [`  Shown by ${codeSpan(witnessText(witness).join(" "))}.`]),
    accepted === undefined ? `  To fix it, ${escaped(remedy)}.` : `  Accepted: ${escaped(accepted)}`,
    ...(place === undefined ? [] : [`  ${codeSpan(placeOf(place))}`]),
  ];
  return lines.join("\n");
}

/** Text that means nothing to Markdown or HTML; our own code spans stay. */
function escaped(text: string): string {
  return oneLine(text)
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replaceAll(/[\\*_[\]<>#|~&!]/g, "\\$&")))
    .join("");
}

/** A code span, whatever is in it. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${longest > 0 ? " " : ""}${oneLine(text)}${longest > 0 ? " " : ""}${fence}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\p{Bidi_Control}]/gu, " ");
}
