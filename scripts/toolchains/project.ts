import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { must } from "../support/run.js";

/** Installs go to the cache first, and leave no notes. */
const INSTALL = ["install", "--no-audit", "--no-fund", "--prefer-offline"];

/** What is installed in every project: the packed package, and LangGraph as the repository has it. */
export interface Essentials {
  /** A folder outside of the repository, for the projects; the caller removes it. */
  readonly folder: string;
  readonly packages: readonly string[];
}

/** Packs the package. */
export async function essentials(root: string): Promise<Essentials> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "graphwright-toolchains-")));
  await must("npm", ["pack", "--pack-destination", folder], root);
  const { name, version, peerDependencies } = manifestOf(root);
  const peers = Object.keys(peerDependencies).map(
    (peer) => `${peer}@${manifestOf(join(root, "node_modules", peer)).version}`,
  );
  return { folder, packages: [join(folder, `${name}-${version}.tgz`), ...peers] };
}

/** Installs packages in a folder, beside those that it has. */
export async function install(folder: string, packages: readonly string[]): Promise<void> {
  await must("npm", [...INSTALL, ...packages], folder);
}

/** Writes files: a text, or a value as JSON. */
export function put(folder: string, files: Readonly<Record<string, unknown>>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : `${JSON.stringify(content, undefined, 2)}\n`);
  }
}

/** Generates from the repository's example contracts, with the installed package and no options. */
export async function generateIn(project: string, root: string): Promise<unknown> {
  cpSync(join(root, "schemas"), join(project, "schemas"), { recursive: true });
  await must("npx", ["graphwright", "generate"], project);
  const settings: { importExtension?: unknown } = JSON.parse(
    readFileSync(join(project, "generated/.graphwright.json"), "utf8"),
  );
  return settings.importExtension;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}
