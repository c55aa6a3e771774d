import { hasKey, keyPattern } from "./key-pattern.js";
import type { ObjectTerm, Property, Type } from "./type.js";
import { isUnknown, UNKNOWN } from "./type.js";
import { union } from "./union.js";

/** What an object says of a property, whether it names it or not. */
export function propertyAt(object: ObjectTerm, name: string): Property {
  return object.properties.get(name) ?? { type: typeOfOther(object, name), optional: true };
}

/** The type of a property that the object doesn't name: that of the patterns it surely matches, else of whichever it may match. */
function typeOfOther(object: ObjectTerm, name: string): Type {
  const possible: Type[] = [];
  for (const [pattern, type] of object.patterns) {
    const keys = keyPattern(pattern);
    if (keys !== undefined && !hasKey(keys, name)) continue;
    if (keys?.exact === true) return type;
    possible.push(type);
  }
  return isUnknown(object.rest) ? UNKNOWN : union([...possible, object.rest]);
}
