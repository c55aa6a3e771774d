import { fileName, GREETING, type Toolchain } from "./toolchain.js";
import { WORKER } from "./workerd.js";

const TYPESCRIPT = "typescript@^5.9.0";
const NODE_TYPES = "@types/node@^20";

/** Compiler options that go with any module settings. */
const common = { target: "es2022", lib: ["es2023"], types: ["node"], strict: true, skipLibCheck: true };
const bundler = { ...common, module: "esnext", moduleResolution: "bundler", noEmit: true };
const include = ["src", "generated", "test"];

const jestTest = `import { greet } from "../src/${fileName("greeting", "none")}";

test("greets", async () => {
  expect(await greet()).toBe(${JSON.stringify(GREETING)});
  process.stdout.write(await greet());
});
`;
const jest: Toolchain["commands"] = [["jest", "--colors=false"]];

/** Those that take seconds each; Next is in a file of its own. */
export const TOOLCHAINS: readonly Toolchain[] = [
  {
    name: "tsc (nodenext), node",
    project: "tsconfig.json with `nodenext`",
    packages: [TYPESCRIPT, NODE_TYPES],
    files: {
      "tsconfig.json": {
        compilerOptions: { ...common, module: "nodenext", rootDir: ".", outDir: "dist" },
        include,
      },
    },
    importExtension: "js",
    commands: [["tsc"], ["node", "dist/src/main.js"]],
  },
  {
    name: "tsc (nodenext, .ts rewritten), node",
    project: "`nodenext`, `rewriteRelativeImportExtensions`",
    packages: [TYPESCRIPT, NODE_TYPES],
    files: {
      "tsconfig.json": {
        compilerOptions: {
          ...common,
          module: "nodenext",
          rewriteRelativeImportExtensions: true,
          rootDir: ".",
          outDir: "dist",
        },
        include,
      },
    },
    importExtension: "ts",
    commands: [["tsc"], ["node", "dist/src/main.js"]],
  },
  {
    // Node loads packages of ES modules with `require` from 20.19 and 22.12 on.
    name: "tsc (CommonJS), node",
    project: 'tsconfig.json with `nodenext`, no `"type": "module"`',
    settings: "Node 20.19 or later, or 22.12 or later",
    packages: [TYPESCRIPT, NODE_TYPES],
    files: {
      "package.json": { private: true },
      "tsconfig.json": {
        compilerOptions: { ...common, module: "nodenext", rootDir: ".", outDir: "dist" },
        include,
      },
    },
    importExtension: "js",
    commands: [["tsc"], ["node", "dist/src/main.js"]],
  },
  {
    name: "tsc --build (references), node",
    project: "a project each for `generated` and `src`, with `references`",
    packages: [TYPESCRIPT, NODE_TYPES],
    files: {
      "tsconfig.json": { files: [], references: [{ path: "./generated" }, { path: "./src" }] },
      "generated/tsconfig.json": {
        compilerOptions: {
          ...common,
          module: "nodenext",
          composite: true,
          rootDir: ".",
          outDir: "../dist/generated",
        },
      },
      "src/tsconfig.json": {
        compilerOptions: {
          ...common,
          module: "nodenext",
          composite: true,
          rootDir: ".",
          outDir: "../dist/src",
        },
        references: [{ path: "../generated" }],
      },
    },
    importExtension: "js",
    commands: [
      ["tsc", "--build"],
      ["node", "dist/src/main.js"],
    ],
  },
  {
    name: "ts-node (CommonJS)",
    project: 'tsconfig.json with `nodenext`, no `"type": "module"`',
    settings: '`"ts-node": { "experimentalResolver": true }` in tsconfig.json',
    packages: ["ts-node@^10", TYPESCRIPT, NODE_TYPES],
    files: {
      "package.json": { private: true },
      "tsconfig.json": {
        compilerOptions: { ...common, module: "nodenext" },
        "ts-node": { experimentalResolver: true },
        include,
      },
    },
    importExtension: "js",
    commands: [["ts-node", "src/main.ts"]],
  },
  {
    name: "ts-node (ESM)",
    project: "tsconfig.json with `nodenext`, `node --loader=ts-node/esm`",
    packages: ["ts-node@^10", TYPESCRIPT, NODE_TYPES],
    files: { "tsconfig.json": { compilerOptions: { ...common, module: "nodenext" }, include } },
    importExtension: "js",
    commands: [["node", "--loader=ts-node/esm", "src/main.ts"]],
  },
  {
    name: "vitest",
    project: "tsconfig.json with `bundler`",
    packages: ["vitest@^4", TYPESCRIPT, NODE_TYPES],
    files: {
      "tsconfig.json": { compilerOptions: bundler, include },
      "test/greeting.test.ts": `import { expect, test } from "vitest";\n${jestTest}`,
    },
    importExtension: "none",
    commands: [["vitest", "run"]],
  },
  {
    name: "tsc (bundler), esbuild",
    project: "tsconfig.json with `bundler`",
    packages: [TYPESCRIPT, NODE_TYPES, "esbuild@^0.28"],
    files: { "tsconfig.json": { compilerOptions: bundler, include } },
    importExtension: "none",
    commands: [
      ["tsc"],
      [
        "esbuild",
        "src/main.ts",
        "--bundle",
        "--platform=node",
        "--format=esm",
        "--packages=external",
        "--outfile=dist/main.js",
      ],
      ["node", "dist/main.js"],
    ],
  },
  {
    name: "esbuild, no tsconfig.json",
    project: "no tsconfig.json",
    packages: ["esbuild@^0.28"],
    files: {},
    importExtension: "js",
    commands: [
      [
        "esbuild",
        "src/main.ts",
        "--bundle",
        "--platform=node",
        "--format=esm",
        "--packages=external",
        "--outfile=dist/main.js",
      ],
      ["node", "dist/main.js"],
    ],
  },
  {
    name: "tsx, no tsconfig.json",
    project: "no tsconfig.json",
    packages: ["tsx@^4"],
    files: {},
    importExtension: "js",
    commands: [["tsx", "src/main.ts"]],
  },
  {
    name: "tsx (bundler)",
    project: "tsconfig.json with `bundler`",
    packages: ["tsx@^4"],
    files: { "tsconfig.json": { compilerOptions: bundler, include } },
    importExtension: "none",
    commands: [["tsx", "src/main.ts"]],
  },
  {
    name: "Vite",
    project: "tsconfig.json of `npm create vite`",
    packages: ["vite@^8", TYPESCRIPT, NODE_TYPES],
    files: {
      // As `npm create vite` writes them.
      "tsconfig.json": {
        files: [],
        references: [{ path: "./tsconfig.app.json" }, { path: "./tsconfig.node.json" }],
      },
      "tsconfig.app.json": {
        compilerOptions: { ...bundler, allowImportingTsExtensions: true, verbatimModuleSyntax: true },
        include,
      },
      "tsconfig.node.json": { compilerOptions: { ...bundler }, include: ["vite.config.ts"] },
      "vite.config.ts": 'import { defineConfig } from "vite";\n\nexport default defineConfig({});\n',
    },
    importExtension: "ts",
    commands: [
      ["tsc", "-b"],
      ["vite", "build", "--ssr", "src/main.ts"],
      ["node", "dist/main.js"],
    ],
  },
  {
    name: "webpack, ts-loader",
    project: "tsconfig.json with `bundler`",
    settings: '`resolve.extensions: [".ts", ".js"]`',
    packages: ["webpack@^5", "webpack-cli@^7", "ts-loader@^9", TYPESCRIPT, NODE_TYPES],
    files: {
      "tsconfig.json": { compilerOptions: { ...bundler, noEmit: false }, include },
      // As ts-loader's README has it.
      "webpack.config.mjs": `export default {
  mode: "production",
  target: "node",
  entry: "./src/main.ts",
  output: { filename: "main.cjs" },
  resolve: { extensions: [".ts", ".js"] },
  module: { rules: [{ test: /\\.ts$/, loader: "ts-loader" }] },
  optimization: { minimize: false },
};
`,
    },
    importExtension: "none",
    commands: [["webpack"], ["node", "dist/main.cjs"]],
  },
  {
    name: "Jest, ts-jest (ESM)",
    project: "tsconfig.json with `bundler`",
    settings: "ts-jest's ESM preset, `NODE_OPTIONS=--experimental-vm-modules`",
    packages: ["jest@^30", "ts-jest@^29", "@types/jest@^30", TYPESCRIPT, NODE_TYPES],
    files: {
      "tsconfig.json": { compilerOptions: { ...bundler, types: ["node", "jest"] }, include },
      "jest.config.mjs": `import { createDefaultEsmPreset } from "ts-jest";

export default { ...createDefaultEsmPreset() };
`,
      "test/greeting.test.ts": jestTest,
    },
    importExtension: "none",
    commands: jest,
  },
  {
    name: "Jest, Babel (ESM)",
    project: "tsconfig.json with `bundler`",
    settings: '`extensionsToTreatAsEsm: [".ts"]`, the same `NODE_OPTIONS`',
    packages: [
      "jest@^30",
      "babel-jest@^30",
      "@babel/core@^7",
      "@babel/preset-env@^7",
      "@babel/preset-typescript@^7",
    ],
    files: {
      "tsconfig.json": { compilerOptions: bundler, include },
      "babel.config.json": {
        presets: [
          ["@babel/preset-env", { targets: { node: "current" }, modules: false }],
          "@babel/preset-typescript",
        ],
      },
      "jest.config.mjs": 'export default { extensionsToTreatAsEsm: [".ts"] };\n',
      "test/greeting.test.ts": jestTest,
    },
    importExtension: "none",
    commands: jest,
  },
  {
    name: "Bun",
    project: "tsconfig.json of `bun init`",
    packages: ["bun@^1"],
    files: {
      // As `bun init` writes it.
      "tsconfig.json": {
        compilerOptions: { ...bundler, module: "Preserve", allowImportingTsExtensions: true },
        include,
      },
    },
    importExtension: "ts",
    commands: [["bun", "src/main.ts"]],
    probe: ["bun", "--version"],
  },
  {
    name: "Deno",
    project: "`deno.json`",
    settings: `\`"nodeModulesDir": "manual"\`, to use npm's node_modules`,
    packages: ["deno@^2"],
    files: { "deno.json": { nodeModulesDir: "manual" } },
    importExtension: "ts",
    commands: [
      ["deno", "check", "src/main.ts"],
      ["deno", "run", "--allow-all", "src/main.ts"],
    ],
    probe: ["deno", "--version"],
  },
  {
    name: "esbuild, workerd (Cloudflare Workers)",
    project: "no tsconfig.json",
    settings: "the conditions `workerd,worker,browser`, the flag `nodejs_compat`",
    packages: ["esbuild@^0.28", "workerd@^1"],
    files: WORKER,
    importExtension: "js",
    commands: [
      // As wrangler bundles.
      [
        "esbuild",
        "src/worker.ts",
        "--bundle",
        "--format=esm",
        "--platform=browser",
        "--conditions=workerd,worker,browser",
        "--external:node:*",
        "--outfile=dist/worker.mjs",
      ],
      ["node", "ask.mjs"],
    ],
    probe: ["workerd", "--version"],
  },
];
