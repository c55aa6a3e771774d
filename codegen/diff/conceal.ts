import { isJsonObject, type JsonValue, pointerTo } from "../schema/json.js";
import { pointerTokens } from "../schema/json-pointer.js";
import { patternMatches } from "../schema/pattern.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { isSecret } from "../schema/secrets.js";
import { evaluatingSubschemas, reachableNodes } from "../schema/subschemas.js";

/** What stands for a secret. */
export const SECRET = "(secret)";

/** A copy of a value without what is a secret by one of some schemas for it. */
export function conceal(value: JsonValue, schemas: readonly SchemaNode[]): JsonValue {
  if (schemas.some(isSecret)) return SECRET;
  if (typeof value !== "object" || value === null) return value;
  const parts = clusterOf(schemas);
  if (isJsonObject(value)) {
    const entries = Object.entries(value);
    return Object.fromEntries(entries.map(([name, item]) => [name, conceal(item, propertyOf(parts, name))]));
  }
  return value.map((item, index) => conceal(item, itemsOf(parts, index)));
}

/** A place in a value, as far as it may be told: down to the first secret, whose own properties have no names. */
export function visiblePath(
  path: string,
  schemas: readonly SchemaNode[],
): { readonly path: string; readonly isSecret: boolean } {
  let [visible, parts] = ["", [...schemas]];
  for (const token of pointerTokens(path)) {
    if (parts.some(isSecret)) return { path: visible, isSecret: true };
    const cluster = clusterOf(parts);
    // Any other property, or any item.
    const items = token === "*" || /^\d+$/.test(token) ? itemsOf(cluster, Number(token)) : [];
    parts = [...propertyOf(cluster, token), ...items];
    visible = pointerTo(visible, token);
  }
  return { path: visible, isSecret: parts.some(isSecret) };
}

function clusterOf(schemas: readonly SchemaNode[]): SchemaNode[] {
  return [...reachableNodes(schemas, evaluatingSubschemas)];
}

/** Every schema that may be one of a property's. */
function propertyOf(parts: readonly SchemaNode[], name: string): SchemaNode[] {
  return parts.flatMap(({ properties, patternProperties, additionalProperties, unevaluatedProperties }) => {
    const own = properties?.get(name);
    const matched = [...(patternProperties ?? [])].flatMap(([pattern, schema]) =>
      patternMatches(pattern, name) === false ? [] : [schema],
    );
    const others = own === undefined ? [additionalProperties, unevaluatedProperties] : [];
    return [own, ...matched, ...others].filter((node) => node !== undefined);
  });
}

function itemsOf(parts: readonly SchemaNode[], index: number): SchemaNode[] {
  return parts.flatMap(({ prefixItems, items, contains, unevaluatedItems }) =>
    [prefixItems?.[index], items, contains, unevaluatedItems].filter((node) => node !== undefined),
  );
}
