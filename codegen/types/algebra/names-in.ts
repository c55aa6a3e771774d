import type { NameTerm, Type } from "./type.js";

/** Every definition that a type refers to, anywhere in it. */
export function namesIn(type: Type): NameTerm[] {
  const names: NameTerm[] = [];
  const open: Type[] = [type];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const term of next) {
      if (term.kind === "name") names.push(term);
      else if (term.kind === "array") open.push(...term.prefix, term.rest);
      else if (term.kind === "external") open.push(term.argument ?? []);
      else if (term.kind === "object") {
        names.push(...(term.bases ?? []));
        open.push(term.rest, ...term.patterns.values());
        for (const property of term.properties.values()) open.push(property.type);
      }
    }
  }
  return names;
}
