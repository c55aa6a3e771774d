import { ANYTHING } from "../inclusion/nodes.js";
import type { Rule } from "../rule.js";

export const eventWidened: Rule = {
  code: "event-widened",
  category: "client",
  about: "Nodes can write an event that the old contract doesn't allow.",
  breaks: "callers that read the custom stream by the old contract",
  remedy: "keep to what the old events promise, or write new ones only for callers that ask for them",
  find(change) {
    const { before, after } = change.member("events");
    // Without the member, anything can be written.
    if (before === undefined) return [];
    return change.widened("event", { before, after: after ?? ANYTHING }, "parsed");
  },
};
