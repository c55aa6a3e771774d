import type { Rules } from "../../schema/dialect.js";
import { uriKey } from "../../schema/uri.js";
import type { Resource, Source } from "./place.js";

/** Schemas with a URI of their own, by that. Several may claim one: the first gets it, the others are its rivals. */
export class Resources {
  readonly #first = new Map<string, Resource>();
  readonly #rivals = new Map<string, { readonly uri: string; readonly resources: Resource[] }>();

  /** Adds a resource under a URI that it claims. */
  add(uri: string, resource: Resource): void {
    const key = uriKey(uri);
    const other = this.#first.get(key);
    if (other === undefined) this.#first.set(key, resource);
    if (other === undefined || other === resource) return;
    const rivals = this.#rivals.get(key);
    if (rivals === undefined) this.#rivals.set(key, { uri, resources: [resource] });
    else if (!rivals.resources.includes(resource)) rivals.resources.push(resource);
  }

  /** The resource that has the URI with a key. */
  at(key: string): Resource | undefined {
    return this.#first.get(key);
  }

  /** The others that claim it. */
  rivalsAt(key: string): readonly Resource[] {
    return this.#rivals.get(key)?.resources ?? [];
  }

  /** All resources that have a URI, each once. */
  all(): ReadonlySet<Resource> {
    return new Set(this.#first.values());
  }

  /** Every URI that several resources claim, with all of these. */
  *contested(): Generator<readonly [uri: string, claimants: readonly Resource[]]> {
    for (const [key, { uri, resources }] of this.#rivals) {
      const first = this.#first.get(key);
      if (first !== undefined) yield [uri, [first, ...resources]];
    }
  }
}

/** A resource without anchors, for now. */
export function newResource(uri: string, pointer: string, source: Source, rules: Rules): Resource {
  return { uri, pointer, source, rules, anchors: new Map(), dynamicAnchors: new Map() };
}
