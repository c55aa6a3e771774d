import { partOf } from "../change.js";
import type { Found } from "../found.js";
import { toolChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const toolRenamed: Rule = {
  code: "tool-renamed",
  category: "tool",
  about: "A tool has another name.",
  breaks: "calls by the old name that are open in saved threads, and prompts that use it",
  remedy: "let the open calls finish before, and change the prompts",
  find(change) {
    return toolChanges(change).renamed.map(({ before, after }): Found => {
      const [old, now] = [
        partOf(change.before, "tools", before.name),
        partOf(change.after, "tools", after.name),
      ];
      return {
        subject: `tool ${after.name}`,
        message: `the tool ${JSON.stringify(before.name)} is now called ${JSON.stringify(after.name)}`,
        ...(old === undefined ? {} : { before: { node: old } }),
        ...(now === undefined ? {} : { after: { node: now, keyword: "renamedFrom" } }),
      };
    });
  },
};
