import type { Found } from "../found.js";
import { partPlaces } from "../part-places.js";
import { namespaceChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const namespaceRemoved: Rule = {
  code: "namespace-removed",
  category: "store",
  about: "A namespace of the store is no longer in the contract: its items can't be read.",
  breaks: "everybody who needs the items that are stored there",
  remedy: "keep the namespace until its items were moved",
  find(change) {
    return namespaceChanges(change).removed.map(
      ({ written }): Found => ({
        subject: `namespace ${written}`,
        message: `the namespace ${JSON.stringify(written)} is gone`,
        ...partPlaces(change, "store", { before: written }),
      }),
    );
  },
};
