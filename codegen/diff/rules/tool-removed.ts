import type { Found } from "../found.js";
import { partPlaces } from "../part-places.js";
import { toolChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const toolRemoved: Rule = {
  code: "tool-removed",
  category: "tool",
  about: "A tool is no longer in the contract.",
  breaks: "calls of the tool that are open in saved threads, and prompts that name it",
  remedy: "keep the tool until no thread calls it; if it only has another name, say so with `x-renamed-from`",
  find(change) {
    return toolChanges(change).removed.map(
      ({ name }): Found => ({
        subject: `tool ${name}`,
        message: `the tool ${JSON.stringify(name)} is gone`,
        ...partPlaces(change, "tools", { before: name }),
      }),
    );
  },
};
