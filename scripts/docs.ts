import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fillPage, PAGES } from "./docs/page.js";
import { PROGRAMS, sourceOf, withOutput } from "./docs/program.js";

/*
 * npm run docs [-- PROGRAM.ts …]
 *
 * Runs the programs in examples/guide, or those that are named, writes what they print into them, and their regions into the pages.
 */
const [...named] = process.argv.slice(2);
const programs = named.length > 0 ? named : readdirSync(PROGRAMS);
for (const name of programs) write(PROGRAMS + name, sourceOf(name), await withOutput(name));

for (const path of PAGES) {
  const page = readFileSync(path, "utf8");
  write(path, page, fillPage(page));
}

function write(path: string, before: string, after: string): void {
  if (before === after) return;
  writeFileSync(path, after);
  console.log(`wrote ${path}`);
}
