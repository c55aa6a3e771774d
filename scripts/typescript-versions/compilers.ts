import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { must } from "../support/run.js";

/** Every minor of TypeScript that generated code has to compile on, oldest first. */
export const TYPESCRIPT_MINORS = ["5.4", "5.5", "5.6", "5.7", "5.8", "5.9", "6.0", "7.0"] as const;

export type TypeScriptMinor = (typeof TYPESCRIPT_MINORS)[number];

/** One installed version of TypeScript. */
export interface Compiler {
  readonly minor: TypeScriptMinor;
  /** The script to run with Node. */
  readonly tsc: string;
}

/**
 * Installs every version. They are kept under `node_modules/.cache` for as long as the lockfile stays as it is.
 *
 * @param root - The repository.
 */
export async function installCompilers(root: string): Promise<Compiler[]> {
  const lockfile = readFileSync(join(root, "package-lock.json"));
  const key = createHash("sha256")
    .update(lockfile)
    .update(TYPESCRIPT_MINORS.join())
    .digest("hex")
    .slice(0, 16);
  const cache = join(root, "node_modules/.cache/typescript-versions");
  const folder = join(cache, key);
  if (!existsSync(folder)) {
    rmSync(cache, { recursive: true, force: true });
    const unfinished = join(cache, `${key}.unfinished`);
    mkdirSync(unfinished, { recursive: true });
    writeFileSync(join(unfinished, "package.json"), '{ "private": true }\n');
    const aliases = TYPESCRIPT_MINORS.map((minor) => `typescript-${minor}@npm:typescript@~${minor}.0`);
    await must("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...aliases], unfinished);
    renameSync(unfinished, folder);
  }
  return TYPESCRIPT_MINORS.map((minor) => ({
    minor,
    tsc: join(folder, `node_modules/typescript-${minor}/bin/tsc`),
  }));
}
