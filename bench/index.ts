import { parseOptions, USAGE } from "./options.js";
import { printFindings, printJson, writeDocument } from "./report.js";
import type { Findings, Row } from "./row.js";
import { rows } from "./rows/index.js";
import { Workshop } from "./support/workshop.js";

const options = parseOptions(
  process.argv.slice(2),
  rows.map(({ name }) => name),
);
if ("problem" in options) {
  process.stderr.write(
    `${options.problem}\n\n${USAGE}\nRows:\n${rows.map(({ name, title }) => `  ${name.padEnd(16)}${title}\n`).join("")}`,
  );
  process.exit(2);
}

const { only, json, quick } = options;
const chosen = only.length === 0 ? rows : rows.filter(({ name }) => only.includes(name));
const progress = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

progress("Building the package and the programs that are measured …");
const workshop = await Workshop.open();
// Someone who gets tired of waiting leaves no folder behind either.
process.once("SIGINT", () => {
  workshop.close();
  process.exit(130);
});
try {
  const results: { readonly row: Row; readonly findings: Findings }[] = [];
  for (const row of chosen) {
    progress(`${row.name}: ${row.title} …`);
    const start = performance.now();
    const findings = await row.run({ workshop, quick });
    results.push({ row, findings });
    progress(`  ${((performance.now() - start) / 1e3).toFixed(0)} s`);
    if (!json) printFindings(findings);
  }
  if (json) printJson(results.flatMap(({ findings }) => findings.figures));
  // Only a whole run has all figures of one machine at one time.
  else if (only.length === 0 && !quick) {
    await writeDocument(results);
    progress("Written to docs/benchmarks.md.");
  }
} finally {
  workshop.close();
}
