import type { JsonObject } from "../../schema/json.js";
import { isAtLeast } from "../../schema/keyword.js";
import { splitReference } from "../../schema/uri.js";
import type { Faults } from "./faults.js";
import { idKeyword, ownId } from "./identifier.js";
import type { Place } from "./place.js";

/** Remembers the anchors of a schema (core 8.2.2), and what an `$id` with a fragment names up to draft-07. */
export function nameAnchors(place: Place, schema: JsonObject, faults: Faults): void {
  const { resource, pointer, source } = place;
  const { rules } = resource;
  const { $anchor, $dynamicAnchor } = schema;
  if (rules.keywords.has("$anchor") && typeof $anchor === "string")
    nameAnchor(place, $anchor, "$anchor", faults);
  if (rules.keywords.has("$dynamicAnchor") && typeof $dynamicAnchor === "string") {
    nameAnchor(place, $dynamicAnchor, "$dynamicAnchor", faults);
    if (!resource.dynamicAnchors.has($dynamicAnchor)) resource.dynamicAnchors.set($dynamicAnchor, place);
  }
  if (
    rules.keywords.has("$recursiveAnchor") &&
    schema.$recursiveAnchor === true &&
    pointer === resource.pointer
  ) {
    resource.dynamicAnchors.set("", place);
  }
  const fragment = splitReference(ownId(schema, rules) ?? "")[1];
  if (fragment === "" || fragment.startsWith("/")) return;
  if (isAtLeast(rules.dialect, "2019-09")) {
    faults.report(source, `${pointer}/$id`, {
      severity: "warning",
      code: "id-fragment",
      message: `\`$id\` can name a place inside a document only up to draft-07`,
      remedy: `write \`"$anchor": ${JSON.stringify(fragment)}\``,
    });
  }
  nameAnchor(place, fragment, idKeyword(rules), faults);
}

function nameAnchor(
  { resource, source, pointer }: Place,
  name: string,
  keyword: string,
  faults: Faults,
): void {
  const place = source.places.get(pointer);
  const other = resource.anchors.get(name);
  if (place === undefined || other === place) return;
  if (other === undefined) {
    resource.anchors.set(name, place);
    return;
  }
  faults.report(source, `${pointer}/${keyword}`, {
    severity: "error",
    code: "duplicate-anchor",
    message: `the anchor ${JSON.stringify(name)} is already taken at #${other.pointer}`,
    remedy: "give each anchor in the document its own name",
  });
}
