import type { Rule } from "../rule.js";

/** A graph that is no longer there. Found by `diff` itself, which has no change of a contract to look at. */
export const contractRemoved: Rule = {
  code: "contract-removed",
  category: "client",
  about: "A contract is no longer there.",
  breaks: "everybody who calls the graph, and all its threads",
  remedy: "keep the contract until nobody calls the graph and no thread is open",
  find: () => [],
};
