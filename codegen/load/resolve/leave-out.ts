import { isJsonObject, type JsonSchema, type JsonValue, pointerTo } from "../../schema/json.js";
import { pointerTokens, valueAt } from "../../schema/json-pointer.js";
import { keywordNames } from "../../schema/keyword.js";
import type { SchemaDocument } from "../../schema/schema-document.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { reachableNodes, reversed, subschemas } from "../../schema/subschemas.js";
import type { Fault } from "./fault.js";
import { parentOf, type Usage } from "./usage.js";

/** A document without some of its parts. */
export interface Shortened {
  readonly document: SchemaDocument;
  /** What was left out, by its pointer. */
  readonly leftOut: readonly string[];
}

/**
 * Leaves out of documents what is faulty and not used, and what leads to such: no code is generated for it, nor is it published.
 *
 * @param roots - The nodes of all documents.
 * @param faults - None of them concerns a schema that is used.
 * @returns the documents that became shorter
 */
export function leaveOut(
  roots: readonly SchemaNode[],
  usage: Usage,
  faults: readonly Fault[],
): ReadonlyMap<SchemaDocument, Shortened> {
  const shortened = new Map<SchemaDocument, Shortened>();
  for (const [document, schemas] of faultySchemas(roots, usage, faults)) {
    const candidates = new Set([...schemas].flatMap((pointer) => partsToGo(document, pointer, usage)));
    for (const { document: other, pointer } of faults) {
      if (other === document && pointer !== "" && !usage.isNeeded(document, pointer)) candidates.add(pointer);
    }
    const leftOut = [...candidates].filter((pointer) => !isInsideAny(pointer, candidates));
    if (leftOut.length === 0) continue;
    shortened.set(document, {
      document: { ...document, schema: without(document.schema, leftOut) },
      leftOut,
    });
  }
  return shortened;
}

/** The unused schemas that are faulty, or lead to one that is. */
function faultySchemas(
  roots: readonly SchemaNode[],
  usage: Usage,
  faults: readonly Fault[],
): ReadonlyMap<SchemaDocument, ReadonlySet<string>> {
  const unused = [...reachableNodes(roots)].filter(
    ({ origin }) => !usage.isUsed(origin.document, origin.pointer),
  );
  const leadingTo = reversed(unused, subschemas);
  const found = new Map<SchemaDocument, Set<string>>();
  const add = (document: SchemaDocument, pointer: string): void => {
    found.set(document, (found.get(document) ?? new Set()).add(pointer));
  };
  for (const { document, schema } of faults) {
    if (!usage.isUsed(document, schema)) add(document, schema);
    else if (!found.has(document)) found.set(document, new Set());
  }
  const ofAllBelow = faults.filter((fault) => fault.isOfAllBelow === true);
  const tainted = new Set(
    unused.filter(
      ({ origin }) =>
        found.get(origin.document)?.has(origin.pointer) === true ||
        ofAllBelow.some((fault) => isBelow(origin, fault)),
    ),
  );
  // What is added while a set is walked is walked too.
  for (const node of tainted) for (const before of leadingTo.get(node) ?? []) tainted.add(before);
  for (const node of unused) if (tainted.has(node)) add(node.origin.document, node.origin.pointer);
  return found;
}

function isBelow(origin: SchemaNode["origin"], { document, schema }: Fault): boolean {
  return origin.document === document && origin.pointer.startsWith(`${schema}/`);
}

/** The keywords that say nothing of any value: they are kept for the sake of what is inside of the schema. */
const HARMLESS = new Set([...keywordNames("identifier"), ...keywordNames("definitions"), "$comment"]);

/** A faulty schema as a whole; where something inside of it is used, or where it is all of a file, what it says otherwise. */
function partsToGo(document: SchemaDocument, pointer: string, usage: Usage): readonly string[] {
  if (pointer !== "" && !usage.isNeeded(document, pointer)) return [pointer];
  const schema = valueAt(document.schema, pointer);
  if (!isJsonObject(schema)) return [];
  return Object.keys(schema)
    .filter((keyword) => !HARMLESS.has(keyword))
    .map((keyword) => pointerTo(pointer, keyword))
    .filter((part) => !usage.isNeeded(document, part));
}

function isInsideAny(pointer: string, others: ReadonlySet<string>): boolean {
  for (let outer = pointer; outer !== ""; ) {
    outer = parentOf(outer);
    if (others.has(outer)) return true;
  }
  return false;
}

/** A copy of a schema without some of its parts. In a list, where the others have to keep their places, `true` takes the place. */
function without(root: JsonSchema, pointers: readonly string[]): JsonSchema {
  const copies = new Map<object, JsonValue>();
  const copyOf = (value: JsonValue | undefined): Container | undefined => {
    if (typeof value !== "object" || value === null) return undefined;
    const known = copies.get(value);
    if (known !== undefined) return known as Container;
    const copy = (Array.isArray(value) ? [...value] : { ...value }) as Container;
    copies.set(value, copy as JsonValue);
    copies.set(copy, copy as JsonValue);
    return copy;
  };
  const result = copyOf(root);
  for (const pointer of pointers) {
    const tokens = [...pointerTokens(pointer)];
    const last = tokens.pop();
    let at = result;
    for (const token of tokens) {
      const inner = at && copyOf(at[token]);
      if (at !== undefined && inner !== undefined) at[token] = inner as JsonValue;
      at = inner;
    }
    if (at === undefined || last === undefined) continue;
    if (Array.isArray(at)) at[Number(last)] = true;
    else delete at[last];
  }
  return result === undefined ? root : (result as JsonSchema);
}

/** An object or a list that may be changed. */
type Container = { [token: string]: JsonValue };
