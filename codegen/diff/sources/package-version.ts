import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { valid } from "semver";

/** The version of the package that a folder belongs to. */
export function packageVersionAbove(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, "package.json");
    if (existsSync(file)) return packageVersionIn(readFileSync(file, "utf8"));
    if (at === dirname(at)) return undefined;
  }
}

/** The version that a `package.json` gives. */
export function packageVersionIn(text: string): string | undefined {
  try {
    const { version } = JSON.parse(text) as { readonly version?: unknown };
    return typeof version === "string" && valid(version) !== null ? version : undefined;
  } catch {
    return undefined;
  }
}
