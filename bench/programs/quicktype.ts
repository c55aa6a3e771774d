// Compiles schema files to TypeScript types with quicktype, all in one process: SCHEMAS-FOLDER OUTPUT-FOLDER
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { FetchingJSONSchemaStore, InputData, JSONSchemaInput, quicktype } from "quicktype-core";

const [schemas = "", output = ""] = process.argv.slice(2);
for (const entry of readdirSync(schemas, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = join(entry.parentPath, entry.name);
  const input = new InputData();
  await input.addSource(
    "schema",
    { name: entry.name.replace(/\.schema\.json$/, ""), uris: [file] },
    () => new JSONSchemaInput(new FetchingJSONSchemaStore()),
  );
  const { lines } = await quicktype({
    inputData: input,
    lang: "typescript",
    rendererOptions: { "just-types": "true" },
  });
  const target = join(output, relative(schemas, file).replace(/\.json$/, ".ts"));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${lines.join("\n")}\n`);
}
