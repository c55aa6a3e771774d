/** What vitest's JSON report has that is of use here. */
export interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      /** The names of the groups around the test: the database first. */
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

/** A column of the table: a database, and why nothing was shown on it, if so. */
export interface Column {
  readonly kind: string;
  readonly title: string;
  readonly missing?: string | undefined;
}

/** The table of what was shown on what, in Markdown; why something was not shown stands below it. */
export function table({ testResults }: TestReport, columns: readonly Column[]): string {
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const rows = new Map<string, Map<string, string>>();
  for (const { ancestorTitles, title, status } of results) {
    const [kind = "", ...groups] = ancestorTitles;
    const name = `${groups.join(" ")} ${title}`;
    const row = rows.get(name) ?? new Map<string, string>();
    rows.set(name, row.set(kind, status === "passed" ? "yes" : "**no**"));
  }
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const shown = columns.filter(({ missing }) => missing === undefined);
  const missing = columns.filter(({ missing }) => missing !== undefined);
  return [
    line(["what", ...shown.map(({ title }) => title)]),
    line(["---", ...shown.map(() => "---")]),
    ...Array.from(rows, ([name, row]) => line([name, ...shown.map(({ kind }) => row.get(kind) ?? "–")])),
    ...(missing.length === 0 ? [] : [""]),
    ...missing.map(({ title, missing }) => `- ${title}: not shown, because ${missing}.`),
  ].join("\n");
}
