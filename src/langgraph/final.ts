import type { entrypoint } from "@langchain/langgraph";

/** What LangGraph's `entrypoint.final({ value, save })` makes: what the run returns, and what its thread keeps in place of it. */
export type EntrypointFinal<Value, Saved> = ReturnType<typeof entrypoint.final<Value, Saved>>;

/** Whether a workflow's function returned an `entrypoint.final`. */
export function isFinal(value: unknown): value is EntrypointFinal<unknown, unknown> {
  return typeof value === "object" && value !== null && "__lg_type" in value && value.__lg_type === FINAL;
}

const FINAL = "__pregel_final";
