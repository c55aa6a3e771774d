const isOwn = Object.prototype.hasOwnProperty;

/** Whether the object has the property as its own; prototypes don't count. */
export function has(object: object, name: string): boolean {
  return isOwn.call(object, name);
}

/** The number of the object's own properties, for `minProperties` and `maxProperties` (JSON Schema Validation 6.5). `undefined` counts as absent, as in JSON. */
export function size(object: { readonly [name: string]: unknown }): number {
  let count = 0;
  for (const name in object) if (has(object, name) && object[name] !== undefined) count += 1;
  return count;
}
