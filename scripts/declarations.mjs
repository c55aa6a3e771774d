// Puts the declarations of each entry point into one file, and removes those of the single modules. The argument is the folder that they are in.
import { mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
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
rmSync(done, { recursive: true });
removeEmpty(dist);

function removeEmpty(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
