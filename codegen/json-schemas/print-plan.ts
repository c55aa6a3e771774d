import type { Defaults } from "../defaults/defaults.js";
import type { Plan } from "../defaults/plan.js";
import { WIDTH } from "../print/layout.js";
import { printJson } from "../print/print-json.js";
import { propertyKey } from "../print/property-key.js";
import { NEVER_MATCHES, regExp } from "../print/reg-exp.js";
import { stringLiteral } from "../print/string-literal.js";
import { readPattern } from "../schema/pattern.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { printDocument } from "./print-document.js";

/** How a plan that stands elsewhere is called; undefined for one that is to be printed in place. With `wanted`, none is. */
export type PlanName = (node: SchemaNode, wanted: boolean) => string | undefined;

/** With more properties than this, a line that checks each of them is hard to read. */
const MAX_LOOKED_FOR = 8;
/** Plans nested deeper than this get a name of their own. */
const MAX_DEPTH = 40;

/**
 * Prints what applying the defaults of a schema does, as the `DefaultsPlan` that the runtime takes.
 *
 * @param node - A schema that has defaults.
 * @param nameOf - Names the plans of the schemas inside it that have plans of their own: they are referred to by functions, in whatever order or
 * module they stand.
 * @param risky - The properties whose defaults are not always filled in.
 * @returns An expression.
 */
export function printPlan(
  node: SchemaNode,
  defaults: Defaults,
  nameOf: PlanName,
  risky: readonly string[] = [],
): string {
  return new PlanPrinter(defaults, nameOf).top(node, risky);
}

class PlanPrinter {
  readonly #defaults: Defaults;
  readonly #nameOf: PlanName;

  constructor(defaults: Defaults, nameOf: PlanName) {
    this.#defaults = defaults;
    this.#nameOf = nameOf;
  }

  top(node: SchemaNode, risky: readonly string[]): string {
    return this.#object(this.#defaults.plan(node), 0, risky);
  }

  #nested(node: SchemaNode, depth: number): string {
    for (let target = node; ; ) {
      const name = this.#nameOf(target, depth > MAX_DEPTH);
      if (name !== undefined) return `() => ${name}`;
      const plan = this.#defaults.plan(target);
      const [only] = plan.also;
      if (only === undefined || !isForward(plan)) return this.#object(plan, depth + 1);
      target = only;
    }
  }

  #object(plan: Plan, depth: number, risky: readonly string[] = []): string {
    const nested = (node: SchemaNode) => this.#nested(node, depth);
    const fields: Field[] = [
      ...(plan.only === undefined ? [] : [field("only", stringLiteral(plan.only))]),
      ...(depth === 0 && addsOnly(plan) ? shortcuts(plan) : []),
      ...(risky.length === 0 ? [] : [field("risky", printItems(risky.map(stringLiteral)))]),
      ...ofObjects(plan, nested, depth),
      ...ofArrays(plan, nested),
      ...(plan.also.length === 0 ? [] : [field("also", printItems(plan.also.map(nested)))]),
      ...(plan.unions.length === 0 ? [] : [field("unions", printUnions(plan.unions, nested))]),
    ];
    return printFields(fields, { isTall: depth === 0 });
  }
}

/** A property of a plan: its name and its code. */
type Field = [name: string, code: string];
/** Prints the plan of a schema inside. */
type Nested = (node: SchemaNode) => string;

function field(name: string, code: string): Field {
  return [name, code];
}

/** `isFull` and `add`, for a plan that only adds properties. */
function shortcuts({ properties }: Plan): Field[] {
  const present = properties.map(({ name }) => `value[${stringLiteral(name)}] !== undefined`);
  const isFull = field("isFull", `(value) => ${present.join(" && ")}`);
  const scalars = properties.flatMap(({ name, default: own }) =>
    own === undefined || (typeof own.value === "object" && own.value !== null)
      ? []
      : [[stringLiteral(name), printJson(own.value)] as const],
  );
  return scalars.length === properties.length ? [isFull, field("add", printAdd(scalars))] : [isFull];
}

/** `properties`, `patternProperties` and `additionalProperties`. */
function ofObjects(plan: Plan, nested: Nested, depth: number): Field[] {
  const fields: Field[] = [];
  if (plan.properties.length > 0) {
    const properties = plan.properties.map(({ name, default: own, node }) =>
      field(
        propertyKey(name),
        printFields([
          ...(own === undefined ? [] : [field("default", printDocument(own.value))]),
          ...(node === undefined ? [] : [field("plan", nested(node))]),
        ]),
      ),
    );
    fields.push(field("properties", printFields(properties, { isTall: depth === 0 })));
  }
  if (plan.patternProperties.length > 0) {
    const entries = plan.patternProperties.map(([pattern, node]) =>
      printItems([printPattern(pattern), nested(node)]),
    );
    fields.push(field("patternProperties", printItems(entries)));
  }
  if (plan.additionalProperties !== undefined) {
    const { except, exceptPatterns, node } = plan.additionalProperties;
    const excepted = [...except.map(stringLiteral), ...exceptPatterns.map(printPattern)];
    const others = [
      ...(excepted.length === 0 ? [] : [field("except", printItems(excepted))]),
      field("plan", nested(node)),
    ];
    fields.push(field("additionalProperties", printFields(others)));
  }
  return fields;
}

/** `prefixItems` and `items`. */
function ofArrays({ prefixItems, items }: Plan, nested: Nested): Field[] {
  const fields: Field[] = [];
  if (prefixItems.length > 0) {
    const first = prefixItems.map((node) => (node ? nested(node) : "null"));
    fields.push(field("prefixItems", printItems(first)));
  }
  if (items !== undefined) {
    const { from, node } = items;
    const start = from === 0 ? [] : [field("from", String(from))];
    fields.push(field("items", printFields([...start, field("plan", nested(node))])));
  }
  return fields;
}

function printUnions(unions: Plan["unions"], nested: Nested): string {
  const printed = unions.map(({ property, branches }) =>
    printFields([
      field("property", stringLiteral(property)),
      field(
        "branches",
        printItems(branches.map(([tag, node]) => printItems([printJson(tag), nested(node)]))),
      ),
    ]),
  );
  return printItems(printed);
}

/** A function that adds the scalars that an object lacks, a line each. */
function printAdd(scalars: readonly (readonly [name: string, value: string])[]): string {
  const lines = scalars.map(
    ([name, value]) => `  if (copy[${name}] === undefined) copy[${name}] = ${value};\n`,
  );
  return `(copy) => {\n${lines.join("")}  return copy;\n}`;
}

/** Whether a plan does nothing but add a few properties; those whose names every object inherits something by can't be looked for so plainly. */
function addsOnly({ properties, ...rest }: Plan): boolean {
  const others = [rest.patternProperties, rest.prefixItems, rest.also, rest.unions];
  return (
    properties.length > 0 &&
    properties.length <= MAX_LOOKED_FOR &&
    properties.every(({ name, node }) => node === undefined && !(name in Object.prototype)) &&
    others.every(({ length }) => length === 0) &&
    rest.additionalProperties === undefined &&
    rest.items === undefined
  );
}

/** Whether a plan does nothing but apply one other. */
function isForward({
  only,
  also,
  properties,
  patternProperties,
  additionalProperties,
  prefixItems,
  items,
  unions,
}: Plan): boolean {
  const isBare = [properties, patternProperties, prefixItems, unions].every(({ length }) => length === 0);
  return (
    isBare &&
    only === undefined &&
    additionalProperties === undefined &&
    items === undefined &&
    also.length === 1
  );
}

/** A pattern that no engine compiles matches nothing. */
function printPattern(pattern: string): string {
  const read = readPattern(pattern);
  return read === undefined ? NEVER_MATCHES : regExp(read.source, read.flags);
}

function printFields(
  fields: readonly (readonly [key: string, code: string])[],
  { isTall = false } = {},
): string {
  const parts = fields.map(([key, code]) => `${key}: ${code}`);
  return print("{ ", parts, " }", isTall ? 0 : WIDTH);
}

function printItems(items: readonly string[]): string {
  return print("[", items, "]", WIDTH);
}

/** On one line where that fits, else a line each. No part has a line break but between parts of its own. */
function print(open: string, parts: readonly string[], close: string, width: number): string {
  const [start, end] = [open.trim(), close.trim()];
  if (parts.length === 0) return `${start}${end}`;
  const line = `${open}${parts.join(", ")}${close}`;
  if (line.length <= width && !line.includes("\n")) return line;
  return `${start}\n${parts.map((part) => `  ${part.replaceAll("\n", "\n  ")},\n`).join("")}${end}`;
}
