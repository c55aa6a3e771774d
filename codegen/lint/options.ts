import type { Defaults } from "../defaults/defaults.js";
import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";

/** The options of `lint`. */
export interface LintOptions {
  /** Whether a schema accepts a value. Without it, the rule that needs to know finds nothing. */
  readonly accepts?: (node: SchemaNode, value: JsonValue) => boolean;
  /** Which defaults are applied. Without it, the rule that needs to know finds nothing. */
  readonly defaults?: Pick<Defaults, "allRisks">;
  /** Refuse what only schemas of trusted people may say. */
  readonly untrusted?: boolean;
}
