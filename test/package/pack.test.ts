import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const project = mkdtempSync(join(tmpdir(), "graphwright-pack-"));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  devDependencies: Record<string, string>;
};

/** Runs a command as a user would and returns what it prints. */
function run(command: string, args: readonly string[], cwd = project): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

let packed: string[] = [];

beforeAll(() => {
  const [report] = JSON.parse(
    run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", project], root),
  ) as [{ filename: string; files: { path: string }[] }];
  packed = report.files.map(({ path }) => path);
  put("package.json", JSON.stringify({ name: "stranger", private: true, type: "module" }));
  const versions = ["@langchain/langgraph", "@langchain/core", "hono", "typescript"].map(
    (name) => `${name}@${manifest.devDependencies[name]}`,
  );
  run("npm", [
    "install",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    join(project, report.filename),
    ...versions,
  ]);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe("the packed package", () => {
  it("contains what a user needs and nothing else", () => {
    const kinds = new Set(
      packed.map((path) => path.replace(/^(dist\/(?:src|codegen|chunks))\/.*\.(js|d\.ts)$/, "$1/*.$2")),
    );
    expect([...kinds].toSorted()).toEqual([
      "LICENSE",
      "README.md",
      "dist/LICENSES.txt",
      "dist/chunks/*.js",
      "dist/codegen/*.d.ts",
      "dist/codegen/*.js",
      "dist/src/*.d.ts",
      "dist/src/*.js",
      "package.json",
      "vocabulary.schema.json",
    ]);
  });

  it("generates from a schema in an empty project, and the result type-checks and runs", () => {
    put(
      "schemas/weather/context.schema.json",
      JSON.stringify({
        type: "object",
        properties: { city: { type: "string" }, unit: { enum: ["C", "F"], default: "C" } },
        required: ["city"],
      }),
    );
    put(
      "schemas/weather/state.schema.yaml",
      "type: object\nproperties:\n  report: { type: string }\nrequired: [report]\n",
    );
    expect(run("npx", ["graphwright", "generate"])).toContain("generated/weather/index.ts");
    expect(readdirSync(join(project, "generated/weather")).toSorted()).toEqual([
      "client.ts",
      "index.ts",
      "schemas.ts",
      "validators.ts",
    ]);

    put(
      "main.ts",
      `import { ContractError } from "graphwright";
import { WeatherStateGraph } from "./generated/weather/index.js";

const graph = new WeatherStateGraph()
  .addNode("look", (_state, runtime) => ({ report: \`\${runtime.context.city}: 21 \${runtime.context.unit}\` }))
  .setEntryPoint("look")
  .setFinishPoint("look")
  .compile();
const { report }: { report: string } = await graph.invoke({}, { context: { city: "Bern" } });
console.log(report);
// @ts-expect-error The context is required.
const refused = await graph.invoke({}).catch((error: unknown) => error);
console.log(refused instanceof ContractError && refused.boundary);
`,
    );
    put(
      "tsconfig.json",
      JSON.stringify({
        compilerOptions: {
          target: "es2023",
          module: "nodenext",
          strict: true,
          declaration: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          verbatimModuleSyntax: true,
          isolatedModules: true,
          erasableSyntaxOnly: true,
          skipLibCheck: true,
          types: [],
          outDir: "dist",
        },
        include: ["main.ts", "server.ts", "generated"],
      }).replace('"types":[]', '"lib":["es2023","dom"],"types":[]'),
    );
    put(
      "server.ts",
      `import { contractApp } from "graphwright/server";
import { WeatherStateGraph, weatherContract } from "./generated/weather/index.js";

const graph = new WeatherStateGraph().addNode("look", () => ({ report: "" })).setEntryPoint("look").compile();
const app = contractApp({ made: graph, known: weatherContract });
const response = await app.request("/contracts");
const contracts = (await response.json()) as { graph: string; name: string }[];
console.log(contracts.map(({ graph, name }) => \`\${graph}: \${name}\`).join());
`,
    );
    run("npx", ["tsc"]);
    expect(run("node", ["dist/main.js"])).toBe("Bern: 21 C\ncontext\n");
    expect(run("node", ["dist/server.js"])).toBe("made: weather,known: weather\n");
  });

  it.each([
    ["WeatherContext", { city: "Bern" }, { city: "Bern", unit: "C" }, 24_500],
    // Without the code for defaults.
    ["WeatherState", { report: "Rain" }, { report: "Rain" }, 19_600],
  ])("gives a web client the schema %s without LangGraph", async (name, given, value, limit) => {
    put(
      "client.ts",
      `import { ${name} } from "./generated/weather/client.js";
console.log(JSON.stringify(${name}.safeParse(${JSON.stringify(given)})));
`,
    );
    const { metafile } = await build({
      absWorkingDir: project,
      entryPoints: ["client.ts"],
      outfile: "client.mjs",
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      metafile: true,
    });
    const { inputs = {}, bytes = 0 } = metafile.outputs["client.mjs"] ?? {};
    expect(Object.keys(inputs).filter((path) => path.includes("langchain"))).toEqual([]);
    expect(bytes).toBeLessThan(limit);
    expect(JSON.parse(run("node", ["client.mjs"]))).toEqual({ success: true, value });
  });

  it("loads no compiler with the runtime", () => {
    const loader =
      "export async function load(url, context, next) { console.log(url); return next(url, context); }";
    const script = `
      import { register } from "node:module";
      register("data:text/javascript," + encodeURIComponent(${JSON.stringify(loader)}));
      await import("graphwright");
      await import("graphwright/validation");`;
    const loaded = run("node", ["--input-type=module", "-e", script]);
    expect(loaded).toContain("graphwright/dist/src/index.js");
    const client = run("node", [
      "--input-type=module",
      "-e",
      script.replace('"graphwright"', '"graphwright/client"'),
    ]);
    expect(client).toContain("graphwright/dist/src/client/index.js");
    expect(client).not.toMatch(/node_modules\/@/);
    expect(loaded).not.toMatch(
      /node_modules\/(ajv\/dist\/(core|compile|ajv|2020)|ts-morph|typescript|yaml|commander|hono|@opentelemetry)/,
    );
  });
});
