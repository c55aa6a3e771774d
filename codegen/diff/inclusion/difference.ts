import { dereference } from "../../model/shape.js";
import type { JsonValue } from "../../schema/json.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import type { Case } from "./case.js";
import { ANYTHING } from "./nodes.js";

/** A place in a schema: one of its keywords, and of that a part. */
export interface Place {
  readonly node: SchemaNode;
  readonly keyword?: keyof SchemaNode;
  readonly part?: string | number;
}

/** Values that one schema accepts and another one doesn't, as far as one keyword of the other is the reason. */
export interface Difference {
  /** Where in the value: a JSON Pointer, with `*` for any item and any other property. */
  readonly path: string;
  /** What refuses. */
  readonly to: Place;
  /** What accepts, at the same place in the value. */
  readonly from: Place;
  /** A value for which it was tried; absent where it can't be decided whether there is one. */
  readonly witness?: { readonly value: JsonValue };
}

/** The schema that corresponds to the one that refuses: one with the same keyword, or else the first. */
export function fromPlace({ facts }: Case, accepted: readonly SchemaNode[], { keyword, part }: Place): Place {
  const isWritten = ({ origin }: SchemaNode): boolean => origin.document.path !== "";
  const same = facts.find((fact) => isWritten(fact) && keyword !== undefined && fact[keyword] !== undefined);
  const first = accepted.find(isWritten) ?? facts.find(isWritten) ?? ANYTHING;
  const node = same ?? dereference(first);
  return {
    node,
    ...(same === undefined || keyword === undefined ? {} : { keyword }),
    ...(same === undefined || part === undefined ? {} : { part }),
  };
}
