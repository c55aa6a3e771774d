import { standardDialect } from "../schema/dialect.js";
import { isJsonObject, type JsonValue } from "../schema/json.js";
import { resolveUri, splitReference, uriKey } from "../schema/uri.js";

/** What a schema file says of itself and of other files, found without resolving anything: rather too much than too little. */
export interface Mentions {
  /**
   * The keys of the URIs that it may be known by: that of the file, and what its `$id`s may make. Of draft-04's `id`s only the first
   * counts for what others are relative to: as a name it is too common.
   */
  readonly claims: readonly string[];
  /** What it refers to: the key of a document's URI, and the fragment. */
  readonly references: readonly (readonly [key: string, fragment: string])[];
  /** Whether a reference in it depends on who refers to the file. */
  readonly isDynamic: boolean;
  readonly hasUnevaluated: boolean;
  readonly hasSecrets: boolean;
}

/** More base URIs than this are not followed up. */
const MAX_BASES = 50;

/**
 * @param uri - The URI of the file.
 * @returns `undefined` for a file with too many `$id`s to decide quickly what a reference in it may mean.
 */
export function mentionsIn(schema: JsonValue, uri: string): Mentions | undefined {
  const found = keywordsIn(schema);
  const bases = new Set([uri]);
  for (const id of found.ids) {
    const [relative] = splitReference(id);
    for (const base of relative === "" ? [] : [...bases]) bases.add(resolveUri(relative, base) ?? base);
    if (bases.size > MAX_BASES) return undefined;
  }
  const references = [...found.references].flatMap((reference) => {
    const [relative, fragment] = splitReference(reference);
    if (relative === "") return [];
    return [...bases].flatMap((base) => {
      const target = resolveUri(relative, base);
      return target === undefined ? [] : [[uriKey(target), fragment] as const];
    });
  });
  const { isDynamic, hasUnevaluated, hasSecrets } = found;
  const olds = [...found.oldIds].flatMap((id) =>
    [...bases].map((base) => resolveUri(splitReference(id)[0], base) ?? base),
  );
  const claims = [...bases, ...olds].map(uriKey);
  return { claims, references, isDynamic, hasUnevaluated, hasSecrets };
}

/** The values of the keywords that matter, wherever in the text they stand, outer ones first. */
function keywordsIn(schema: JsonValue) {
  const references = new Set<string>();
  const ids = new Set<string>();
  const oldIds = new Set<string>();
  const found = { references, ids, oldIds, isDynamic: false, hasUnevaluated: false, hasSecrets: false };
  const isOld = isJsonObject(schema) && isDraft04(schema.$schema);
  if (isOld && typeof schema.id === "string") ids.add(schema.id);
  const open: JsonValue[] = [schema];
  for (const value of open) {
    if (Array.isArray(value)) for (const item of value) open.push(item);
    if (!isJsonObject(value)) continue;
    for (const [key, held] of Object.entries(value)) {
      if (typeof held === "object") open.push(held);
      if (key === "$dynamicRef" || key === "$recursiveRef") found.isDynamic = true;
      else if (key === "unevaluatedProperties" || key === "unevaluatedItems") found.hasUnevaluated = true;
      else if (key === "writeOnly") found.hasSecrets ||= held === true;
      else if (typeof held !== "string") continue;
      else if (key === "$ref" || key === "$schema") references.add(held);
      else if (key === "$id") ids.add(held);
      else if (key === "id" && isOld) oldIds.add(held);
    }
  }
  return found;
}

function isDraft04(uri: JsonValue | undefined): boolean {
  return typeof uri === "string" && standardDialect(uri) === "draft-04";
}
