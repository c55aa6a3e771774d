import { canonicalJson, dereference } from "../../model/shape.js";
import type { SchemaNode } from "../../schema/schema-node.js";

/**
 * What is seen at once of an object that some schemas accept: which properties it has and lacks, and which values properties may have. It tells
 * branches of a union apart before anything is looked at more closely.
 */
export class Hints {
  readonly #required: Set<string>;
  readonly #absent: Set<string>;
  readonly #values: Map<string, ReadonlySet<string>>;

  constructor(before?: Hints) {
    this.#required = new Set(before === undefined ? [] : before.#required);
    this.#absent = new Set(before === undefined ? [] : before.#absent);
    this.#values = new Map(before === undefined ? [] : before.#values);
  }

  /** Adds a schema that accepts the object. @returns false for a contradiction. */
  add({ required = [], properties = new Map() }: SchemaNode): boolean {
    for (const name of required) this.#required.add(name);
    for (const [name, child] of properties) {
      if (child.boolean === false) this.#absent.add(name);
      const values = scalarsOf(child);
      if (values === undefined) continue;
      const known = this.#values.get(name);
      this.#values.set(name, known === undefined ? values : common(known, values));
    }
    const touched = [...required, ...properties.keys()];
    return !touched.some(
      (name) => this.#required.has(name) && (this.#absent.has(name) || this.#values.get(name)?.size === 0),
    );
  }

  /** Whether a schema can't accept the object. */
  exclude({ required = [], properties = new Map() }: SchemaNode): boolean {
    if (required.some((name) => this.#absent.has(name))) return true;
    for (const [name, child] of properties) {
      const known = this.#values.get(name);
      if (known === undefined || !(this.#required.has(name) || required.includes(name))) continue;
      const values = scalarsOf(child);
      if (values !== undefined && common(known, values).size === 0) return true;
    }
    return false;
  }
}

function common(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...one].filter((value) => other.has(value)));
}

const found = new WeakMap<SchemaNode, ReadonlySet<string> | null>();

/** The values that a schema lists, as texts; undefined where it lists none, or others than scalars. */
function scalarsOf(schema: SchemaNode): ReadonlySet<string> | undefined {
  let values = found.get(schema);
  if (values === undefined) {
    values = listedIn(dereference(schema)) ?? null;
    found.set(schema, values);
  }
  return values ?? undefined;
}

function listedIn({ const: constant, enum: list }: SchemaNode): ReadonlySet<string> | undefined {
  const values = constant === undefined ? list : [constant.value];
  const areScalars = values?.every((value) => typeof value !== "object" || value === null) === true;
  return areScalars ? new Set(values?.map(canonicalJson)) : undefined;
}
