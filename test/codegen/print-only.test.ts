import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";

const codegen = fileURLToPath(new URL("../../codegen/", import.meta.url));

/** The files of the steps that write code; `codegen/print` is where they get comments and literals from. */
const FILES = readdirSync(codegen, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) =>
    /^((types|wrappers|validators|defaults|json-schemas)\/.*|pipeline\/emit|print\/(header|layout|print-json))\.ts$/.test(
      path,
    ),
  );

/** Where `JSON.stringify` makes something else than code. */
const KEYS: ReadonlySet<string> = new Set([
  "types/algebra/key.ts", // Keys that types are compared by.
  "types/print/common.ts", // Comments that are compared.
  "types/print/doc.ts", // Words for a comment.
  "validators/run.ts", // Keys of validators that are kept.
  "json-schemas/print-document.ts", // JSON text, for a string literal.
]);

/** What is written by hand that `codegen/print` is there for. */
function findings(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const add = (node: ts.Node, what: string): void => {
    found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}`);
  };
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isText && /\/\*|\*\/|(^|\s)\/\//.test(node.text)) add(node, "writes a comment");
    if (ts.isTemplateSpan(node)) {
      const before = textBefore(node);
      if (/["']$/.test(before) && before.at(-1) === node.literal.text[0]) add(node, "quotes text");
    }
    if (node.getText(file) === "JSON.stringify" && !KEYS.has(path))
      add(node, "quotes text with JSON.stringify");
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The fixed text before what is put into a template. */
function textBefore(span: ts.TemplateSpan): string {
  const { head, templateSpans } = span.parent;
  const index = templateSpans.indexOf(span);
  return (index === 0 ? head : templateSpans[index - 1]?.literal)?.text ?? "";
}

describe("the steps that write code", () => {
  it.each(FILES)("get comments and literals from codegen/print: %s", (path) => {
    expect(findings(path, readFileSync(join(codegen, path), "utf8"))).toEqual([]);
  });

  it("are all looked at", () => {
    expect(FILES).toEqual(
      expect.arrayContaining([
        "wrappers/graph.ts",
        "types/print/print.ts",
        "validators/unit.ts",
        "pipeline/emit.ts",
      ]),
    );
  });

  it.each([
    ["a comment", "const x = `/** $<text> */`;"],
    ["a comment of one line", 'write("// " + text);'],
    ["quotes", 'const x = `"$<text>"`;'],
    ["quotes of another kind", "const x = `import('$<text>')`;"],
    ["a literal", "const x = JSON.stringify(text);"],
  ])("would be found to write %s by hand", (_, text) => {
    expect(findings("x.ts", text.replace("<text>", "{text}"))).not.toEqual([]);
  });
});
