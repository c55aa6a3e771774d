import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import { docComment, lineComment } from "../../codegen/print/comment.js";
import { moduleSpecifier } from "../../codegen/print/module-specifier.js";
import { propertyKey, typeKey } from "../../codegen/print/property-key.js";
import { regExp } from "../../codegen/print/reg-exp.js";
import { stringLiteral, templateType } from "../../codegen/print/string-literal.js";
import { fc } from "../support/fast-check.js";
import { hostileText } from "../support/hostile-text.js";

const parse = (text: string) => ts.createSourceFile("x.ts", text, ts.ScriptTarget.Latest, true);
const evaluate = (expression: string): unknown => new Function(`"use strict"; return ${expression};`)();

/** What no printed code may hold: characters that a reader can't see, and directives. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\u{e0000}-\u{e007f}]|source(Mapping)?URL=/u;

function isComment(text: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  const kind = scanner.scan();
  const isOne = [ts.SyntaxKind.MultiLineCommentTrivia, ts.SyntaxKind.SingleLineCommentTrivia].includes(kind);
  return isOne && scanner.getTokenEnd() === text.length;
}

describe("a comment", () => {
  it("is one comment to its end, whatever it says", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 3 }), hostileText, (texts, tagged) => {
        const text = docComment([...texts, { tag: "example", text: tagged }], "  ", 60).join("\n");
        expect(isComment(text.trimStart())).toBe(true);
        expect(text).not.toMatch(UNSEEN);
        expect(isComment(lineComment(tagged.replaceAll(/[\n\r\u2028\u2029]/g, "")))).toBe(true);
      }),
    );
  });

  it.each([
    ["*\u0001/ f(); /*", "/** *\\u0001/ f(); /* */"],
    ["*\ud800/ f(); /*", "/** *\\ud800/ f(); /* */"],
    ["*/*/", "/** *\\/*\\/ */"],
    ["**/", "/** **\\/ */"],
    ["/", "/** / */"],
    ["ends with *", "/** ends with * */"],
    ["left \u202eright", "/** left \\u202eright */"],
    ["tag \u{e0041}", "/** tag \\udb40\\udc41 */"],
    ["emoji 👩\u200d🚀 and می\u200cروم", "/** emoji 👩\u200d🚀 and می\u200cروم */"],
    ["@ts-ignore", "/** \\@ts-ignore */"],
    ["see {@link x}", "/** see {\\@link x} */"],
    ["/@ts-expect-error", "/** /\\@ts-expect-error */"],
    ["mail a@b.org, or 5 @ 3", "/** mail a@b.org, or 5 @ 3 */"],
    ["x#__PURE__", "/** x# __PURE__ */"],
    ["x@license", "/** x@ license */"],
    ["//# sourceMappingURL=a.map", "/** //# sourceMappingURL =a.map */"],
  ])("shows %j as %s", (text, comment) => {
    expect(docComment([text])).toEqual([comment]);
  });

  it("has a line of its own for each line of its text, and one for a tag", () => {
    expect(docComment(["a\r\nb\u2028c", { tag: "default", text: '"a\nb"' }])).toEqual([
      "/**",
      " * a",
      " * b",
      " * c",
      ' * @default "a b"',
      " */",
    ]);
  });

  it.each(["@ts-ignore", "@ts-expect-error", "a\n@ts-ignore", "*@ts-ignore", "\u00a0@ts-expect-error"])(
    "is no directive to TypeScript: %j",
    (text) => {
      const source = `${docComment([text]).join("\n")}\nconst x: string = 1;\n`;
      const { commentDirectives } = parse(source) as { commentDirectives?: unknown };
      expect(commentDirectives).toBeUndefined();
    },
  );
});

describe("a literal", () => {
  it("means the text that it was made of, and is seen as it is", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(evaluate(stringLiteral(text))).toBe(text);
        expect(stringLiteral(text)).not.toMatch(UNSEEN);
        expect(stringLiteral(text)).not.toContain("\n");
        expect(Object.keys(evaluate(`({ ${propertyKey(text)}: 1 })`) as object)).toEqual([text]);
        const [statement] = parse(`interface X { ${typeKey(text)}: 1 }`).statements;
        const member = statement && ts.isInterfaceDeclaration(statement) ? statement.members[0] : undefined;
        const name = member?.name;
        expect(name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) && name.text).toBe(text);
      }),
    );
  });

  it("of a template's fixed parts means them", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (prefix, suffix) => {
        const template = templateType(prefix, suffix);
        expect(template).not.toMatch(UNSEEN);
        const value = new Function("string", `return ${template};`)("-");
        expect(value).toBe(`${prefix}-${suffix}`);
      }),
    );
  });

  it("of a pattern makes that pattern", () => {
    for (const pattern of ["a/b", "[/]", "\\/", "\u2028", "`\\$\\{x\\}`", "\\*/", "^\\s+$"]) {
      for (const flags of ["u", ""] as const) {
        expect(evaluate(regExp(pattern, flags))).toEqual(new RegExp(pattern, flags));
      }
    }
  });

  it("of a module leads there from any other", () => {
    expect(moduleSpecifier("a", "shared/b", "js")).toBe('"../shared/b/index.js"');
    expect(moduleSpecifier("shared/b", "shared/c", "js", "schemas")).toBe('"../c/schemas.js"');
    expect(moduleSpecifier("a", "a", "js", "schemas")).toBe('"./schemas.js"');
    expect(moduleSpecifier("a", "a/b", "js")).toBe('"./b/index.js"');
    expect(moduleSpecifier("a", "a/b", "ts")).toBe('"./b/index.ts"');
    expect(moduleSpecifier("a", "a/b", "none")).toBe('"./b/index"');
  });
});
