import { nodesWrittenIn } from "../load/resolve/messages.js";
import type { DefinitionModel, LibraryModel } from "../model/model.js";
import type { SchemaDocument } from "../schema/schema-document.js";
import type { SchemaNode, SchemaOrigin } from "../schema/schema-node.js";
import { reachableNodes, reversed } from "../schema/subschemas.js";

/** Tells which schemas can be published as their files write them. */
export class AsWritten {
  readonly #canonical: (node: SchemaNode) => SchemaNode;
  readonly #places = new Map<SchemaDocument, Map<string, SchemaNode>>();
  /** The others. */
  readonly #differing: ReadonlySet<SchemaNode>;

  /** @param roots - The definitions from files. */
  constructor({ definitions }: LibraryModel, roots: readonly DefinitionModel[]) {
    this.#canonical = (node) => definitions.get(node)?.node ?? node;
    const next = (node: SchemaNode) => this.#next(node);
    const reached = reachableNodes(
      roots.map(({ node }) => node),
      next,
    );
    for (const node of reached) this.#place(node);
    const users = reversed(reached, next);
    const differing = new Set([...reached].filter((node) => this.#differs(node)));
    for (const node of differing) for (const user of users.get(node) ?? []) differing.add(user);
    this.#differing = differing;
  }

  /** The node of a place, as far as a schema leads to it. */
  at({ document, pointer }: SchemaOrigin): SchemaNode | undefined {
    return this.#places.get(document)?.get(pointer);
  }

  /** Whether the schema, and all that it reaches, is what stands at its place in a file, in one dialect. */
  has(node: SchemaNode): boolean {
    return this.at(node.origin) === node && !this.#differing.has(node);
  }

  #place(node: SchemaNode): void {
    const { document, pointer } = node.origin;
    const places = this.#places.get(document) ?? new Map<string, SchemaNode>();
    this.#places.set(document, places);
    if (!places.has(pointer)) places.set(pointer, node);
  }

  /** What a published schema of the node brings along: what stands in it as it is, and what it refers to as all do. */
  #next(node: SchemaNode): readonly SchemaNode[] {
    const children = nodesWrittenIn(node);
    const others = ((node.written ?? node).refs ?? [])
      .map(this.#canonical)
      .filter((target) => !children.includes(target));
    return others.length === 0 ? children : [...children, ...others];
  }

  /** A dynamic reference makes several schemas of one place; a schema with two references has no one way to write both. */
  #differs(node: SchemaNode): boolean {
    const { dialect } = node.origin.document;
    return (
      this.at(node.origin) !== node ||
      ((node.written ?? node).refs ?? []).length > 1 ||
      this.#next(node).some(({ origin }) => origin.document.dialect !== dialect)
    );
  }
}
