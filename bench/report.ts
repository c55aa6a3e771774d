import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Figure, Findings, Row } from "./row.js";
import { machine } from "./support/machine.js";

const DOCUMENT = fileURLToPath(new URL("../docs/benchmarks.md", import.meta.url));
const BEGIN = "<!-- Begin: written by `npm run bench`. -->";
const END = "<!-- End: written by `npm run bench`. -->";

/** The figures as JSON, the only thing on stdout. */
export function printJson(figures: readonly Figure[]): void {
  process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
}

/** A row's table and what is to be said of it. */
export function printFindings({ figures, notes }: Findings): void {
  process.stdout.write(`\n${table(figures)}\n${notes.map((note) => `  ${note}\n`).join("")}\n`);
}

/** A table of figures: Markdown, and aligned so that it reads well as text. */
function table(figures: readonly Figure[]): string {
  const rows = [
    ["measure", "ours", "peer", "", "ratio", "target", ""],
    ...figures.map(({ name, ours, peer, peerName, unit, ratio, target }) => [
      name,
      `${amount(ours)} ${unit}`,
      `${amount(peer)} ${unit}`,
      peerName,
      amount(ratio),
      target === null ? "" : `≤ ${target}`,
      target === null ? "" : ratio <= target ? "met" : "**missed**",
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}

/** Writes the results of a full run between the markers of `docs/benchmarks.md`; all else there stays as it is. */
export async function writeDocument(
  results: readonly { readonly row: Row; readonly findings: Findings }[],
): Promise<void> {
  const text = await readFile(DOCUMENT, "utf8");
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`${DOCUMENT} has lost the markers ${BEGIN} and ${END}`);
  const sections = results.map(({ row, findings }) =>
    [`### ${row.title}`, table(findings.figures), findings.notes.map((note) => `- ${note}`).join("\n")]
      .filter((part) => part !== "")
      .join("\n\n"),
  );
  const written = [machine(), ...sections].join("\n\n");
  await writeFile(DOCUMENT, `${text.slice(0, begin)}${BEGIN}\n\n${written}\n\n${text.slice(end)}`);
}

/** Three digits that count; whole numbers whole. */
function amount(value: number): string {
  if (Number.isInteger(value)) return String(value);
  if (value >= 100) return value.toFixed(0);
  return Number(value.toPrecision(3)).toString();
}
