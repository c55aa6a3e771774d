import {
  branches,
  codePoints,
  conceal,
  count,
  duplicate,
  equal,
  forget,
  has,
  include,
  includeItems,
  isByte,
  isDate,
  isDateTime,
  isDuration,
  isEmail,
  isHostname,
  isIdnEmail,
  isIdnHostname,
  isInt32,
  isInt64,
  isIpv4,
  isIpv6,
  isIri,
  isIriReference,
  isIsoDateTime,
  isIsoTime,
  isJsonPointer,
  isJsonPointerUriFragment,
  isMultiple,
  isObject,
  isRegex,
  isRelativeJsonPointer,
  isTime,
  isUri,
  isUriReference,
  isUriTemplate,
  isUrl,
  isUuid,
  join,
  report,
  size,
} from "../../src/schema/validation/index.js";
import type { Validator } from "../../src/schema/validation/validator.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { _, CodeName } from "./ajv.js";
import type { Analysis } from "./analysis.js";
import { printFunction } from "./print-function.js";
import { type Helper, Unit } from "./unit.js";

/** What generated validators import. */
const HELPERS = {
  branches,
  codePoints,
  conceal,
  count,
  duplicate,
  equal,
  forget,
  has,
  include,
  includeItems,
  isByte,
  isDate,
  isDateTime,
  isDuration,
  isEmail,
  isHostname,
  isIdnEmail,
  isIdnHostname,
  isInt32,
  isInt64,
  isIpv4,
  isIpv6,
  isIri,
  isIriReference,
  isIsoDateTime,
  isIsoTime,
  isJsonPointer,
  isJsonPointerUriFragment,
  isMultiple,
  isObject,
  isRegex,
  isRelativeJsonPointer,
  isTime,
  isUri,
  isUriReference,
  isUriTemplate,
  isUrl,
  isUuid,
  join,
  report,
  size,
} satisfies Record<Helper, unknown>;

/** A validator as other validators call it. */
type Callable = ((value: unknown, path?: string, seen?: Set<string | number>) => boolean) &
  Pick<Validator, "errors">;

/** After this many, all are made anew when they are needed: bounds what a long run keeps in memory. */
const MAX_KEPT = 500;

/**
 * Makes validators that run in this process, from the same text that is generated. Each schema for which `isNamed` holds, and each target of a
 * reference, has a function of its own, made when it is first called.
 */
export class Runner {
  readonly #analysis: Analysis;
  readonly #isNamed: (node: SchemaNode) => boolean;
  #kept = new Map<SchemaNode, Callable>();
  readonly #plain = new Map<string, Validator>();

  constructor(analysis: Analysis, isNamed: (node: SchemaNode) => boolean) {
    this.#analysis = analysis;
    this.#isNamed = isNamed;
  }

  /** The validator of a schema; only those of the schemas that it refers to are kept. */
  compile(node: SchemaNode): Validator {
    // Not while one runs: a validator finds the errors of those that it called on them.
    if (this.#kept.size > MAX_KEPT) this.#kept = new Map();
    return this.#make(node);
  }

  /**
   * The validator of a schema of which only the verdict matters, not where the schema says so: one does for all that have the same
   * few plain keywords, as most schemas with a default have.
   */
  compileForVerdict(node: SchemaNode): Validator {
    const key = plainKey(node);
    if (key === undefined) return this.compile(node);
    let validator = this.#plain.get(key);
    if (validator === undefined) {
      validator = this.compile(node);
      if (this.#plain.size > MAX_KEPT) this.#plain.clear();
      this.#plain.set(key, validator);
    }
    return validator;
  }

  #get(node: SchemaNode): Callable {
    let callable = this.#kept.get(node);
    if (callable === undefined) {
      callable = this.#make(node);
      this.#kept.set(node, callable);
    }
    return callable;
  }

  #make(root: SchemaNode): Callable {
    const callees = new Map<SchemaNode, string>();
    const links: { [name: string]: Callable } = {};
    const unit = new Unit(this.#analysis, (node, wanted) => {
      if (!wanted && !this.#isNamed(node)) return undefined;
      let name = callees.get(node);
      if (name === undefined) {
        name = `check${callees.size}`;
        callees.set(node, name);
        // A getter: what it leads to is made when the value asks for it, not before.
        Object.defineProperty(links, name, { get: () => this.#get(node) });
      }
      return _`${new CodeName("links")}.${new CodeName(name)}`;
    });
    const text = printFunction("check", root, unit);
    const names = unit.helpers;
    const body = [...unit.constants, text, "return check;"].join("\n");
    const make = new Function(...names, "links", body) as (...values: unknown[]) => Callable;
    return make(...names.map((name) => HELPERS[name]), links);
  }
}

/** What a schema says, where it says it with few words; undefined for others. */
function plainKey(node: SchemaNode): string | undefined {
  const said = plainWords(node, MAX_PLAIN_DEPTH);
  const key = said && JSON.stringify(said);
  return key !== undefined && key.length < 500 ? key : undefined;
}

const MAX_PLAIN_DEPTH = 4;

function plainWords(node: SchemaNode, depth: number): unknown[] | undefined {
  const said: unknown[] = [];
  for (const [keyword, value] of Object.entries(node)) {
    if (ANNOTATIONS.has(keyword)) continue;
    if (PLAIN.has(keyword)) {
      said.push(keyword, value);
      continue;
    }
    const parts = depth === 0 ? undefined : partsOf(keyword, node);
    const words = parts?.map(([name, part]) => [name, plainWords(part, depth - 1)]);
    if (words === undefined || words.some(([, word]) => word === undefined)) return undefined;
    said.push(keyword, words);
  }
  return said;
}

/** The schemas that a keyword brings in, each with its name; undefined for keywords that are not plain at all. */
function partsOf(keyword: string, node: SchemaNode): (readonly [string, SchemaNode])[] | undefined {
  if (keyword === "properties") return [...(node.properties ?? [])];
  if (keyword === "additionalProperties") return node[keyword] && [["", node[keyword]]];
  for (const list of ["refs", "allOf", "anyOf", "oneOf"] as const) {
    if (keyword === list) return node[list]?.map((part) => ["", part]);
  }
  return undefined;
}

const ANNOTATIONS: ReadonlySet<string> = new Set<keyof SchemaNode>([
  ...([
    "origin",
    "title",
    "description",
    "default",
    "examples",
    "enumDocs",
    "deprecated",
    "readOnly",
    "writeOnly",
  ] as const),
  ...(["tsType", "reducer", "update", "channel", "isMessage", "written"] as const),
]);

const PLAIN: ReadonlySet<string> = new Set<keyof SchemaNode>([
  ...(["boolean", "type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum"] as const),
  ...(["exclusiveMinimum", "maxLength", "minLength", "pattern", "format"] as const),
  ...(["maxItems", "minItems", "uniqueItems", "required", "maxProperties", "minProperties"] as const),
]);
