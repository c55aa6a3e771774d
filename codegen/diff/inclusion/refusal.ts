import { formatCheck } from "../../schema/formats.js";
import type { JsonValue } from "../../schema/json.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { allows, allowsIntegersOnly, type Kind, kindOf } from "./kind.js";
import { ANYTHING, having, lacking, refusedBy, saying } from "./nodes.js";
import { surelyEvaluated } from "./unevaluated.js";

/** What no keyword says of a value that a keyword refuses. */
export type Denial =
  | { readonly is: "fraction" }
  | { readonly is: "no multiple"; readonly of: number }
  | { readonly is: "no match"; readonly pattern: string }
  | { readonly is: "other format"; readonly format: string }
  | { readonly is: "none of"; readonly values: readonly JsonValue[] }
  | { readonly is: "repeated item" }
  | ItemOutside
  | PropertyOutside
  | { readonly is: "name outside"; readonly schema: SchemaNode };

/** Some item from a place on that a schema refuses. */
export interface ItemOutside {
  readonly is: "item outside";
  readonly from: number;
  readonly schema: SchemaNode;
  /** The schema with `unevaluatedItems`: items are meant that it doesn't look at otherwise. */
  readonly unevaluatedBy?: SchemaNode;
}

/** Some property that certain names and patterns don't name, or that one pattern does, whose value a schema refuses. */
export interface PropertyOutside {
  readonly is: "property outside";
  readonly except: ReadonlySet<string>;
  readonly exceptPatterns: readonly string[];
  readonly only?: string;
  readonly schema: SchemaNode;
  /** The schema with `unevaluatedProperties`: properties are meant that it doesn't look at otherwise. */
  readonly unevaluatedBy?: SchemaNode;
}

/** More that is known of a value: schemas that accept it, schemas that refuse it, and what no schema says. */
export interface Step {
  readonly accepted?: readonly SchemaNode[];
  readonly refused?: readonly SchemaNode[];
  readonly denied?: Denial;
}

/** How a value can be refused by one keyword of a schema. */
export interface Way extends Step {
  readonly keyword: keyof SchemaNode;
  /** Which part of the keyword's value: a property, a pattern, an index. */
  readonly part?: string | number;
  /** The schema that refuses what is inside of the value. */
  readonly inside?: SchemaNode;
  /** The schemas that refuse the value itself. */
  readonly inPlace?: readonly SchemaNode[];
}

/**
 * All ways in which a schema can refuse a value of a kind: whatever it refuses, it refuses in one of these. None where it accepts all of the kind;
 * "type" where it refuses all of the kind.
 */
export function waysToRefuse(node: SchemaNode, kind: Kind): readonly Way[] | "all" {
  if (node.boolean !== undefined) return node.boolean ? [] : "all";
  if (!allows(node, kind)) return "all";
  return [...ofValues(node, kind), ...OWN[kind](node), ...ofLogic(node)];
}

function* ofValues(node: SchemaNode, kind: Kind): Generator<Way> {
  for (const keyword of ["enum", "const"] as const) {
    const values = keyword === "enum" ? node.enum : node.const && [node.const.value];
    if (values === undefined) continue;
    yield { keyword, denied: { is: "none of", values: values.filter((value) => kindOf(value) === kind) } };
  }
}

const OWN: Readonly<Record<Kind, (node: SchemaNode) => Iterable<Way>>> = {
  null: () => [],
  boolean: () => [],
  number: ofNumbers,
  string: ofStrings,
  array: ofArrays,
  object: ofObjects,
};

function* ofNumbers(node: SchemaNode): Generator<Way> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = node;
  if (allowsIntegersOnly(node)) yield { keyword: "type", denied: { is: "fraction" } };
  if (minimum !== undefined) yield { keyword: "minimum", accepted: [saying({ exclusiveMaximum: minimum })] };
  if (maximum !== undefined) yield { keyword: "maximum", accepted: [saying({ exclusiveMinimum: maximum })] };
  if (exclusiveMinimum !== undefined)
    yield { keyword: "exclusiveMinimum", accepted: [saying({ maximum: exclusiveMinimum })] };
  if (exclusiveMaximum !== undefined)
    yield { keyword: "exclusiveMaximum", accepted: [saying({ minimum: exclusiveMaximum })] };
  if (multipleOf !== undefined)
    yield { keyword: "multipleOf", denied: { is: "no multiple", of: multipleOf } };
  if (format !== undefined && formatCheck("number", format) !== undefined)
    yield { keyword: "format", denied: { is: "other format", format } };
}

function* ofStrings({ minLength = 0, maxLength, pattern, format }: SchemaNode): Generator<Way> {
  if (minLength > 0) yield { keyword: "minLength", accepted: [saying({ maxLength: minLength - 1 })] };
  if (maxLength !== undefined)
    yield { keyword: "maxLength", accepted: [saying({ minLength: maxLength + 1 })] };
  if (pattern !== undefined) yield { keyword: "pattern", denied: { is: "no match", pattern } };
  if (format !== undefined && formatCheck("string", format) !== undefined)
    yield { keyword: "format", denied: { is: "other format", format } };
}

function* ofArrays(node: SchemaNode): Generator<Way> {
  const { prefixItems = [], items, contains, minItems = 0, maxItems, uniqueItems, unevaluatedItems } = node;
  const { minContains = 1, maxContains } = node;
  if (minItems > 0) yield { keyword: "minItems", accepted: [saying({ maxItems: minItems - 1 })] };
  if (maxItems !== undefined) yield { keyword: "maxItems", accepted: [saying({ minItems: maxItems + 1 })] };
  if (uniqueItems === true) yield { keyword: "uniqueItems", denied: { is: "repeated item" } };
  for (const [index, inside] of prefixItems.entries()) {
    const before = Array.from({ length: index }, () => ANYTHING);
    const accepted = [saying({ minItems: index + 1, prefixItems: [...before, refusedBy(inside)] })];
    yield { keyword: "prefixItems", part: index, inside, accepted };
  }
  if (items !== undefined) {
    const denied: Denial = { is: "item outside", from: prefixItems.length, schema: items };
    yield { keyword: "items", inside: items, denied };
  }
  if (contains !== undefined && minContains > 0)
    yield {
      keyword: "contains",
      accepted: [saying({ contains, minContains: 0, maxContains: minContains - 1 })],
    };
  if (contains !== undefined && maxContains !== undefined)
    yield { keyword: "maxContains", accepted: [saying({ contains, minContains: maxContains + 1 })] };
  if (unevaluatedItems === undefined) return;
  const { from } = surelyEvaluated(node);
  if (from === Number.POSITIVE_INFINITY) return;
  const denied: Denial = { is: "item outside", from, schema: unevaluatedItems, unevaluatedBy: node };
  yield { keyword: "unevaluatedItems", inside: unevaluatedItems, denied };
}

function* ofObjects(node: SchemaNode): Generator<Way> {
  const { required = [], minProperties = 0, maxProperties, dependentRequired = [] } = node;
  for (const name of required) yield { keyword: "required", part: name, accepted: [lacking(name)] };
  if (minProperties > 0)
    yield { keyword: "minProperties", accepted: [saying({ maxProperties: minProperties - 1 })] };
  if (maxProperties !== undefined)
    yield { keyword: "maxProperties", accepted: [saying({ minProperties: maxProperties + 1 })] };
  for (const [name, others] of dependentRequired) {
    for (const other of others)
      yield { keyword: "dependentRequired", part: name, accepted: [having(name), lacking(other)] };
  }
  for (const [name, schema] of node.dependentSchemas ?? [])
    yield { keyword: "dependentSchemas", part: name, accepted: [having(name)], refused: [schema] };
  yield* ofProperties(node);
}

function* ofProperties(node: SchemaNode): Generator<Way> {
  const { properties = new Map(), patternProperties = new Map(), additionalProperties } = node;
  const { propertyNames, unevaluatedProperties } = node;
  for (const [name, inside] of properties) {
    const accepted = [having(name), saying({ properties: new Map([[name, refusedBy(inside)]]) })];
    yield { keyword: "properties", part: name, inside, accepted };
  }
  for (const [only, schema] of patternProperties) {
    const denied: Denial = { is: "property outside", except: NO_NAMES, exceptPatterns: [], only, schema };
    yield { keyword: "patternProperties", part: only, inside: schema, denied };
  }
  if (additionalProperties !== undefined) {
    const denied: Denial = {
      is: "property outside",
      except: new Set(properties.keys()),
      exceptPatterns: [...patternProperties.keys()],
      schema: additionalProperties,
    };
    yield { keyword: "additionalProperties", inside: additionalProperties, denied };
  }
  if (propertyNames !== undefined)
    yield { keyword: "propertyNames", denied: { is: "name outside", schema: propertyNames } };
  if (unevaluatedProperties === undefined) return;
  const { all, names, patterns } = surelyEvaluated(node);
  if (all) return;
  const schema = unevaluatedProperties;
  const denied: Denial = {
    is: "property outside",
    except: names,
    exceptPatterns: patterns,
    schema,
    unevaluatedBy: node,
  };
  yield { keyword: "unevaluatedProperties", inside: schema, denied };
}

const NO_NAMES: ReadonlySet<string> = new Set();

const rests = new WeakMap<readonly SchemaNode[], readonly SchemaNode[]>();

/** Any of the branches after one; the same schema each time. */
function anyAfter(branches: readonly SchemaNode[], index: number): SchemaNode | undefined {
  let known = rests.get(branches);
  if (known === undefined) {
    known = branches.slice(1).map((_, at) => saying({ anyOf: branches.slice(at + 1) }));
    rests.set(branches, known);
  }
  return known[index];
}

function* ofLogic(node: SchemaNode): Generator<Way> {
  const { refs = [], allOf = [], anyOf, oneOf, not } = node;
  for (const part of refs) yield { keyword: "refs", refused: [part], inPlace: [part] };
  for (const part of allOf) yield { keyword: "allOf", refused: [part], inPlace: [part] };
  if (anyOf !== undefined) yield { keyword: "anyOf", refused: anyOf, inPlace: anyOf };
  if (oneOf !== undefined) {
    yield { keyword: "oneOf", refused: oneOf, inPlace: oneOf };
    for (const [index, one] of oneOf.entries()) {
      const others = anyAfter(oneOf, index);
      if (others !== undefined) yield { keyword: "oneOf", accepted: [one, others] };
    }
  }
  if (not !== undefined) yield { keyword: "not", accepted: [not] };
  if (node.if === undefined) return;
  if (node.then !== undefined)
    yield { keyword: "then", accepted: [node.if], refused: [node.then], inPlace: [node.then] };
  if (node.else !== undefined) yield { keyword: "else", refused: [node.if, node.else], inPlace: [node.else] };
}
