import { isJsonObject, type JsonObject, type JsonValue, pointerTo } from "../../schema/json.js";
import { isAtLeast, type Keyword } from "../../schema/keyword.js";
import { schemasIn, wrongShape } from "../../schema/keyword-value.js";
import type { Dialect } from "../../schema/schema-document.js";
import { splitReference } from "../../schema/uri.js";
import { kindOf } from "../../text/parse.js";
import type { Link, LinkedPlaces } from "./linked-places.js";
import type { Place, Resource, Source } from "./place.js";
import { ambiguous } from "./same-id.js";
import type { SchemaIndex } from "./schema-index.js";
import { whyUnresolved } from "./unresolved.js";
import { wrongType } from "./wrong-type.js";

/** The keywords of a schema that count, with their values: beside `$ref`, drafts up to 07 only know annotations. */
export function* keywordsAt({ value, resource: { rules } }: Place): Generator<readonly [Keyword, JsonValue]> {
  if (!isJsonObject(value)) return;
  const alone = typeof value.$ref === "string" && !isAtLeast(rules.dialect, "2019-09");
  for (const [name, held] of Object.entries(value)) {
    const keyword = rules.keywords.get(name);
    if (keyword !== undefined && (!alone || countsBesideRef(keyword))) yield [keyword, held];
  }
}

function countsBesideRef({ role, vocabulary }: Keyword): boolean {
  return (
    vocabulary === "meta-data" ||
    vocabulary === "graphwright" ||
    role === "reference" ||
    role === "definitions"
  );
}

/** The schemas inside a schema, in source order. */
export function* placesIn(place: Place): Generator<Place> {
  for (const [keyword, held] of keywordsAt(place)) {
    for (const [tokens] of schemasIn(keyword, held)) {
      const inner = place.source.places.get(tokens.reduce(pointerTo, place.pointer));
      if (inner !== undefined) yield inner;
    }
  }
}

/**
 * Follows every reference from the roots on. A file of the user's that is referred to is read as a whole; of other documents, only what is
 * referred to. What is wrong on the way goes to the faults of the index.
 */
export function link(index: SchemaIndex): LinkedPlaces {
  const links = new Map<Place, readonly Link[]>();
  const successors = new Map<Place, Place[]>();
  const faulty = new Map<Place, ReadonlySet<string>>();
  /** The schemas that look for a name in the dynamic scope. */
  const seekers = new Map<string, Place[]>();
  let usesUnevaluatedItems = false;

  const own = new Set(index.sources);
  const sources = new Set<Source>();
  const open = index.roots.toReversed().flatMap(({ places }) => places.get("") ?? []);
  const visit = (place: Place): void => {
    if (successors.has(place)) return;
    const { source } = place;
    if (!sources.has(source)) {
      sources.add(source);
      const root = source.places.get("");
      if (root !== undefined && own.has(source)) open.push(root);
    }
    const wrong = checkShapes(index, place);
    if (wrong.size > 0) faulty.set(place, wrong);
    const next = [...placesIn(place)];
    successors.set(place, next);
    if (isJsonObject(place.value)) {
      if (Object.hasOwn(place.value, "unevaluatedItems")) usesUnevaluatedItems = true;
      const found = linksOf(index, place, place.value);
      if (found.length > 0) links.set(place, found);
      for (const { target, dynamic } of found) {
        next.push(target);
        if (dynamic !== undefined) seekers.set(dynamic, [...(seekers.get(dynamic) ?? []), place]);
      }
    }
    // Last in, first out: the source order asks for the last one first.
    open.push(...next.toReversed());
  };
  const visitAll = (): void => {
    for (let place = open.pop(); place !== undefined; place = open.pop()) visit(place);
  };

  visitAll();
  // What a name leads to can bring further names and resources.
  for (let before = -1; before < successors.size; ) {
    before = successors.size;
    open.push(...followDynamicAnchors(index, seekers, successors));
    visitAll();
  }
  return { links, successors, faulty, sources, usesDynamicScope: seekers.size > 0, usesUnevaluatedItems };
}

/** A name that is looked for in the dynamic scope may be found in any resource: all these are successors of those who look for it. */
function followDynamicAnchors(
  index: SchemaIndex,
  seekers: ReadonlyMap<string, readonly Place[]>,
  successors: ReadonlyMap<Place, Place[]>,
): Place[] {
  const found: Place[] = [];
  for (const [name, places] of seekers) {
    for (const anchor of index.dynamicAnchors(name)) {
      found.push(anchor);
      for (const place of places) {
        const next = successors.get(place);
        if (next !== undefined && !next.includes(anchor)) next.push(anchor);
      }
    }
  }
  return found;
}

function linksOf(index: SchemaIndex, place: Place, schema: JsonObject): Link[] {
  const { resource } = place;
  const found: Link[] = [];
  for (const name of ["$ref", "$dynamicRef", "$recursiveRef"] as const) {
    const reference = schema[name];
    if (typeof reference !== "string" || !resource.rules.keywords.has(name)) continue;
    const target = follow(index, place, name, reference);
    if (target === undefined) continue;
    const anchor = name === "$ref" ? undefined : name === "$recursiveRef" ? "" : splitReference(reference)[1];
    // Without a dynamic anchor where the reference first leads, it is a plain one (core 8.2.3.2).
    const isDynamic = anchor !== undefined && target.resource.dynamicAnchors.get(anchor) === target;
    found.push(isDynamic ? { target, dynamic: anchor } : { target });
  }
  return found;
}

/** Where a reference leads; reports and gives `undefined` where that is nowhere. */
function follow(index: SchemaIndex, place: Place, keyword: string, reference: string): Place | undefined {
  const { source, resource } = place;
  const [relative, fragment] = splitReference(reference);
  // By the specification first. Then as a file beside the one that refers, which an `$id` would otherwise hide, and
  // as a place in the file, which an `$id` on the way there would.
  const root = index.rootOf(source) ?? resource;
  const bases = relative === "" ? [[resource] as const, [root] as const] : index.resourcesAt(place, relative);
  let found: Resource | undefined;
  for (const claimants of bases) {
    const [base] = claimants;
    found ??= base;
    const target = index.placeAt(base, fragment);
    if (target === undefined) continue;
    if (claimants.length > 1) {
      index.faults.report(source, pointerTo(place.pointer, keyword), ambiguous(reference, claimants));
    }
    return target;
  }
  const why = whyUnresolved(index, place, reference, found);
  const problem = why && ({ severity: "error", code: "unresolved-ref", ...why } as const);
  index.faults.report(source, pointerTo(place.pointer, keyword), problem);
  return undefined;
}

/** Reports the keywords of a schema whose value has the wrong shape, and names them. */
function checkShapes(index: SchemaIndex, place: Place): ReadonlySet<string> {
  const { source, pointer, value, resource } = place;
  const wrong = new Set<string>();
  if (typeof value !== "boolean" && !isJsonObject(value)) {
    index.faults.report(source, pointer, {
      severity: "error",
      code: "not-a-schema",
      message: `a schema is an object, true or false; this is ${kindOf(value)}`,
      remedy: "write a schema here",
    });
    return wrong;
  }
  for (const [keyword, held] of keywordsAt(place)) {
    const expected = wrongShape(keyword, held);
    if (expected === undefined) continue;
    wrong.add(keyword.name);
    const type = keyword.shape === "type" ? wrongType(held) : undefined;
    index.faults.report(source, pointerTo(pointer, keyword.name), {
      // What only describes can be passed over.
      severity: keyword.vocabulary === "meta-data" ? "warning" : "error",
      code: "bad-keyword-value",
      message: `\`${keyword.name}\` must be ${expected}, but is ${type?.found ?? kindOf(held)}`,
      remedy: type?.remedy ?? remedyForShape(keyword, held, resource.rules.dialect) ?? `write ${expected}`,
    });
  }
  return wrong;
}

/** Values that were right in an older dialect, or would be in a newer one. */
function remedyForShape({ name }: Keyword, held: JsonValue, dialect: Dialect): string | undefined {
  if (name === "required" && typeof held === "boolean") {
    return "list the names of the required properties in `required` of the object's schema";
  }
  if (name === "exclusiveMinimum" || name === "exclusiveMaximum") {
    const limit = name === "exclusiveMinimum" ? "minimum" : "maximum";
    if (held === true)
      return `write the limit itself as \`${name}\`, and remove \`${limit}\`; up to draft-04 it was a boolean`;
    if (held === false) return `remove \`${name}\`; up to draft-04 it was a boolean`;
    if (typeof held === "number") return `write \`"${limit}": ${held}, "${name}": true\`, as in ${dialect}`;
  }
  return undefined;
}
