import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createContext, runInContext } from "node:vm";
import { type BuildOptions, type BuildResult, build } from "esbuild";
import { ts } from "ts-morph";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../../codegen/index.js";

// A project outside of the repository, with all our contracts and the programs that are compiled on every version of TypeScript.
const project = realpathSync(mkdtempSync(join(tmpdir(), "graphwright-everyones-")));
const fixtures = "test/fixtures/typescript-versions";

beforeAll(async () => {
  for (const folder of ["schemas", "test/contracts/schemas", `${fixtures}/schemas`]) {
    cpSync(folder, join(project, "schemas"), { recursive: true });
  }
  cpSync(`${fixtures}/programs`, join(project, "programs"), { recursive: true });
  symlinkSync(resolve("node_modules"), join(project, "node_modules"), "junction");
  await generate({ cwd: project });
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe("the text of generated code", () => {
  it("makes no code from strings, loads nothing while it runs, and has no syntax that is more than types to erase", () => {
    const allowed = /^"(graphwright|graphwright\/(?:client|validation)|\.{1,2}\/[^"]+\.js)"$/;
    const { dynamic, notErasable, imports } = survey();
    expect({ dynamic, notErasable }).toEqual({ dynamic: [], notErasable: [] });
    expect(imports.length).toBeGreaterThan(10);
    expect(imports.filter(({ what }) => !allowed.test(what))).toEqual([]);
  });
});

describe("generated code", () => {
  it("runs on the real LangGraph where no code may be made from strings", async () => {
    const { outputFiles } = await bundle('import "./programs/main.js";', {
      platform: "node",
      format: "esm",
      external: ["@langchain/*", "ajv-formats", "fast-deep-equal"],
    });
    writeFileSync(join(project, "main.mjs"), outputFiles[0]?.contents ?? "");
    const args = ["--disallow-code-generation-from-strings", "main.mjs"];
    const printed = execFileSync(process.execPath, args, { cwd: project, encoding: "utf8" });
    expect(printed).toBe("all programs ran\n");
  });

  it("validates in a browser", async () => {
    const { sources, exported } = await inBrowser(`
      import { documentOf } from "graphwright/validation";
      import { personSchema } from "./generated/shared/person/schemas.js";
      import { validatePerson } from "./generated/shared/person/validators.js";
      export const good = validatePerson({ name: "Ada", email: "ada@example.com", born: "1815-12-10" });
      export const bad = validatePerson({ name: "Ada", email: "ada", born: "1815-12-10" });
      export const paths = validatePerson.errors?.map(({ instancePath }) => instancePath);
      export const title = documentOf(personSchema)["title"];
    `);
    expect(exported).toEqual({ good: true, bad: false, paths: ["/email"], title: "Person" });
    expect(sources.filter((path) => NOT_FOR_BROWSERS.test(path))).toEqual([]);
    expect(sources.filter((path) => /\/src\/(?!schema\/validation\/)/.test(path))).toEqual([]);
  });

  it("shares a graph's contract with a web client, which carries only what it uses of it", async () => {
    const { text, sources, exported } = await inBrowser(`
      import { WorkshopContext, WorkshopInput, type WorkshopState } from "./generated/workshop/client.js";
      export const context: WorkshopContext = WorkshopContext.parse({ user_id: "u" });
      export const refused = WorkshopInput.safeParse({ shape: { kind: "square", side: 0 } });
      export const version: WorkshopState["version"] = 3;
    `);
    const limits = { steps: 25, tags: ["a", "b"], nested: { deep: true } };
    expect(exported).toMatchObject({
      context: { user_id: "u", locale: "en", limits },
      refused: { success: false, issues: [{ path: "/shape/side" }] },
      version: 3,
    });
    expect(sources.filter((path) => NOT_FOR_BROWSERS.test(path))).toEqual([]);
    expect(text).toContain('"WorkshopInput"');
    expect(text).not.toContain('"WorkshopState"');
  });
});

const NOT_FOR_BROWSERS =
  /node_modules\/(@langchain|langsmith|ajv|ts-morph|typescript|yaml|commander)\/|\/codegen\//;

/** What esbuild makes of a text in the project, graphwright being the sources in the repository. */
function bundle(text: string, options: BuildOptions): Promise<BuildResult<{ write: false; metafile: true }>> {
  return build({
    ...options,
    stdin: { contents: text, resolveDir: project, loader: "ts" },
    absWorkingDir: project,
    bundle: true,
    write: false,
    metafile: true,
    alias: {
      "graphwright/validation": resolve("src/schema/validation/index.ts"),
      "graphwright/client": resolve("src/client/index.ts"),
      graphwright: resolve("src/index.ts"),
    },
    logLevel: "silent",
  });
}

/** What a web page gets of a module: the files that its bundle holds something of, and what it exports, without anything of Node's. */
async function inBrowser(program: string): Promise<{ text: string; sources: string[]; exported: unknown }> {
  const { outputFiles, metafile } = await bundle(program, {
    platform: "browser",
    format: "iife",
    globalName: "page",
  });
  const sources = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((path) => (inputs[path]?.bytesInOutput ?? 0) > 0),
  );
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  const text = outputFiles[0]?.text ?? "";
  const exported = JSON.parse(runInContext(`${text}; JSON.stringify(page)`, context) as string);
  return { text, sources, exported };
}

interface Finding {
  readonly module: string;
  readonly what: string;
}

/** What the syntax of all generated modules holds of what they must not hold, and their imports. */
function survey(): { dynamic: Finding[]; notErasable: Finding[]; imports: Finding[] } {
  const found = { dynamic: [] as Finding[], notErasable: [] as Finding[], imports: [] as Finding[] };
  const folder = join(project, "generated");
  for (const module of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!module.endsWith(".ts")) continue;
    const text = readFileSync(join(folder, module), "utf8");
    const visit = (node: ts.Node): void => {
      const use = dynamicUse(node);
      if (use !== undefined) found.dynamic.push({ module, what: use });
      if (!isErasable(node)) found.notErasable.push({ module, what: ts.SyntaxKind[node.kind] });
      if (isImport(node)) found.imports.push({ module, what: node.moduleSpecifier?.getText() ?? "" });
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(module, text, ts.ScriptTarget.Latest, true));
  }
  return found;
}

/** A use of something that runs a string as code, or of something of Node's. */
function dynamicUse(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return "import()";
  if (!ts.isIdentifier(node) || !/^(require|eval|Function|setTimeout|process|globalThis)$/.test(node.text)) {
    return undefined;
  }
  const { parent } = node;
  const isNameOfProperty =
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyAccessExpression(parent)) &&
    parent.name === node;
  return isNameOfProperty ? undefined : node.text;
}

function isErasable(node: ts.Node): boolean {
  return !(
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isImportEqualsDeclaration(node) ||
    ts.isExportAssignment(node) ||
    ts.isDecorator(node) ||
    ts.isTypeAssertionExpression(node) ||
    (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent))
  );
}

function isImport(node: ts.Node): node is ts.ImportDeclaration | ts.ExportDeclaration {
  return ts.isImportDeclaration(node) || (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined);
}
