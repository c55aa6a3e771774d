import { PURE } from "../print/comment.js";
import { printJson } from "../print/print-json.js";
import type { FormatCheck } from "../schema/formats.js";
import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { hashOf } from "../text/hash.js";
import { type Code, CodeName, type Name, ValueScope } from "./ajv.js";
import type { Analysis } from "./analysis.js";
import type { SharedFields } from "./shared-fields.js";

/** The names that validators import from `graphwright/validation`. */
export type Helper =
  | FormatCheck
  | "branches"
  | "codePoints"
  | "conceal"
  | "count"
  | "duplicate"
  | "equal"
  | "forget"
  | "has"
  | "include"
  | "includeItems"
  | "isMultiple"
  | "isObject"
  | "join"
  | "report"
  | "size";

/** What the constants of a unit are called by. */
const PREFIXES = ["constant", "names", "pattern", "set"] as const;
export type ConstantPrefix = (typeof PREFIXES)[number];

/**
 * How to call the validator of a schema that has one of its own; undefined for a schema that is to be checked inline.
 * With `wanted`, each schema gets one.
 */
export type Callee = (node: SchemaNode, options: { readonly isWanted: boolean }) => Code | undefined;

/**
 * A text of validators in the making: a generated file, or one validator that is run at once.
 * Collects what its functions need around them.
 */
export class Unit {
  readonly analysis: Analysis;
  /** Where the schema of the function that is being made stands: its file and a pointer in it. */
  place = "";
  /** What Ajv draws names from; shared so that names of constants never clash with those of variables. */
  readonly valueScope = new ValueScope({ scope: {}, prefixes: new Set(PREFIXES), lines: true });
  /** What the validators of a state and its updates share, where this has a function of its own. */
  readonly fields: SharedFields | undefined;
  readonly #callee: Callee;
  readonly #helpers = new Set<Helper>();
  readonly #constants = new Map<string, Name>();
  readonly #names = new Set<string>();

  constructor(analysis: Analysis, callee: Callee, fields?: SharedFields) {
    this.analysis = analysis;
    this.fields = fields;
    this.#callee = callee;
  }

  /** How to call the validator of a schema; see {@link Callee}. */
  callee(node: SchemaNode, { isWanted = false } = {}): Code | undefined {
    return this.#callee(node, { isWanted });
  }

  /** Notes that a helper is needed. */
  helper(name: Helper): Name {
    this.#helpers.add(name);
    return new CodeName(name);
  }

  /** Has a value made once for the whole unit. The same code gives the same name. */
  constant(prefix: ConstantPrefix, code: string): Name {
    const known = this.#constants.get(code);
    if (known !== undefined) return known;
    const name = new CodeName(this.#nameOf(prefix, code));
    this.#constants.set(code, name);
    return name;
  }

  /** A name that follows from the code alone: another constant more or less doesn't change it. */
  #nameOf(prefix: ConstantPrefix, code: string): string {
    const hash = hashOf(code);
    let length = 6;
    while (this.#names.has(`${prefix}_${hash.slice(0, length)}`)) length += 1;
    const name = `${prefix}_${hash.slice(0, length)}`;
    this.#names.add(name);
    return name;
  }

  /** A JSON value as a constant. */
  json(prefix: ConstantPrefix, value: JsonValue): Name {
    return this.constant(prefix, printJson(value));
  }

  /** A set of strings and the like as a constant. */
  set(values: readonly JsonValue[]): Name {
    return this.constant("set", `${PURE} new Set(${this.json("names", values)})`);
  }

  get helpers(): readonly Helper[] {
    return [...this.#helpers].sort();
  }

  get constants(): readonly string[] {
    return [...this.#constants].map(([code, name]) => `const ${name} = ${code};`);
  }
}
