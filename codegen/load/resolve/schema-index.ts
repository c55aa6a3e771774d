import {
  DEFAULT_DIALECT,
  DIALECT_URIS,
  isUnversioned,
  type Rules,
  rulesFor,
  rulesOf,
} from "../../schema/dialect.js";
import {
  isJsonObject,
  isJsonSchema,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  pointerTo,
} from "../../schema/json.js";
import { pointerTokens, stepInto } from "../../schema/json-pointer.js";
import { schemasIn } from "../../schema/keyword-value.js";
import { metaSchemaAt } from "../../schema/meta-schema.js";
import type { Dialect, SchemaDocument } from "../../schema/schema-document.js";
import { resolveUri, splitReference, uriKey } from "../../schema/uri.js";
import { parse } from "../../text/parse.js";
import type { ProblemText } from "../problem-at.js";
import { nameAnchors } from "./anchors.js";
import { Faults } from "./faults.js";
import { idKeyword, ownId } from "./identifier.js";
import type { Place, Resource, Source } from "./place.js";
import { newResource, Resources } from "./resources.js";

/** A document and the URI under which it is kept. */
export interface KeptDocument {
  readonly document: SchemaDocument;
  readonly uri: string;
  /** Set for a file that is a schema only if something refers to it: its name doesn't say that it is one. */
  readonly isOptional?: boolean;
  /** Set for a member of a contract: what it leads to is used. */
  readonly isMember?: boolean;
}

/** What is indexed, and what is known of where it comes from. */
export interface IndexedDocuments {
  readonly documents: readonly KeptDocument[];
  /** Documents for absolute URIs. */
  readonly given: Iterable<readonly [uri: string, schema: JsonSchema]>;
  readonly root: string;
  readonly paths: readonly string[];
  readonly broken: ReadonlySet<string>;
  /** The URIs of folders that are links, each with that of the folder it leads to, with a `/` at their ends. */
  readonly links: ReadonlyMap<string, string>;
}

/**
 * Every schema of every document at hand, by URI and by place.
 *
 * Documents of the user's are indexed at once; documents that were given for absolute URIs, and the meta-schemas, when a
 * reference first leads to them. Nothing is ever fetched.
 *
 * One class, because indexing and finding need each other: a `$schema` is looked up while documents are indexed, and a reference may lead to
 * a document that is indexed only then.
 */
export class SchemaIndex {
  /** The user's documents. */
  readonly sources: readonly Source[];
  /** Those of them that are read whether something refers to them or not. */
  readonly roots: readonly Source[];
  /** What is wrong in the documents. */
  readonly faults: Faults = new Faults();
  /** Every schema that has a URI of its own. */
  readonly resources: Resources = new Resources();
  readonly #given: Map<string, { readonly uri: string; readonly schema: JsonSchema }>;
  /** Schemas by what they call themselves, before they are indexed: what a `$schema` may name. */
  readonly #metaSchemas = new Map<string, JsonSchema>();

  /** The URI of the schemas folder, with a `/` at its end. */
  readonly root: string;
  /** The paths of all files in the schemas folder. */
  readonly paths: readonly string[];
  /** URIs of files that are there but could not be read: references to them are not to blame. */
  readonly #broken: ReadonlySet<string>;
  readonly #links: readonly (readonly [from: string, to: string])[];
  /** References to them. */
  readonly missed: { readonly place: Place; readonly key: string }[] = [];

  constructor({ documents, given, root, paths, broken, links }: IndexedDocuments) {
    this.root = root;
    this.paths = paths;
    this.#broken = broken;
    this.#links = [...links].map(([from, to]) => [uriKey(from), uriKey(to)]);
    this.#given = new Map(
      [...given].map(([uri, schema]) => [uriKey(resolveUri(uri, uri) ?? uri), { uri, schema }]),
    );
    for (const { document, uri } of documents) {
      const id = isJsonObject(document.schema) ? document.schema.$id : undefined;
      const own = typeof id === "string" ? resolveUri(id, uri) : undefined;
      if (own !== undefined) this.#metaSchemas.set(uriKey(own), document.schema);
    }
    // What may be no schema at all must not take an `$id` from one that is.
    this.roots = documents.flatMap((kept) =>
      kept.isOptional === true ? [] : [this.#add(kept.document, kept.uri)],
    );
    const others = documents.flatMap((kept) =>
      kept.isOptional === true ? [this.#add(kept.document, kept.uri)] : [],
    );
    this.sources = [...this.roots, ...others];
  }

  /**
   * The resource at an absolute URI without a fragment.
   *
   * @param dialect the dialect of a document that is given for the URI and does not name its own
   */
  find(uri: string, dialect: Dialect): Resource | undefined {
    const key = this.#keyOf(uri);
    const known = this.resources.at(key) ?? this.#addGiven(key, dialect) ?? this.#addMetaSchema(uri);
    if (known !== undefined || this.#given.size === 0) return known;
    // The URI may be that of a schema inside a document that nothing has led to yet.
    for (const given of [...this.#given.keys()]) this.#addGiven(given, dialect);
    return this.resources.at(key);
  }

  /** The key of a URI that may lead through a link: a file is kept by the path that has none. */
  #keyOf(uri: string): string {
    const key = uriKey(uri);
    const [from, to] = this.#links.find(([link]) => key.startsWith(link)) ?? ["", ""];
    return to + key.slice(from.length);
  }

  /** Whether there is a file at a URI that could not be read; keeps in mind who asked for it. */
  isBroken(uri: string, place: Place): boolean {
    const key = this.#keyOf(uri);
    if (this.#broken.has(key)) this.missed.push({ place, key });
    return this.#broken.has(key);
  }

  /** What a name is bound to as a dynamic anchor, in every resource that has it. */
  *dynamicAnchors(name: string): Generator<Place> {
    for (const { dynamicAnchors } of this.resources.all()) {
      const place = dynamicAnchors.get(name);
      if (place !== undefined) yield place;
    }
  }

  /** The resource at the root of a document. */
  rootOf({ places }: Source): Resource | undefined {
    return places.get("")?.resource;
  }

  /**
   * What a reference may lead to, apart from its fragment: first by the specification, from the base URI; then from the
   * place of the file. Where several resources claim the URI, all of them.
   */
  *resourcesAt(
    { source, resource }: Place,
    reference: string,
  ): Generator<readonly [Resource, ...Resource[]]> {
    for (const base of new Set([resource.uri, source.uri])) {
      const uri = resolveUri(reference, base);
      const known = uri === undefined ? undefined : this.find(uri, resource.rules.dialect);
      if (uri !== undefined && known !== undefined) {
        yield [known, ...this.resources.rivalsAt(this.#keyOf(uri))];
      }
    }
  }

  /** The schema at a fragment of a resource: a JSON Pointer from its root, or an anchor. */
  placeAt(resource: Resource, fragment: string): Place | undefined {
    if (fragment !== "" && !fragment.startsWith("/")) return resource.anchors.get(fragment);
    const { source } = resource;
    const pointer = `${resource.pointer}${fragment}`;
    const known = source.places.get(pointer);
    if (known !== undefined) return isJsonSchema(known.value) ? known : undefined;

    let owner = resource;
    let at = "";
    let value: JsonValue | undefined = source.document.schema;
    for (const token of pointerTokens(pointer)) {
      at = pointerTo(at, token);
      value = stepInto(value, token);
      owner = source.places.get(at)?.resource ?? owner;
    }
    if (!isJsonSchema(value)) return undefined;
    // Inside a keyword that is not known nothing is a schema until a reference says so.
    if (!source.places.has(at)) this.#index(source, at, value, owner);
    return source.places.get(at);
  }

  #add(raw: SchemaDocument, uri: string): Source {
    const [rules, fault] = this.#rootRules(raw);
    const document = withDialect(raw, rules.dialect);
    const source: Source = { document, uri, places: new Map() };
    if (document.schema !== raw.schema) this.faults.report(source, "/$schema", UNVERSIONED);
    if (fault !== undefined) this.faults.report(source, "/$schema", fault, { isOfAllBelow: true });

    const id = ownId(document.schema, rules);
    const own = id === undefined ? undefined : resolveUri(splitReference(id)[0], uri);
    const resource = newResource(own ?? uri, "", source, rules);
    if (own !== undefined) this.resources.add(own, resource);
    this.resources.add(uri, resource);
    this.#index(source, "", document.schema, resource);
    return source;
  }

  #addGiven(key: string, dialect: Dialect): Resource | undefined {
    const given = this.#given.get(key);
    if (given === undefined) return undefined;
    this.#given.delete(key);
    return this.#addValue(given.schema, given.uri, dialect);
  }

  #addMetaSchema(uri: string): Resource | undefined {
    const schema = metaSchemaAt(uri);
    return schema === undefined ? undefined : this.#addValue(schema, uri, DEFAULT_DIALECT);
  }

  #addValue(schema: JsonSchema, uri: string, dialect: Dialect): Resource | undefined {
    const { document } = parse({ path: uri, file: uri, text: JSON.stringify(schema, null, 2), dialect });
    if (document === undefined) return undefined;
    const absolute = resolveUri(uri, uri) ?? uri;
    this.#add(document, absolute);
    return this.resources.at(uriKey(absolute));
  }

  #rootRules({ schema, dialect }: SchemaDocument): readonly [Rules, ProblemText?] {
    const declared = isJsonObject(schema) ? schema.$schema : undefined;
    return typeof declared === "string" ? this.#declaredRules(declared, dialect) : [rulesOf(dialect)];
  }

  #declaredRules(uri: string, otherwise: Dialect): readonly [Rules, ProblemText?] {
    const found = rulesFor(uri, (wanted) => {
      const key = uriKey(resolveUri(wanted, wanted) ?? wanted);
      return this.#given.get(key)?.schema ?? this.#metaSchemas.get(key) ?? this.#resourceSchema(key);
    });
    return "dialect" in found ? [found] : [rulesOf(otherwise), { severity: "error", ...found }];
  }

  #resourceSchema(key: string): JsonSchema | undefined {
    const resource = this.resources.at(key);
    return resource?.pointer === "" ? resource.source.document.schema : undefined;
  }

  /** Finds the schemas in a schema, with their identifiers. */
  #index(source: Source, start: string, root: JsonValue, resource: Resource): void {
    const open: { readonly pointer: string; readonly value: JsonValue; readonly parent: Resource }[] = [
      { pointer: start, value: root, parent: resource },
    ];
    for (const { pointer, value, parent } of open) {
      const owner = isJsonObject(value) ? this.#identify(source, pointer, value, parent) : parent;
      const place: Place = { source, pointer, value, resource: owner };
      source.places.set(pointer, place);
      if (!isJsonObject(value)) continue;
      nameAnchors(place, value, this.faults);
      for (const [key, held] of Object.entries(value)) {
        const keyword = owner.rules.keywords.get(key);
        if (keyword === undefined) continue;
        for (const [tokens, schema] of schemasIn(keyword, held)) {
          open.push({ pointer: tokens.reduce(pointerTo, pointer), value: schema, parent: owner });
        }
      }
    }
  }

  /** The resource that a schema belongs to: its own where it has an `$id`, else that of the schema around it. */
  #identify(source: Source, pointer: string, schema: JsonObject, parent: Resource): Resource {
    if (pointer === parent.pointer && source === parent.source) return parent;
    let rules = parent.rules;
    let fault: ProblemText | undefined;
    if (typeof schema.$schema === "string")
      [rules, fault] = this.#declaredRules(schema.$schema, rules.dialect);
    const id = ownId(schema, rules);
    if (id === undefined) return parent;
    const [relative] = splitReference(id);
    if (relative === "") return parent;
    const uri = resolveUri(relative, parent.uri);
    if (uri === undefined) {
      this.faults.report(
        source,
        `${pointer}/${idKeyword(rules)}`,
        {
          severity: "error",
          code: "bad-id",
          message: `${JSON.stringify(id)} cannot be resolved against ${JSON.stringify(parent.uri)}`,
          remedy: "use an absolute URI",
        },
        { isOfAllBelow: true },
      );
      return parent;
    }
    if (uri === parent.uri) return parent;
    if (fault !== undefined) this.faults.report(source, `${pointer}/$schema`, fault, { isOfAllBelow: true });
    const resource = newResource(uri, pointer, source, rules);
    this.resources.add(uri, resource);
    return resource;
  }
}

/** A document in a dialect. One that only names the latest is given the name of that, for it may be another one tomorrow. */
function withDialect(raw: SchemaDocument, dialect: Dialect): SchemaDocument {
  const { schema } = raw;
  if (isJsonObject(schema) && typeof schema.$schema === "string" && isUnversioned(schema.$schema)) {
    return { ...raw, dialect, schema: { ...schema, $schema: DIALECT_URIS[dialect] } };
  }
  return dialect === raw.dialect ? raw : { ...raw, dialect };
}

const UNVERSIONED: ProblemText = {
  severity: "warning",
  code: "unversioned-dialect",
  message: `this \`$schema\` means the latest dialect, which is ${DEFAULT_DIALECT} today and may change later`,
  remedy: `write \`"$schema": ${JSON.stringify(DIALECT_URIS[DEFAULT_DIALECT])}\``,
};
