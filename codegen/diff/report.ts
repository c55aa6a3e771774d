import type { DiffResult } from "./diff.js";
import { githubReport } from "./report/github.js";
import { jsonReport } from "./report/json.js";
import { markdownReport } from "./report/markdown.js";
import { textReport } from "./report/text.js";

/** How to report what `diff` found. */
export const REPORT_FORMATS = ["text", "json", "github", "markdown"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const REPORTS: Readonly<Record<ReportFormat, (result: DiffResult) => string>> = {
  text: textReport,
  json: jsonReport,
  github: githubReport,
  markdown: markdownReport,
};

/** What `diff` found, as a text. */
export function formatDiff(result: DiffResult, format: ReportFormat = "text"): string {
  return REPORTS[format](result);
}
