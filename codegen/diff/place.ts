import { isJsonObject, pointerTo } from "../schema/json.js";
import { valueAt } from "../schema/json-pointer.js";
import type { SchemaNode } from "../schema/schema-node.js";
import type { Location } from "./finding.js";
import type { Place } from "./inclusion/difference.js";
import type { Side } from "./side.js";

/** Keywords that nodes call otherwise than some dialects do, with what they may be called. */
const WRITTEN: { readonly [Key in keyof SchemaNode]?: readonly string[] } = {
  refs: ["$ref", "$dynamicRef", "$recursiveRef"],
  prefixItems: ["prefixItems", "items"],
  items: ["items", "additionalItems"],
  exclusiveMinimum: ["exclusiveMinimum", "minimum"],
  exclusiveMaximum: ["exclusiveMaximum", "maximum"],
  dependentRequired: ["dependentRequired", "dependencies"],
  dependentSchemas: ["dependentSchemas", "dependencies"],
  reducer: ["x-reducer", "langgraph_type"],
  update: ["x-update"],
  channel: ["x-channel"],
  renamedFrom: ["x-renamed-from"],
};

/** A keyword as the file writes it. */
export function writtenKeyword({ node, keyword }: Place): string | undefined {
  if (keyword === undefined) return undefined;
  const { document, pointer } = node.origin;
  const raw = valueAt(document.schema as never, pointer);
  const names = WRITTEN[keyword] ?? [keyword];
  const isItems = keyword === "items" && isJsonObject(raw) && Array.isArray(raw.items);
  if (isItems) return "additionalItems";
  return names.find((name) => isJsonObject(raw) && Object.hasOwn(raw, name)) ?? names[0];
}

/** Where a place is in its file; undefined for what stands in no file. */
export function locationOf(place: Place, side: Side): Location | undefined {
  const { document, pointer: start } = place.node.origin;
  if (document.path === "") return undefined;
  const keyword = writtenKeyword(place);
  let pointer = keyword === undefined ? start : pointerTo(start, keyword);
  if (place.part !== undefined && PARTED.has(place.keyword)) pointer = pointerTo(pointer, place.part);
  return { file: side.fileOf(document), ...document.locate(pointer), pointer };
}

/** Keywords whose parts have a place of their own. */
const PARTED: ReadonlySet<keyof SchemaNode | undefined> = new Set([
  ...(["properties", "patternProperties", "prefixItems", "dependentRequired", "dependentSchemas"] as const),
]);
