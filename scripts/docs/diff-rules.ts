import { CATEGORIES } from "../../codegen/diff/finding.js";
import { RULES } from "../../codegen/diff/rules.js";

const BLOCK = /(<!-- rules of diff -->\n)[\s\S]*?(<!-- end of rules -->)/;

/** Puts the rules of `graphwright diff` into a page that has a place for them. */
export function fillRules(page: string): string {
  return page.replace(BLOCK, (_, start: string, end: string) => `${start}${rulesText()}\n${end}`);
}

function rulesText(): string {
  return CATEGORIES.map((category) => {
    const rows = RULES.filter((rule) => rule.category === category).map(
      ({ code, about, breaks, remedy, byDefault = "error" }) =>
        `| \`${code}\` | ${about} | ${breaks} | ${remedy} | ${byDefault} |`,
    );
    return [
      `### \`${category}\``,
      "",
      "| code | what it finds | breaks | what to do | by default |",
      "| --- | --- | --- | --- | --- |",
      ...rows,
      "",
    ].join("\n");
  }).join("\n");
}
