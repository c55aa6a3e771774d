import { isJsonObject, pointerTo } from "../schema/json.js";
import type { SchemaDocument } from "../schema/schema-document.js";
import type { LintContext } from "./rule.js";

/** A regular expression in a schema. */
export interface FoundPattern {
  readonly document: SchemaDocument;
  readonly pointer: string;
  readonly pattern: string;
}

/** Every regular expression: those of `pattern`, and the keys of `patternProperties`. */
export function* patternsOf({ schemas }: LintContext): Generator<FoundPattern> {
  for (const { node, raw, document, pointer } of schemas) {
    if (node.pattern !== undefined)
      yield { document, pointer: pointerTo(pointer, "pattern"), pattern: node.pattern };
    if (node.patternProperties === undefined || !isJsonObject(raw.patternProperties)) continue;
    for (const pattern of node.patternProperties.keys()) {
      yield { document, pointer: pointerTo(pointerTo(pointer, "patternProperties"), pattern), pattern };
    }
  }
}

/** What the engine says, without the pattern that it repeats. */
export function whyNot(pattern: string, flags: string): string {
  try {
    new RegExp(pattern, flags);
    return "";
  } catch (error) {
    const said = error instanceof Error ? error.message : "";
    const why = said.slice(said.lastIndexOf(": ") + 2);
    return why === "" ? "" : `: ${why.charAt(0).toLowerCase()}${why.slice(1)}`;
  }
}
