import { isJsonObject, pointerTo } from "../../schema/json.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { keywordsAt } from "./link.js";
import type { LinkedPlaces } from "./linked-places.js";
import type { Place } from "./place.js";
import { type OpenNode, readKeyword } from "./read-keyword.js";
import { type Scope, Scopes } from "./scope.js";

/** Makes the nodes of linked places: one for each place, or for each meaning that the dynamic scope gives it. */
export class NodeBuilder {
  readonly #linked: LinkedPlaces;
  readonly #scopes: Scopes;
  /** The nodes of each scope, by its key; most libraries have one scope. */
  readonly #nodes = new Map<string, Map<Place, SchemaNode>>();
  readonly #open: { readonly node: OpenNode; readonly place: Place; readonly scope: Scope }[] = [];

  constructor(linked: LinkedPlaces) {
    this.#linked = linked;
    this.#scopes = new Scopes(linked);
  }

  /** The node of a schema that is read on its own: a document's root, or an entry of its definitions. */
  build(root: Place, place: Place): SchemaNode {
    const node = this.#node(place, this.#scopes.outermost(root, place));
    // Nodes are handed out before they are filled, so a graph of any depth takes no stack.
    for (let next = this.#open.pop(); next !== undefined; next = this.#open.pop()) {
      this.#fill(next.node, next.place, next.scope);
    }
    return node;
  }

  #node(place: Place, scope: Scope): SchemaNode {
    let inScope = this.#nodes.get(scope.key);
    if (inScope === undefined) {
      inScope = new Map();
      this.#nodes.set(scope.key, inScope);
    }
    let node = inScope.get(place);
    if (node === undefined) {
      node = { origin: { document: place.source.document, pointer: place.pointer } };
      inScope.set(place, node);
      this.#open.push({ node, place, scope });
    }
    return node;
  }

  /** The node of a place that is reached from a schema in a scope. */
  #reach(place: Place, scope: Scope): SchemaNode {
    return this.#node(place, this.#scopes.enter(scope, place));
  }

  #fill(node: OpenNode, place: Place, scope: Scope): void {
    const { value, source, pointer, resource } = place;
    if (typeof value === "boolean") node.boolean = value;
    if (!isJsonObject(value)) return;

    const links = this.#linked.links.get(place) ?? [];
    if (links.length > 0) {
      node.refs = links.map(({ target, dynamic }) => {
        const bound = dynamic === undefined ? undefined : scope.bindings.get(dynamic);
        return this.#reach(bound ?? target, scope);
      });
    }
    const faulty = this.#linked.faulty.get(place);
    for (const [keyword, held] of keywordsAt(place)) {
      if (faulty?.has(keyword.name) === true) continue;
      const start = pointerTo(pointer, keyword.name);
      readKeyword(node, keyword, held, {
        schema: value,
        dialect: resource.rules.dialect,
        usesUnevaluatedItems: this.#linked.usesUnevaluatedItems,
        at: (...tokens) => {
          const inner = source.places.get(tokens.reduce(pointerTo, start));
          // Every schema in a keyword was indexed before; what stands there may still be no schema.
          return inner === undefined ? node : this.#reach(inner, scope);
        },
      });
    }
  }
}
