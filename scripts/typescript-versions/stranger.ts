import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { must } from "../support/run.js";

/**
 * Makes a project as a stranger would have one: outside of the repository, with the packed package and LangGraph installed, nothing else.
 *
 * @param root - The repository.
 * @returns The project's folder; the caller removes it.
 */
export async function strangersProject(root: string): Promise<string> {
  const project = realpathSync(mkdtempSync(join(tmpdir(), "graphwright-stranger-")));
  put(project, "package.json", { name: "stranger", private: true, type: "module" });
  await must("npm", ["pack", "--pack-destination", project], root);
  const { name, version, peerDependencies } = packageOf(root);
  const peers = Object.keys(peerDependencies).map(
    (peer) => `${peer}@${packageOf(join(root, "node_modules", peer)).version}`,
  );
  await must(
    "npm",
    ["install", "--no-audit", "--no-fund", "--prefer-offline", `./${name}-${version}.tgz`, ...peers],
    project,
  );
  return project;
}

/** Copies contracts into a project's `schemas` and generates from them, with the installed package. */
export async function generateIn(project: string, contracts: readonly string[]): Promise<void> {
  for (const folder of contracts) {
    cpSync(folder, join(project, "schemas"), { recursive: true, force: false, errorOnExist: true });
  }
  await must("npx", ["graphwright", "generate"], project);
}

/** Writes a JSON file. */
export function put(project: string, path: string, content: unknown): void {
  const file = join(project, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

function packageOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}
