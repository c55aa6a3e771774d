import { formatCheck } from "../schema/formats.js";
import { plainKeys } from "../schema/keyword.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { subschemaKeys } from "../schema/subschemas.js";
import type { KeywordCxt, Name } from "./ajv.js";
import type { Unit } from "./unit.js";

/**
 * A schema at the place where code for it is being made: what Ajv takes for the schema object. Its enumerable properties are the keywords
 * to compile (see `keywords/`); most are just `true`, because the keywords read the node.
 */
export class Site {
  [keyword: string]: unknown;
  readonly #node: SchemaNode;
  readonly #unit: Unit;
  readonly #seen: Name | undefined;
  readonly #depth: number;

  /**
   * @param seen - The variable that collects which properties and items were looked at, where something wants to know.
   * @param depth - How many sites of the same function this one is inside of.
   */
  constructor(node: SchemaNode, unit: Unit, seen: Name | undefined, depth: number, isCall: boolean) {
    this.#node = node;
    this.#unit = unit;
    this.#seen = seen;
    this.#depth = depth;
    if (isCall) this.call = true;
    else Object.assign(this, assertionsOf(node, seen !== undefined));
  }

  static of(cxt: KeywordCxt): Site {
    return cxt.parentSchema as Site;
  }

  get node(): SchemaNode {
    return this.#node;
  }

  get unit(): Unit {
    return this.#unit;
  }

  get seen(): Name | undefined {
    return this.#seen;
  }

  get depth(): number {
    return this.#depth;
  }

  /** Whether the schema says nothing that could be violated. */
  get isTrivial(): boolean {
    return Object.keys(this).length === 0;
  }
}

/** The keywords that need code, by the names they have in the vocabulary. */
export function assertionsOf(node: SchemaNode, isTracked = false): { [keyword: string]: unknown } {
  if (node.boolean !== undefined) return node.boolean ? {} : { never: true };
  const keywords: { [keyword: string]: unknown } = {};
  for (const [keyword, said] of Object.entries(node)) {
    if (said !== undefined && PLAIN.has(keyword)) keywords[keyword] = true;
  }
  // Ajv joins the check of a single type with those of the keywords for that type.
  if (node.type?.length === 1) keywords.type = node.type[0];
  else if (node.type !== undefined) keywords.types = true;
  if (formatCheck("string", node.format) !== undefined) keywords.format = true;
  if (formatCheck("number", node.format) !== undefined) keywords.numberFormat = true;
  if (node.if !== undefined && (node.then ?? node.else ?? isTracked)) keywords.if = true;
  return keywords;
}

/** The keywords whose mere presence means a check; those left out are looked at above, or read by another one. */
const PLAIN: ReadonlySet<string> = new Set<string>(
  [...plainKeys("assertion"), ...subschemaKeys()].filter(
    (key) => !["type", "format", "if", "then", "else", "minContains", "maxContains", "update"].includes(key),
  ),
);
