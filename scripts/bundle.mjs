// Puts the package's JavaScript into few files, because Node takes longer to load a file than to run what is in it. The argument is the folder they go to.
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const outdir = process.argv[2] ?? join(root, "dist");
const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

// A web client imports a schema from a graph's module and so from `graphwright`, whose other parts need LangGraph. A bundler leaves those out where a
// file does nothing but pass them on. So what `src/index.ts` has must be in chunks: `schema/index.ts` and a second index beside it see to that.
const SECOND_INDEX = "stdin.js";

const options = {
  absWorkingDir: root,
  outbase: ".",
  outdir,
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  external: Object.keys({ ...dependencies, ...peerDependencies }).flatMap((name) => [name, `${name}/*`]),
  format: "esm",
  platform: "node",
  target: "node20",
  metafile: true,
  write: false,
  logLevel: "warning",
};
// The compiler has its own copy of what it runs of the runtime: each part that only some entries share would be a further file for all to load.
const bundles = await Promise.all([
  build({
    ...options,
    entryPoints: [
      "src/index.ts",
      "src/schema/index.ts",
      "src/schema/validation/index.ts",
      "src/client/index.ts",
      "src/server/index.ts",
      "src/opentelemetry/index.ts",
    ],
    stdin: { contents: 'export * from "./src/index.js";', resolveDir: root },
  }),
  build({
    ...options,
    entryPoints: ["codegen/index.ts", "codegen/command/cli.ts", "codegen/pipeline/batches/worker.ts"],
  }),
]);

for (const { path, text } of bundles.flatMap(({ outputFiles }) => outputFiles)) {
  if (basename(path) === SECOND_INDEX) continue;
  mkdirSync(dirname(path), { recursive: true });
  // So that a bundler of the user's can leave out a CommonJS module that is a part of the package: to load it has no effect but that it is there.
  writeFileSync(
    path,
    text
      .replaceAll(/= (__toESM\()(require_\w+\(\))/g, "= /* @__PURE__ */ $1/* @__PURE__ */ $2")
      .replaceAll("= __commonJS(", "= /* @__PURE__ */ __commonJS("),
  );
}
chmodSync(join(outdir, "codegen", "command", "cli.js"), 0o755);

// What is not external has become a part of the package, small CommonJS modules that took longer to load than all the rest; their licences go along.
const inlined = bundles
  .flatMap(({ metafile }) => Object.keys(metafile.inputs))
  .flatMap((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1] ?? []);
const licences = [...new Set(inlined)].sort().map((name) => {
  const folder = join(root, "node_modules", name);
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each)) ?? "LICENSE";
  const text = readFileSync(join(folder, file), "utf8");
  return `${name}\n\n${text.trim()}\n`;
});
writeFileSync(join(outdir, "LICENSES.txt"), licences.join("\n\n"));
