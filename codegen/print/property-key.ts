import { stringLiteral } from "./string-literal.js";

/** A property's name as it stands in a type: an identifier, or a string literal. */
export function typeKey(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : stringLiteral(name);
}

/** A property's name as it stands in an object literal. `__proto__` is computed: written plainly it would set the prototype. */
export function propertyKey(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : typeKey(name);
}
