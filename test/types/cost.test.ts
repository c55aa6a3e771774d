import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "graphwright-cost-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The greeting graph under another name, so that the compiler can't reuse what it knows of the first. */
function copyOf(file: string, index: number): string {
  return readFileSync(join(root, "generated/greeting", file), "utf8")
    .replaceAll("Greeting", `Greeting${index}`)
    .replaceAll("greeting", `greeting${index}`);
}

/** A program that builds and calls the graph: two nodes, edges, invoke. */
function programOf(index: number): string {
  const prefix = `Greeting${index}`;
  return `import { type ${prefix}Runtime, type ${prefix}State, ${prefix}StateGraph, type ${prefix}Update } from "./${index}/index.js";
async function look(state: ${prefix}State, runtime: ${prefix}Runtime): Promise<${prefix}Update> {
  return { response: runtime.context.user_id + state.response };
}
function greet(state: ${prefix}State): ${prefix}Update {
  return { response: state.response ?? "" };
}
const graph = new ${prefix}StateGraph()
  .addNode("look", look).addNode("greet", greet)
  .addEdge("__start__", "look").addEdge("look", "greet").addEdge("greet", "__end__")
  .compile();
export const result = await graph.invoke({}, { context: { user_id: "u" } });
`;
}

/** How many types the compiler instantiates for a program of so many graphs. */
function instantiations(count: number): number {
  const files = Array.from({ length: count }, (_, index) => `program${index}.ts`);
  const compilerOptions = {
    target: "es2023",
    lib: ["es2023", "dom"],
    types: [],
    module: "nodenext",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    paths: {
      graphwright: [join(root, "dist/src/index.d.ts")],
      "graphwright/validation": [join(root, "dist/src/validation/index.d.ts")],
    },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const printed = execFileSync(process.execPath, [compiler, "-p", folder, "--extendedDiagnostics"], {
    encoding: "utf8",
  });
  const found = /^Instantiations:\s+(\d+)$/m.exec(printed)?.[1];
  if (found === undefined) throw new Error(`The compiler printed no count:\n${printed}`);
  return Number(found);
}

it("a graph of two nodes costs the type checker at most 120 instantiations", () => {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  for (let index = 0; index < 20; index += 1) {
    for (const file of ["index.ts", "schemas.ts", "validators.ts"]) {
      const path = join(folder, String(index), file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, copyOf(file, index));
    }
    writeFileSync(join(folder, `program${index}.ts`), programOf(index));
  }
  const each = (instantiations(20) - instantiations(10)) / 10;
  expect(each).toBeGreaterThan(10);
  expect(each).toBeLessThanOrEqual(120);
});
