import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { ts } from "ts-morph";
import { describe, expect, it, onTestFinished } from "vitest";
import { discover } from "../../codegen/discover/discover.js";
import { compile } from "../../codegen/pipeline/compile.js";
import { formatProblem } from "../../codegen/problems/problem.js";
import { fc } from "../support/fast-check.js";
import { folder, put } from "../support/folder.js";
import { schemasWith, type TextAt } from "../support/hostile-schemas.js";
import { HOSTILE_TEXTS, hostileText } from "../support/hostile-text.js";

/** The generated files for schemas with a text in every place, in the order of their paths. */
async function filesFor(text: TextAt, source: string): Promise<string[]> {
  const { discovery, problems } = discover(folder(schemasWith(text)));
  const files = new Map<string, string>();
  const sink = {
    put: (path: string, content: string) => void files.set(path, content),
    clear: () => files.clear(),
  };
  const found = [...problems, ...(await compile(discovery, { cwd: discovery.root, source }, sink))];
  expect(found.filter(({ severity }) => severity === "error").map(formatProblem)).toEqual([]);
  return [...files.keys()].sort().map((path) => `${path}\n${files.get(path)}`);
}

const asIn =
  (hostile: string): TextAt =>
  (place) =>
    place % 2 === 0 ? `${hostile} ${place}` : `${place} ${hostile}`;
/** Another hostile text in each place. */
const inTurn: TextAt = (place) => asIn(HOSTILE_TEXTS[place % HOSTILE_TEXTS.length] ?? "")(place);

/** What TypeScript's parser notes of a file besides its tree. */
type SourceFile = ts.SourceFile & {
  readonly parseDiagnostics: readonly ts.Diagnostic[];
  readonly commentDirectives?: readonly unknown[];
  readonly pragmas: ReadonlyMap<string, unknown>;
};

function parsed(text: string): SourceFile {
  const file = ts.createSourceFile("x.ts", text, ts.ScriptTarget.Latest, true) as SourceFile;
  expect(file.parseDiagnostics.map(({ messageText }) => messageText)).toEqual([]);
  return file;
}

/** What a program consists of, whatever its names and literals are. */
function skeleton(node: ts.Node): string {
  // Names outside of ASCII are imported under others, and esbuild writes some as strings.
  if (ts.isImportSpecifier(node)) return "specifier";
  if (ts.isPropertyAccessExpression(node)) return `access(${skeleton(node.expression)})`;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression))
    return `access(${skeleton(node.expression)})`;
  const parts: string[] = [];
  ts.forEachChild(node, (child) => void parts.push(skeleton(child)));
  return `${node.kind}${parts.length === 0 ? "" : `(${parts.join()})`}`;
}

/** The parts of a program that are told apart where two differ. */
function statements(text: string): string[] {
  return parsed(text).statements.map(skeleton);
}

/** What a reader can't see, or a tool takes for more than it is. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\u{e0000}-\u{e007f}]|source(Mapping)?URL=/u;

/** The tags that graphwright writes itself. */
const TAGS = new Set(["default", "example", "deprecated", "format", "pattern", "minLength", "remarks"]);

/** Everything that TypeScript takes for more than words in the comments of a file. */
function directivesIn(text: string): string[] {
  const file = parsed(text);
  const found: string[] = [
    ...(file.commentDirectives ?? []).map(() => "a comment directive"),
    ...file.pragmas.keys(),
  ];
  for (const list of [file.referencedFiles, file.typeReferenceDirectives, file.libReferenceDirectives])
    found.push(...list.map(({ fileName }) => fileName));
  const open: ts.Node[] = [file];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const { tagName } of ts.getJSDocTags(node))
      if (!TAGS.has(tagName.text)) found.push(`@${tagName.text}`);
    ts.forEachChild(node, (child) => void open.push(child));
  }
  return found;
}

/** What files consist of: each as it is, and as JavaScript where it holds types. */
function consistOf(files: readonly string[]): string[][] {
  return files.map((whole) => {
    const [path, text] = split(whole);
    const code = /\/(?:client|index)\.ts$/.test(path) ? transformSync(text, { loader: "ts" }).code : "";
    return [...statements(text), ...statements(code)];
  });
}

/** The same for words that do no harm; made once. */
async function wordsConsistOf(): Promise<string[][]> {
  known ??= consistOf(await filesFor(asIn("words"), "schemas"));
  return known;
}
let known: string[][] | undefined;

async function expectHarmless(hostile: string): Promise<void> {
  const files = await filesFor(asIn(hostile), `schemas ${hostile.replaceAll(/[/\0]/g, "")}`);
  expect(consistOf(files)).toEqual(await wordsConsistOf());
  for (const [path, text] of files.map(split)) {
    expect.soft(text, path).not.toMatch(UNSEEN);
    expect.soft(directivesIn(text), path).toEqual(/\/(?:client|index)\.ts$/.test(path) ? [] : ["ts-nocheck"]);
  }
}

function split(whole: string): [path: string, text: string] {
  const end = whole.indexOf("\n");
  return [whole.slice(0, end), whole.slice(end + 1)];
}

describe("a text in every place of a schema", () => {
  it.each(HOSTILE_TEXTS)("becomes words and nothing else: %j", async (hostile) => {
    await expectHarmless(hostile);
  });

  it("becomes words and nothing else, whatever it is", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        hostileText.filter((text) => !text.includes("doc.") && text.length < 200),
        expectHarmless,
      ),
      { numRuns: 8, endOnFailure: true },
    );
  });

  it("runs nowhere: neither as esbuild nor as tsc emits it", { timeout: 120_000 }, async () => {
    const root = fileURLToPath(new URL("../../", import.meta.url));
    // Inside the package, so that `graphwright` means it.
    const place = mkdtempSync(join(root, "test/fixtures/tmp-"));
    onTestFinished(() => rmSync(place, { recursive: true }));
    put(place, Object.fromEntries((await filesFor(inTurn, "schemas")).map(split)));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const flags = ["--ignoreConfig", "--noCheck", "--module", "nodenext", "--target", "es2022"];
    const args = [...flags, "--rootDir", place, "--outDir", join(place, "out"), join(place, "bot/index.ts")];
    const { status } = spawnSync(process.execPath, [tsc, ...args]);
    expect(status).toBe(0);
    for (const entry of ["bot/index.ts", "out/bot/index.js"]) {
      const { BotState } = await import(/* @vite-ignore */ pathToFileURL(join(place, entry)).href);
      expect(BotState.is({})).toBe(false);
      expect(BotState.jsonSchema.type).toBe("object");
      expect("ran" in globalThis).toBe(false);
    }
  });
});
