import { Overwrite } from "@langchain/langgraph";
import { expectFact } from "./facts.js";

const KEY = "__overwrite__";

/** The value of an `Overwrite`, as an object or in one of the forms in which LangGraph takes it as JSON; undefined for any other update. */
export function overwriteOf(update: unknown): { readonly value: unknown } | undefined {
  if (typeof update !== "object" || update === null) return undefined;
  if (KEY in update) return { value: update[KEY] };
  const isTagged = "type" in update && update.type === KEY && "value" in update;
  return isTagged ? { value: update.value } : undefined;
}

/** Tests that an `Overwrite` is known, and what JSON makes of it. */
export function expectOverwrite(): void {
  const overwrite = new Overwrite("tested");
  const parsed: unknown = JSON.parse(JSON.stringify(overwrite));
  expectFact(
    "overwrite",
    [overwrite, parsed].every((each) => overwriteOf(each)?.value === "tested"),
  );
}
