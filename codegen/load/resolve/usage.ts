import type { SchemaDocument } from "../../schema/schema-document.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { reachableNodes } from "../../schema/subschemas.js";
import type { Fault } from "./fault.js";
import { nodesWrittenIn } from "./messages.js";

type Pointers = Map<SchemaDocument, Set<string>>;

/** Which schemas the members use: those that a value of a member can be checked against. */
export class Usage {
  readonly #used: Pointers = new Map();
  /** The used schemas, and everything that one of them stands in. */
  readonly #kept: Pointers = new Map();

  /** @param members - The members' roots. */
  constructor(members: Iterable<SchemaNode>) {
    for (const { origin } of reachableNodes(members, nodesWrittenIn)) {
      pointersOf(this.#used, origin.document).add(origin.pointer);
      const kept = pointersOf(this.#kept, origin.document);
      for (let pointer = origin.pointer; !kept.has(pointer); pointer = parentOf(pointer)) kept.add(pointer);
    }
  }

  /** Whether a schema is used. */
  isUsed(document: SchemaDocument, pointer: string): boolean {
    return this.#used.get(document)?.has(pointer) === true;
  }

  /** Whether a used schema stands at a place, or inside of what stands there. */
  isNeeded(document: SchemaDocument, pointer: string): boolean {
    return this.#kept.get(document)?.has(pointer) === true;
  }

  /** Whether a fault makes a schema faulty that is used. */
  concerns({ document, pointer, schema, isOfAllBelow }: Fault): boolean {
    // What holds definitions says nothing of any value. A reference to one of them tells by itself that it isn't there.
    if (pointer === `${schema}/$defs` || pointer === `${schema}/definitions`) return false;
    return isOfAllBelow === true ? this.isNeeded(document, schema) : this.isUsed(document, schema);
  }
}

/** The pointer to what a place stands in; the root stands in itself. */
export function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf("/")));
}

function pointersOf(all: Pointers, document: SchemaDocument): Set<string> {
  const known = all.get(document) ?? new Set();
  all.set(document, known);
  return known;
}
