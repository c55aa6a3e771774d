/** Whether an object is data: made by a literal, by `JSON.parse` or without a prototype, in whatever realm. */
export function isPlain(value: object): value is { [name: string]: unknown } {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}
