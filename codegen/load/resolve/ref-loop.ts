import type { SchemaNode } from "../../schema/schema-node.js";
import { reachableNodes } from "../../schema/subschemas.js";
import type { Fault } from "./fault.js";

/** The nodes that every instance of a node is checked against as well, whatever it is. */
function alwaysApplied({ refs, allOf, oneOf, not, if: condition }: SchemaNode): SchemaNode[] {
  const found: SchemaNode[] = [];
  for (const list of [refs, allOf, oneOf]) if (list !== undefined) found.push(...list);
  for (const single of [not, condition]) if (single !== undefined) found.push(single);
  return found;
}

/**
 * Schemas that demand, of every instance, to be checked against themselves: a check would never end. Recursion through a
 * property or an item is not such a loop, since the instance gets smaller; nor is a branch of `anyOf` that need not be tried.
 */
export function refLoops(roots: Iterable<SchemaNode>): readonly Fault[] {
  const faults: Fault[] = [];
  const done = new Set<SchemaNode>();
  const told = new Set<SchemaNode>();
  for (const start of reachableNodes(roots)) {
    if (done.has(start) || alwaysApplied(start).length === 0) continue;
    // Depth first without recursion: the path from the start, each node with what is left to follow.
    const path: { readonly node: SchemaNode; readonly rest: SchemaNode[] }[] = [];
    const onPath = new Map<SchemaNode, number>();
    const enter = (node: SchemaNode): void => {
      onPath.set(node, path.length);
      path.push({ node, rest: alwaysApplied(node).reverse() });
    };
    enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        path.pop();
        onPath.delete(top.node);
        done.add(top.node);
        continue;
      }
      const at = onPath.get(next);
      if (at === undefined) {
        if (!done.has(next)) enter(next);
      } else if (!told.has(next)) {
        // Schemas that refer to each other in many ways make more loops than anyone wants to read.
        told.add(next);
        faults.push(loopFault(path.slice(at, at + SHOWN + 1).map(({ node }) => node)));
      }
    }
  }
  return faults;
}

/** How many schemas of a loop are named; of longer ones, that they go on. */
const SHOWN = 5;

function loopFault(loop: readonly SchemaNode[]): Fault {
  const [first] = loop;
  if (first === undefined) throw new Error("a loop has at least one schema");
  const { document, pointer } = first.origin;
  const names = loop
    .slice(0, SHOWN)
    .map(({ origin }) => `${origin.document === document ? "" : origin.document.file}#${origin.pointer}`);
  const shown = [...names, ...(loop.length > SHOWN ? ["…"] : []), names[0] ?? ""].join(" -> ");
  const text = {
    severity: "error",
    code: "ref-loop",
    message: `the schema applies itself to the same value again, without end: ${shown}`,
    remedy: "remove one of the references, or put it into a property or an item",
  } as const;
  return { document, pointer, schema: pointer, text };
}
