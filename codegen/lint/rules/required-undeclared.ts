import { pointerTo } from "../../schema/json.js";
import { patternMatches } from "../../schema/pattern.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { inPlaceSubschemas, reachableNodes, reversed, subschemasOfParts } from "../../schema/subschemas.js";
import type { Finding, LintContext, Rule } from "../rule.js";

/**
 * A `required` name that no property declares. A schema may leave it to others that apply to the same value to declare
 * a property, so each is checked together with them, and reported only if it is wrong in all uses.
 */
export const requiredUndeclared: Rule = {
  code: "required-undeclared",
  severity: "warning",
  *find(context): Generator<Finding> {
    const surroundings = new Surroundings(context);
    for (const { node, document, pointer } of context.schemas) {
      const isOwn = declaredBy([node]);
      for (const [index, name] of (node.required ?? []).entries()) {
        if (isOwn(name) || surroundings.declare(node, name)) continue;
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

type IsDeclared = (name: string) => boolean;

/** Beyond this many schemas a question is answered with "declared": a warning is not worth more time. */
const MAX_VISITS = 200_000;

/** What applies to a value together with a schema: the schemas around it, and everything in those. */
class Surroundings {
  readonly #all: ReadonlySet<SchemaNode>;
  /** The schemas that stand for a value of their own: members, properties, items. */
  readonly #values: ReadonlySet<SchemaNode>;
  #around: ReadonlyMap<SchemaNode, readonly SchemaNode[]> | undefined;
  readonly #declared = new Map<SchemaNode, IsDeclared>();
  #visits = 0;

  constructor({ library, contracts }: LintContext) {
    const documents = [...library.documents.values()];
    this.#all = reachableNodes(documents.flatMap(({ root, defs }) => [root, ...defs.values()]));
    const members = contracts.flatMap((contract) => [...contract.members.values()]);
    this.#values = new Set([...members, ...[...this.#all].flatMap(subschemasOfParts)]);
  }

  /** Whether some value that the schema applies to has the property declared. */
  declare(node: SchemaNode, name: string): boolean {
    return this.#valuesAround(node).some((value) => {
      let isDeclared = this.#declared.get(value);
      if (isDeclared === undefined) {
        if (this.#visits > MAX_VISITS) return true;
        const branches = reachableNodes([value], inPlaceSubschemas);
        this.#visits += branches.size;
        isDeclared = declaredBy(branches);
        this.#declared.set(value, isDeclared);
      }
      return isDeclared(name);
    });
  }

  /** The values that the schema applies to; where it is used by none, the outermost schemas around it. */
  #valuesAround(node: SchemaNode): readonly SchemaNode[] {
    const around = new Set([node]);
    const outermost: SchemaNode[] = [];
    for (const inner of around) {
      const next = this.#schemasAround(inner);
      if (next.length === 0) outermost.push(inner);
      for (const outer of next) around.add(outer);
    }
    this.#visits += around.size;
    const values = [...around].filter((outer) => this.#values.has(outer));
    return values.length > 0 ? values : outermost;
  }

  #schemasAround(node: SchemaNode): readonly SchemaNode[] {
    this.#around ??= reversed(this.#all, inPlaceSubschemas);
    return this.#around.get(node) ?? [];
  }
}

function declaredBy(nodes: Iterable<SchemaNode>): IsDeclared {
  const names = new Set<string>();
  const patterns: string[] = [];
  let others = false;
  for (const { properties, patternProperties, additionalProperties } of nodes) {
    for (const name of properties?.keys() ?? []) names.add(name);
    patterns.push(...(patternProperties?.keys() ?? []));
    // A map declares its properties all at once.
    if (additionalProperties !== undefined && additionalProperties.boolean === undefined) others = true;
  }
  return (name) =>
    others || names.has(name) || patterns.some((pattern) => patternMatches(pattern, name) !== false);
}
