const isOwn = Object.prototype.hasOwnProperty;

/** Whether the object itself has the property, whatever its prototypes have. */
export function has(object: object, name: string): boolean {
  return isOwn.call(object, name);
}

/** How many properties the object has itself; one that is `undefined` is as good as absent, as in JSON. */
export function size(object: { readonly [name: string]: unknown }): number {
  let count = 0;
  for (const name in object) if (has(object, name) && object[name] !== undefined) count += 1;
  return count;
}
