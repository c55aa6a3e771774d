// Puts the package's JavaScript into few files, because Node takes longer to load a file than to run what is in it. The argument is the folder they go to.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const outdir = process.argv[2] ?? join(root, "dist");
const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const { metafile } = await build({
  absWorkingDir: root,
  // `schema.ts` is one, so that a bundler of the user's can take schemas without what needs LangGraph.
  entryPoints: [
    "src/index.ts",
    "src/schema.ts",
    "src/validation/index.ts",
    "codegen/index.ts",
    "codegen/cli.ts",
  ],
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
  logLevel: "warning",
});

// What is not external has become a part of the package, small CommonJS modules that took longer to load than all the rest; their licences go along.
const inlined = Object.keys(metafile.inputs).flatMap(
  (path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1] ?? [],
);
const licences = [...new Set(inlined)].sort().map((name) => {
  const text = readFileSync(join(root, "node_modules", name, "LICENSE"), "utf8");
  return `${name}\n\n${text.trim()}\n`;
});
writeFileSync(join(outdir, "LICENSES.txt"), licences.join("\n\n"));
