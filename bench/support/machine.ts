import { readFileSync } from "node:fs";
import { cpus, totalmem, type } from "node:os";

/** What is compared, as npm knows it. */
const LIBRARIES = [
  "@langchain/langgraph",
  "@langchain/core",
  "zod",
  "ajv",
  "json-schema-to-typescript",
  "quicktype-core",
  "typescript",
  "mitata",
];

/** Where, with what and when the figures were measured, as Markdown. */
export function machine(): string {
  const processors = cpus();
  const gibibytes = (totalmem() / 2 ** 30).toFixed(0);
  const versions = LIBRARIES.map((name) => `${name} ${versionOf(name)}`).join(", ");
  return [
    `- Machine: ${processors[0]?.model.trim() ?? "unknown processor"}, ${processors.length} cores, ${gibibytes} GiB of memory, ${type()}`,
    `- Node ${process.versions.node}; ${versions}`,
    `- Date: ${new Date().toISOString().slice(0, 10)}`,
  ].join("\n");
}

function versionOf(name: string): string {
  const manifest = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string }).version;
}
