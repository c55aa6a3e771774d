import { keyOfType } from "../algebra/key.js";
import { isNever, type ObjectTerm, type Property, type Type } from "../algebra/type.js";

/** Properties of which only the names are listed: they have one type, which is printed once for all of them. */
export interface List {
  readonly names: readonly string[];
  readonly type: Type;
  readonly optional: boolean;
}

/** An object without properties that are printed as lists, and those lists. */
export interface Split {
  readonly own: ObjectTerm;
  readonly lists: readonly List[];
}

/**
 * Takes the listed properties of a closed object aside.
 *
 * @param isLong - Whether a type is too long to be repeated for each name.
 */
export function splitOf(object: ObjectTerm, isLong: (type: Type) => boolean): Split {
  const lists = new Map<string, string[]>();
  if (object.patterns.size === 0 && isNever(object.rest)) {
    for (const [name, property] of object.properties) {
      if (property.listed !== true || !isLong(property.type)) continue;
      const key = `${property.optional ? "?" : ""}${keyOfType(property.type)}`;
      lists.set(key, [...(lists.get(key) ?? []), name]);
    }
  }
  const properties = new Map<string, Property>(object.properties);
  const result: List[] = [];
  for (const names of lists.values()) {
    const property = object.properties.get(names[0] ?? "");
    if (names.length < 2 || property === undefined) continue;
    for (const name of names) properties.delete(name);
    result.push({ names, type: property.type, optional: property.optional });
  }
  return { own: result.length === 0 ? object : { ...object, properties }, lists: result };
}
