import type { Rules } from "../../schema/dialect.js";
import { isJsonObject, type JsonSchema } from "../../schema/json.js";
import { isAtLeast } from "../../schema/keyword.js";

/** The keyword that names a schema (core 8.2.1). */
export function idKeyword({ dialect }: Rules): "id" | "$id" {
  return dialect === "draft-04" ? "id" : "$id";
}

/** The schema's identifier, where its dialect reads one there: beside `$ref` drafts up to 07 don't. */
export function ownId(schema: JsonSchema, rules: Rules): string | undefined {
  if (!isJsonObject(schema)) return undefined;
  if (typeof schema.$ref === "string" && !isAtLeast(rules.dialect, "2019-09")) return undefined;
  const id = schema[idKeyword(rules)];
  return typeof id === "string" ? id : undefined;
}
