// The names are private: LangGraph may leave them out, and an import by name would fail then.
import * as langgraph from "@langchain/langgraph";
import { expectFact } from "./facts.js";

/** Marks the error of an answer that was refused, so that LangGraph leaves its interrupt open. */
export function markInvalidResume(error: Error): void {
  const mark: unknown = Reflect.get(langgraph, "_markInvalidResume");
  expectFact("invalidResume", typeof mark === "function");
  mark(error);
}

/** Tests that LangGraph knows an error that was marked. */
export function expectInvalidResume(): void {
  const isInvalid: unknown = Reflect.get(langgraph, "isInvalidResume");
  const error = new Error("tested");
  markInvalidResume(error);
  expectFact("invalidResume", typeof isInvalid !== "function" || isInvalid(error) === true);
}
