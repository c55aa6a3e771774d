/** The value of an `Overwrite`, as an object or in one of the forms in which LangGraph takes it as JSON; undefined for any other update. */
export function overwrittenBy(update: unknown): { readonly value: unknown } | undefined {
  if (typeof update !== "object" || update === null) return undefined;
  if ("__overwrite__" in update) return { value: update.__overwrite__ };
  const isTagged = "type" in update && update.type === "__overwrite__" && "value" in update;
  return isTagged ? { value: update.value } : undefined;
}
