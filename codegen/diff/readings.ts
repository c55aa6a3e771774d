import type { Defaults } from "../defaults/defaults.js";
import { fill } from "../defaults/fill.js";
import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { accepts } from "../validators/verdict.js";

/** What parsing does with single values, by the schemas and the defaults of one side. */
export class Readings {
  readonly #defaults: Defaults;

  constructor(defaults: Defaults) {
    this.#defaults = defaults;
  }

  /** Whether parsing accepts a value; undefined where that depends on which defaults are tried. */
  accepts(node: SchemaNode, value: JsonValue): boolean | undefined {
    if (!this.#defaults.hasDefaults(node)) return accepts(node, value);
    if (accepts(node, value) || accepts(node, this.#filled(node, value))) return true;
    return this.#defaults.allRisks(node).size > 0 ? undefined : false;
  }

  /** What parsing returns for a value; undefined where it refuses the value. */
  parse(node: SchemaNode, value: JsonValue): JsonValue | undefined {
    const filled = this.#filled(node, value);
    if (accepts(node, filled)) return filled;
    return accepts(node, value) ? value : undefined;
  }

  #filled(node: SchemaNode, value: JsonValue): JsonValue {
    if (!this.#defaults.hasDefaults(node)) return value;
    return fill(value, [node], (property) => this.#defaults.usableDefault(property));
  }
}
