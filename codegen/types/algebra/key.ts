import type { Term, Type, View } from "./type.js";

/**
 * A text that two types share exactly when they are the same but for their docs. The order of union members counts: it is part of how a type reads.
 *
 * @param views - Whether `Foo` and `FooInput` are distinguished.
 */
export function keyOfType(type: Type, views = true): string {
  return type.map((term) => keyOfTerm(term, views)).join("|");
}

/** The same for one term. */
export function keyOfTerm(term: Term, views = true): string {
  const known = views ? keys.get(term) : undefined;
  if (known !== undefined) return known;
  const key = makeKey(term, views);
  if (views) keys.set(term, key);
  return key;
}

/** Keys are asked for again and again, and terms never change. */
const keys = new WeakMap<Term, string>();

function makeKey(term: Term, views: boolean): string {
  switch (term.kind) {
    case "unknown":
      return "unknown";
    case "name":
      return `${JSON.stringify([term.definition.module, term.definition.name])}${viewKey(term.view, views)}`;
    case "verbatim":
      return `tsType${JSON.stringify(term.text)}`;
    case "external":
      return `${term.name}<${term.argument === undefined ? "" : keyOfType(term.argument, views)}>`;
    case "primitive":
      return term.primitive;
    case "literal":
      return JSON.stringify(term.value);
    case "array": {
      const prefix = term.prefix.map((item) => keyOfType(item, views)).join(",");
      return `[${term.min}-${term.max}:${prefix};${keyOfType(term.rest, views)}]`;
    }
    case "object": {
      const properties = [...term.properties].map(
        ([name, { type, optional }]) =>
          `${JSON.stringify(name)}${optional ? "?" : ""}:${keyOfType(type, views)}`,
      );
      const patterns = [...term.patterns].map(
        ([pattern, type]) => `${JSON.stringify(pattern)}:${keyOfType(type, views)}`,
      );
      return `{${properties.sort().join(",")};${patterns.sort().join(",")};${keyOfType(term.rest, views)}}`;
    }
  }
}

function viewKey(view: View, views: boolean): string {
  return views ? view : "";
}
