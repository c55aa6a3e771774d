import { isJsonObject } from "../schema/json.js";
import { parseYaml } from "./parse-yaml.js";

/** How YAML begins, and JSON never: a mark of YAML's own, a comment, or a key without quotes. */
const YAML_START = /^\s*(?:---\s|%YAML\s|#|[\w$.-]+[ \t]*:(?:\s|$))/;

/** Whether a text that is no JSON was surely written as YAML. */
export function isWrittenAsYaml(text: string): boolean {
  if (YAML_START.test(text)) return true;
  // Brackets are JSON with a mistake in it; a quoted key may be either.
  return /^\s*["']/.test(text) && isJsonObject(parseYaml(text).value ?? null);
}
