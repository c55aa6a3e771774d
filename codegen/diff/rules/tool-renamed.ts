import type { Found } from "../found.js";
import { partPlaces } from "../part-places.js";
import { toolChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const toolRenamed: Rule = {
  code: "tool-renamed",
  category: "tool",
  about: "A tool has another name.",
  breaks: "calls by the old name that are open in saved threads, and prompts that use it",
  remedy: "let the open calls finish before, and change the prompts",
  find(change) {
    return toolChanges(change).renamed.map(
      ({ before, after }): Found => ({
        subject: `tool ${after.name}`,
        message: `the tool ${JSON.stringify(before.name)} is now called ${JSON.stringify(after.name)}`,
        ...partPlaces(change, "tools", { before: before.name, after: after.name }, "renamedFrom"),
      }),
    );
  },
};
