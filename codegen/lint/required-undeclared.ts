import { pointerTo } from "../json.js";
import { reachableNodes } from "../nodes-in.js";
import { compilePattern } from "../pattern.js";
import type { SchemaNode } from "../schema-node.js";
import { branchesOf, schemasOfParts } from "./in-place.js";
import type { Finding, LintContext, Rule } from "./rule.js";

/**
 * A `required` name that no property declares. A schema may leave it to others that apply to the same value to declare
 * a property, so each is judged together with them, and told of only where it is wrong wherever it is used.
 */
export const requiredUndeclared: Rule = {
  code: "required-undeclared",
  severity: "warning",
  *find(context): Generator<Finding> {
    const own = new Set([...context.library.documents.values()].map(({ document }) => document));
    const declared = new Map<SchemaNode, Set<string>>();
    for (const value of valuesOf(context)) {
      const branches = branchesOf(value);
      const isDeclared = declaredBy(branches);
      for (const branch of branches) {
        const names = declared.get(branch) ?? new Set();
        for (const name of branch.required ?? []) if (isDeclared(name)) names.add(name);
        declared.set(branch, names);
      }
    }
    for (const [node, names] of declared) {
      const { document, pointer } = node.origin;
      if (!own.has(document)) continue;
      for (const [index, name] of (node.required ?? []).entries()) {
        if (names.has(name)) continue;
        yield {
          document,
          pointer: pointerTo(pointerTo(pointer, "required"), index),
          message: `\`required\` names ${JSON.stringify(name)}, which no property declares`,
          remedy: `add ${JSON.stringify(name)} to \`properties\`, or remove it from \`required\``,
        };
      }
    }
  },
};

/** The schemas that stand for a value of their own: roots, properties, items; and what nothing else leads to. */
function valuesOf({ library }: LintContext): ReadonlySet<SchemaNode> {
  const documents = [...library.documents.values()];
  const members = new Set(
    library.discovery.contracts.flatMap(({ members: all }) => all.map(({ path }) => path)),
  );
  const roots = documents.filter(({ document }) => members.has(document.path)).map(({ root }) => root);
  const all = reachableNodes(documents.flatMap(({ root, defs }) => [root, ...defs.values()]));
  const values = new Set([...roots, ...[...all].flatMap(schemasOfParts)]);

  const covered = new Set([...values].flatMap((value) => [...branchesOf(value)]));
  for (const { root, defs } of documents) {
    for (const node of [root, ...defs.values()]) if (!covered.has(node)) values.add(node);
  }
  return values;
}

function declaredBy(branches: ReadonlySet<SchemaNode>): (name: string) => boolean {
  const names = new Set<string>();
  const patterns: RegExp[] = [];
  let others = false;
  for (const { properties, patternProperties, additionalProperties } of branches) {
    for (const name of properties?.keys() ?? []) names.add(name);
    for (const source of patternProperties?.keys() ?? []) {
      const pattern = compilePattern(source);
      if (pattern !== undefined) patterns.push(pattern);
    }
    // A map declares its properties all at once.
    if (additionalProperties !== undefined && additionalProperties.boolean === undefined) others = true;
  }
  return (name) => others || names.has(name) || patterns.some((pattern) => pattern.test(name));
}
