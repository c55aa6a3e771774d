import { readFileSync } from "node:fs";

/** This package's version, as its package.json says it. */
export function packageVersion(): string {
  // Two folders up from the sources, two or three from what is built from them.
  for (const place of ["../../package.json", "../../../package.json"]) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(new URL(place, import.meta.url), "utf8"));
      const { name, version } = manifest as { readonly name?: unknown; readonly version?: unknown };
      if (name === "graphwright" && typeof version === "string") return version;
    } catch {
      // Not there: the other one.
    }
  }
  throw new Error("graphwright's own package.json is missing");
}
