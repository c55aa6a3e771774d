import type { SchemaNode } from "../../../schema/schema-node.js";
import { intersect } from "../../algebra/intersect.js";
import { hasKey, keyPattern } from "../../algebra/key-pattern.js";
import { propertyAt } from "../../algebra/object-at.js";
import {
  ANY_ARRAY,
  BOOLEAN,
  isAnyObject,
  isNever,
  NEVER,
  NULL,
  NUMBER,
  type ObjectTerm,
  type Property,
  STRING,
  type Type,
  UNKNOWN,
  type View,
} from "../../algebra/type.js";
import { docOfSchema } from "../docs.js";
import type { Evaluation } from "../evaluation.js";
import { spellOut } from "../spell-out.js";

/**
 * `properties`, `patternProperties`, `additionalProperties` and `propertyNames` (core 10.3.2), with
 * `required` and `maxProperties` (validation 6.5). Other kinds of values are untouched by them.
 *
 * @param absent - Properties that may be absent though they have a default.
 */
export function objectType(
  node: SchemaNode,
  view: View,
  absent: ReadonlySet<string>,
  evaluation: Evaluation,
): Type {
  const others = otherProperties(node, view, evaluation);
  const properties = namedProperties(node, view, absent, others, evaluation);
  const object = withPropertyNames({ ...others, properties }, node, evaluation);
  const impossible =
    object === undefined ||
    [...object.properties.values()].some(({ type, optional }) => !optional && isNever(type));
  if (!impossible && isAnyObject(object)) return UNKNOWN;
  return [STRING, NUMBER, BOOLEAN, ANY_ARRAY, ...(impossible ? [] : [object]), NULL];
}

/** `patternProperties` and `additionalProperties`: an object without properties of its own. */
function otherProperties(node: SchemaNode, view: View, evaluation: Evaluation): ObjectTerm {
  const patterns = new Map<string, Type>();
  for (const [pattern, child] of node.patternProperties ?? [])
    patterns.set(pattern, evaluation.typeOf(child, view));
  const rest =
    node.additionalProperties === undefined ? UNKNOWN : evaluation.typeOf(node.additionalProperties, view);
  return { kind: "object", properties: new Map(), patterns, rest };
}

/** `properties` and `required`. */
function namedProperties(
  node: SchemaNode,
  view: View,
  absent: ReadonlySet<string>,
  others: ObjectTerm,
  evaluation: Evaluation,
): Map<string, Property> {
  const { required = [] } = node;
  const { options } = evaluation;
  const properties = new Map<string, Property>();
  for (const [name, child] of node.properties ?? []) {
    const present =
      options.defaults.usableDefault(child) === undefined
        ? required.includes(name)
        : view === "output" && !absent.has(name);
    const doc = docOfSchema(child, name, options);
    const types = [evaluation.typeOf(child, view), ...surePatterns(others.patterns, name)];
    const type = intersect(types, evaluation);
    if (isNever(type) && isNever(others.rest) && !present) continue;
    properties.set(name, { type, optional: !present, ...(doc === undefined ? {} : { doc }) });
  }
  for (const name of required) {
    if (!properties.has(name)) properties.set(name, { type: propertyAt(others, name).type, optional: false });
  }
  return properties;
}

/** The types of the patterns that a property matches for certain. */
function surePatterns(patterns: ReadonlyMap<string, Type>, name: string): Type[] {
  return [...patterns].flatMap(([pattern, type]) => {
    const keys = keyPattern(pattern);
    return keys?.exact === true && hasKey(keys, name) ? [type] : [];
  });
}

/** `propertyNames` says something to TypeScript where it lists the names; `maxProperties: 0` lists none. */
function withPropertyNames(
  object: ObjectTerm,
  { propertyNames, maxProperties }: SchemaNode,
  evaluation: Evaluation,
): ObjectTerm | undefined {
  const names = maxProperties === 0 ? new Set<string>() : listedNames(propertyNames, evaluation);
  if (names === undefined) return object;
  const properties = new Map<string, Property>();
  for (const [name, property] of object.properties) {
    if (names.has(name)) properties.set(name, property);
    else if (!property.optional) return undefined;
  }
  for (const name of names) {
    if (!properties.has(name)) properties.set(name, { ...propertyAt(object, name), listed: true });
  }
  return { kind: "object", properties, patterns: new Map(), rest: NEVER };
}

function listedNames(propertyNames: SchemaNode | undefined, evaluation: Evaluation): Set<string> | undefined {
  if (propertyNames === undefined) return undefined;
  const names = new Set<string>();
  for (const term of spellOut(evaluation.bodyOf(propertyNames, "input"), evaluation)) {
    if (term.kind === "literal") {
      if (typeof term.value === "string") names.add(term.value);
    } else if (term.kind !== "primitive" && term.kind !== "array" && term.kind !== "object") {
      return undefined;
    } else if (term.kind === "primitive" && term.primitive === "string") {
      return undefined;
    }
  }
  return names;
}
