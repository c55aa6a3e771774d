// Puts the declarations of each entry point into one file, and removes those of the single modules. The argument is the folder that they are in.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = process.argv[2] ?? join(root, "dist");
const ENTRY_POINTS = [
  "src/index.d.ts",
  "src/schema/validation/index.d.ts",
  "src/server/index.d.ts",
  "src/opentelemetry/index.d.ts",
  "codegen/index.d.ts",
];

const done = mkdtempSync(join(dist, "declarations-"));
const silent = { default: { logLevel: "none" } };
// What a client imports is the same as what a graph's program imports: TypeScript takes no class for another, so there is one declaration of each.
const CLIENT = "src/client/index.d.ts";
const client = readFileSync(join(dist, CLIENT), "utf8").replaceAll(/ from "[^"]*"/g, ' from "../index.js"');

for (const entry of ENTRY_POINTS) {
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(dist, entry),
      compiler: { tsconfigFilePath: join(root, "tsconfig.json") },
      dtsRollup: { enabled: true, untrimmedFilePath: join(done, entry) },
      apiReport: { enabled: false },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: "error" } },
        extractorMessageReporting: silent,
        tsdocMessageReporting: silent,
      },
    },
    packageJsonFullPath: join(root, "package.json"),
    configObjectFullPath: undefined,
  });
  const { succeeded } = Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      message.handled ||= message.logLevel !== "error";
    },
  });
  if (!succeeded) throw new Error(`the declarations of ${entry} can't be put into one file`);
}

for (const path of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
  if (path.endsWith(".d.ts") && !path.startsWith("declarations-")) rmSync(join(dist, path));
}
for (const entry of ENTRY_POINTS) renameSync(join(done, entry), join(dist, entry));
mkdirSync(dirname(join(dist, CLIENT)), { recursive: true });
writeFileSync(join(dist, CLIENT), client);
rmSync(done, { recursive: true });
removeEmpty(dist);

function removeEmpty(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
