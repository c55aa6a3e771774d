import type { JsonValue } from "../schema/json.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { conjunction } from "../schema/subschemas.js";
import { _, type Code, nil } from "./ajv.js";
import { literal } from "./keyword.js";
import { assertionsOf } from "./site.js";
import type { Unit } from "./unit.js";

/** What a schema asks of a value, where that is said in a few words: what a message about a value that fits it, or should, is made of. */
export interface Outline {
  readonly type?: readonly string[];
  readonly values?: readonly JsonValue[];
  readonly pattern?: string;
  readonly required?: readonly string[];
  /** The properties of which the schema says something. */
  readonly properties?: readonly string[];
}

/** The outline of a schema, its references and its `allOf` taken together; empty where the schema says more than an outline can. */
export function outlineOf(node: SchemaNode): Outline {
  const all = [...conjunction(node)];
  const keywords = new Set(all.flatMap((part) => Object.keys(assertionsOf(part))));
  const says = (...allowed: string[]) =>
    [...keywords].every((each) => TRANSPARENT.has(each) || allowed.includes(each));
  const type = all.find((part) => part.type !== undefined)?.type;
  if (says()) return type === undefined ? {} : { type };
  if (says("pattern")) {
    const pattern = all.find((part) => part.pattern !== undefined)?.pattern;
    return pattern === undefined ? {} : { pattern };
  }
  if (says("const", "enum")) {
    const values = all.map((part) => (part.const === undefined ? part.enum : [part.const.value]));
    return { values: values.find((each) => each !== undefined) ?? [] };
  }
  if (!says("required", "properties") || type?.some((each) => each !== "object")) return {};
  const required = [...new Set(all.flatMap((part) => part.required ?? []))];
  const properties = all
    .flatMap((part) => [...(part.properties ?? [])])
    .filter(([, each]) => isAssertion(each));
  if (properties.length === 0) return required.length === 0 ? {} : { required };
  return { required, properties: [...new Set(properties.map(([name]) => name))] };
}

/** The outline of what a value should have fitted, as an object in code. */
export function wantedCode(unit: Unit, outline: Outline): Code {
  const { values = [] } = outline;
  if (values.length === 0 || values.length > MAX_LISTED) return outlineCode(unit, outline);
  return _`{values: ${unit.json("names", values)}}`;
}

/** The outline of what a value should not have fitted, as an object in code. Constants are left out: they would give the value away. */
export function outlineCode(unit: Unit, { type, pattern, required, properties }: Outline): Code {
  const entries: Code[] = [];
  if (type !== undefined) entries.push(_`type: ${literal(type)}`);
  if (pattern !== undefined) entries.push(_`pattern: ${pattern}`);
  if (required !== undefined) entries.push(_`required: ${namesCode(unit, required)}`);
  if (properties !== undefined) entries.push(_`properties: ${namesCode(unit, properties)}`);
  const inside = entries.reduce((before, each) => (before === nil ? each : _`${before}, ${each}`), nil);
  return _`{${inside}}`;
}

/** Up to this many names are listed in place. */
const MAX_LISTED = 8;

/** A list of names in code: in place, or a constant where it is long. */
export function namesCode(unit: Unit, names: readonly string[]): Code {
  return names.length > MAX_LISTED ? unit.json("names", names) : literal(names);
}

function isAssertion(schema: SchemaNode): boolean {
  return Object.keys(assertionsOf(schema)).length > 0;
}

/** Keywords that don't add to what an outline is made of. */
const TRANSPARENT = new Set(["refs", "allOf", "type", "types"]);
