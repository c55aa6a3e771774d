import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { fillPage, PAGES, partsOf, shownIn } from "../../scripts/docs/page.js";
import { PROGRAMS, sourceOf, withOutput } from "../../scripts/docs/program.js";

const programs = readdirSync(PROGRAMS);
const pages = PAGES.map((path) => ({ name: basename(path), page: readFileSync(path, "utf8") }));
const mend = "is not in step: run `npm run docs`, look at what it changes, and commit that";

describe("a page", () => {
  it.each(pages)("shows its examples as the programs have them: $name", ({ name, page }) => {
    expect(fillPage(page), `${name} ${mend}`).toBe(page);
  });

  it.each([
    ["no mark", "```ts\nlet a = 1;\n```", "Put the example into a program in examples/guide"],
    ["no such part", "<!-- example: readme.ts#nothing -->\n```ts\n```", 'has no region "nothing"'],
  ])("is refused where a block has %s", (_what, page, message) => {
    expect(() => fillPage(page)).toThrow(message);
  });

  it("shows every part of every program", () => {
    const shown = new Set(pages.flatMap(({ page }) => shownIn(page)));
    expect(programs.flatMap(partsOf).filter((part) => !shown.has(part))).toEqual([]);
  });
});

describe("a program", () => {
  it.concurrent.each(programs)("prints what it says that it prints: %s", async (name) => {
    expect(await withOutput(name), `examples/guide/${name} ${mend}`).toBe(sourceOf(name));
  });
});
