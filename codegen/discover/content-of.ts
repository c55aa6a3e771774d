import { readFileSync } from "node:fs";
import type { JsonValue } from "../schema/json.js";
import { parseYaml } from "../text/parse-yaml.js";

/** A quick look into a file. Its faults are reported when it is loaded. */
export function contentOf(path: string): JsonValue {
  try {
    const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
    return path.endsWith(".json") ? (JSON.parse(text) as JsonValue) : (parseYaml(text).value ?? null);
  } catch {
    return null;
  }
}
