import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fillRules } from "./diff-rules.js";
import { ROOT, sourceOf } from "./program.js";

/** The pages that show programs. */
export const PAGES: readonly string[] = [
  join(ROOT, "README.md"),
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(ROOT, "docs", name)),
];

/** A block of TypeScript with the mark above it, e.g. `<!-- example: streaming.ts#modes -->`. */
const BLOCK = /^(?:<!-- example: (?<part>\S+) -->\n)?```ts\n[\s\S]*?^```$/gm;

/**
 * Puts into each block of a page the part of a program that the mark above it names, and tables where they are made from code.
 *
 * @throws Error where a block has no mark, or there is no such part.
 */
export function fillPage(page: string): string {
  return fillRules(page).replace(BLOCK, (block, part: string | undefined) => {
    if (part === undefined) {
      throw new Error(
        `A block has no mark. Put the example into a program in examples/guide, and above the block write <!-- example: program.ts#region -->.\n${block}`,
      );
    }
    return `<!-- example: ${part} -->\n\`\`\`ts\n${excerpt(part)}\n\`\`\``;
  });
}

/** The parts of programs that a page shows, e.g. `streaming.ts#modes`. */
export function shownIn(page: string): string[] {
  return [...page.matchAll(BLOCK)].map(({ groups }) => groups?.part ?? "");
}

/** The parts of a program that pages can show: its regions. */
export function partsOf(name: string): string[] {
  const regions = sourceOf(name).matchAll(/^ *\/\/ #region (.+)$/gm);
  return [...new Set(Array.from(regions, ([, region]) => `${name}#${region}`))];
}

/** A region of a program; regions of the same name are joined. Imports read as in a program beside `generated/`. */
function excerpt(part: string): string {
  const [name = "", region] = part.split("#");
  const lines: string[] = [];
  let isInside = false;
  for (const line of sourceOf(name).split("\n")) {
    const [, opened] = /^ *\/\/ #region (.+)$/.exec(line) ?? [];
    if (opened !== undefined) isInside = opened === region;
    else if (/^ *\/\/ #endregion/.test(line)) isInside = false;
    else if (isInside) lines.push(line);
  }
  if (lines.length === 0) throw new Error(`examples/guide/${name} has no region ${JSON.stringify(region)}.`);
  return lines
    .join("\n")
    .trim()
    .replaceAll(/"(?:\.\.\/)+(?:test\/contracts\/)?generated\//g, '"./generated/');
}
