import { isJsonSchema } from "../../schema/json.js";
import type { ProblemText } from "../problem-at.js";
import type { Fault } from "./fault.js";
import type { Source } from "./place.js";
import { parentOf } from "./usage.js";

/** The faults of all documents, as they are found. */
export class Faults {
  readonly #bySource = new Map<Source, Omit<Fault, "schema">[]>();

  /**
   * Adds what was found at a place of a document.
   *
   * @param options.isOfAllBelow - Set where all schemas inside that one are faulty too.
   */
  report(
    source: Source,
    pointer: string,
    text?: ProblemText,
    { isOfAllBelow = false }: { readonly isOfAllBelow?: boolean } = {},
  ): void {
    const { document } = source;
    const fault = { document, pointer, isOfAllBelow, ...(text === undefined ? {} : { text }) };
    const known = this.#bySource.get(source);
    if (known === undefined) this.#bySource.set(source, [fault]);
    else known.push(fault);
  }

  /** The faults of some documents. Other documents may have been read too; their faults are ignored. */
  of(sources: Iterable<Source>): readonly Fault[] {
    return [...sources].flatMap((source) =>
      (this.#bySource.get(source) ?? []).map((fault) => ({ ...fault, schema: faultySchema(source, fault) })),
    );
  }
}

/** The schema that a fault is in: a value that is not a schema makes the schema around it faulty, unless it is an entry of its definitions. */
function faultySchema({ places }: Source, { pointer }: Omit<Fault, "schema">): string {
  const place = places.get(pointer);
  const container = parentOf(pointer);
  const isEntry = DEFINITIONS.test(container) && places.has(parentOf(container));
  if (place !== undefined && (isJsonSchema(place.value) || isEntry)) return pointer;
  let around = container;
  while (!places.has(around)) around = parentOf(around);
  return around;
}

const DEFINITIONS = /\/(\$defs|definitions)$/;
