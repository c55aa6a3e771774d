import type { Term, Type, View } from "./type.js";

/**
 * A text that two types share exactly when they are the same but for their docs. The order of union members counts: it is part of how a type reads.
 */
export function keyOfType(type: Type): string {
  return type.map(keyOfTerm).join("|");
}

/** The same for one term. */
export function keyOfTerm(term: Term): string {
  let key = keys.get(term);
  if (key === undefined) {
    key = makeKey(term, keyOfType, (view) => view);
    keys.set(term, key);
  }
  return key;
}

/** The same text for `Foo` and for `FooInput`. */
export function keyWithoutViews(type: Type): string {
  return type.map((term) => makeKey(term, keyWithoutViews, () => "")).join("|");
}

/** Keys are asked for again and again, and terms never change. */
const keys = new WeakMap<Term, string>();

function makeKey(term: Term, keyOf: (type: Type) => string, keyOfView: (view: View) => string): string {
  switch (term.kind) {
    case "unknown":
      return "unknown";
    case "name":
      return `${JSON.stringify([term.definition.module, term.definition.name])}${keyOfView(term.view)}`;
    case "verbatim":
      return `tsType${JSON.stringify(term.text)}`;
    case "external":
      return `${term.name}<${term.argument === undefined ? "" : keyOf(term.argument)}>`;
    case "primitive":
      return term.primitive;
    case "literal":
      return JSON.stringify(term.value);
    case "array": {
      const prefix = term.prefix.map((item) => keyOf(item)).join(",");
      return `[${term.min}-${term.max}:${prefix};${keyOf(term.rest)}]`;
    }
    case "object": {
      const properties = [...term.properties].map(
        ([name, { type, optional }]) => `${JSON.stringify(name)}${optional ? "?" : ""}:${keyOf(type)}`,
      );
      const patterns = [...term.patterns].map(
        ([pattern, type]) => `${JSON.stringify(pattern)}:${keyOf(type)}`,
      );
      return `{${properties.sort().join(",")};${patterns.sort().join(",")};${keyOf(term.rest)}}`;
    }
  }
}
