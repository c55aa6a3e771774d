import type { JsonValue } from "../../schema/json.js";
import type { SchemaDocument } from "../../schema/schema-document.js";
import type { SchemaNode, SchemaOrigin } from "../../schema/schema-node.js";

/*
 * Schemas that stand in no file: what is known of a value is said in schemas as well. Each is made once, so that what was found out about it is
 * found again.
 */

const NOWHERE: SchemaDocument = {
  path: "",
  file: "",
  schema: true,
  dialect: "2020-12",
  text: "true",
  locate: () => ({ line: 1, column: 1 }),
};
const origin: SchemaOrigin = { document: NOWHERE, pointer: "" };

/** Accepts everything. */
export const ANYTHING: SchemaNode = { origin, boolean: true };
/** Accepts nothing. */
export const NOTHING: SchemaNode = { origin, boolean: false };

/** A schema that is said with keywords alone. */
export function saying(keywords: Omit<SchemaNode, "origin">): SchemaNode {
  return { origin, ...keywords };
}

/** The schema of one value. */
export function exactly(value: JsonValue): SchemaNode {
  return saying({ const: { value } });
}

/** Objects that have a property. */
export const having = once((name: string) => saying({ required: [name] }));

/** Objects that lack a property. */
export const lacking = once((name: string) => saying({ properties: new Map([[name, NOTHING]]) }));

/** Strings that match a pattern. */
export const matching = once((pattern: string) => saying({ type: ["string"], pattern }));

/** What a schema refuses. */
export const refusedBy = onceForEach((node) => saying({ not: node }));

function once<Result>(make: (text: string) => Result): (text: string) => Result {
  const made = new Map<string, Result>();
  return (text) => {
    let result = made.get(text);
    if (result === undefined) {
      result = make(text);
      if (made.size > 10_000) made.clear();
      made.set(text, result);
    }
    return result;
  };
}

function onceForEach(make: (node: SchemaNode) => SchemaNode): (node: SchemaNode) => SchemaNode {
  const made = new WeakMap<SchemaNode, SchemaNode>();
  return (node) => {
    let result = made.get(node);
    if (result === undefined) {
      result = make(node);
      made.set(node, result);
    }
    return result;
  };
}
