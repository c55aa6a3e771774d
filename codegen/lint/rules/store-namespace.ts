import { objectShape } from "../../model/fields.js";
import type { Finding, Rule } from "../rule.js";

/** What LangGraph's store on PostgreSQL refuses in a segment of a namespace, beyond what all stores refuse (`wrong-part`). */
const REFUSED = /[_%\\]/;

/** A fixed segment of a namespace with which the contract works in memory, but not on PostgreSQL. */
export const storeNamespace: Rule = {
  code: "store-namespace",
  severity: "warning",
  *find({ contracts }): Generator<Finding> {
    for (const { members } of contracts) {
      const store = members.get("store");
      if (store === undefined) continue;
      for (const [name, [node]] of objectShape(store).properties) {
        const segment = name.split("/").find((each) => isFixed(each) && REFUSED.test(each));
        if (segment === undefined || node === undefined) continue;
        const [character] = REFUSED.exec(segment) ?? [];
        yield {
          ...node.origin,
          message: `the namespace ${JSON.stringify(name)} has ${JSON.stringify(character)} in a segment, which LangGraph's store on PostgreSQL refuses`,
          remedy: `rename the property, e.g. to ${JSON.stringify(name.replace(segment, segment.replace(/[_%\\]+/g, "-")))}`,
        };
      }
    }
  },
};

/** Whether a segment is a text, and not a place for one, such as `{user_id}`. */
function isFixed(segment: string): boolean {
  return !(segment.startsWith("{") && segment.endsWith("}"));
}
