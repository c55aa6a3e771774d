/** Whether an object is data: made by a literal, by `JSON.parse` or without a prototype, in whatever realm. */
export function isPlain(value: object): value is { [name: string]: unknown } {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A shallow copy of such an object. */
export function copyPlain(value: { readonly [name: string]: unknown }): { [name: string]: unknown } {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return Object.assign(Object.create(null), value);
  // `assign` is several times as fast as a spread, but takes an own `__proto__` for the prototype.
  // biome-ignore lint/suspicious/noProto: an own one hides the inherited one, and this takes a fraction of `hasOwn`
  return value.__proto__ === prototype ? Object.assign({}, value) : { ...value };
}
