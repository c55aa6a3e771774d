import type { JsonObject, JsonSchema } from "../schema/json.js";
import type { Schema } from "../schema/schema.js";
import { unescapeKey } from "../schema/validation/json-pointer.js";
import { isObject, mapSchemas } from "./subschemas.js";

/** A reference to a schema among the components of a document. */
export interface ComponentRef extends JsonObject {
  readonly $ref: string;
}

const COMPONENTS = "#/components/schemas/";
const DIALECT = "https://json-schema.org/draft/2020-12/schema";
const DEFINITION = /^#\/(?:\$defs|definitions)\/([^/]+)$/;

/**
 * The schemas of an OpenAPI or AsyncAPI document, under `#/components/schemas`. What schemas define inside them becomes a component too, so that
 * generators give it a name, and definitions of one name that say the same share one.
 */
export class Components {
  readonly schemas: { [name: string]: JsonSchema } = {};
  readonly #kind: "openapi" | "asyncapi";
  /** The names of components, by the names that they were added by and what they say, together with all that they refer to. */
  readonly #names = new Map<string, string>();

  constructor(kind: "openapi" | "asyncapi") {
    this.#kind = kind;
  }

  /** Adds a schema of a contract under its generated name. */
  add({ name, jsonSchema }: Schema<unknown, unknown>): ComponentRef {
    return this.addJson(name, jsonSchema);
  }

  /** Adds a schema, or finds the one of the same name that says the same. */
  addJson(name: string, schema: JsonSchema): ComponentRef {
    if (typeof schema === "boolean") return this.#claim(name, `${name} ${schema}`, () => schema);
    const { $schema, $id, id, $defs, definitions, ...own } = schema;
    const isHoisted = ($schema === undefined || $schema === DIALECT) && hasOnlyPlainRefs(schema);
    if (!isHoisted) return this.#addWhole(name, schema);
    const document: Definitions = { name, own, all: { ...asMap(definitions), ...asMap($defs) } };
    return this.#addPart(name, own, document);
  }

  /** Adds a schema that refers to components already. */
  addOwn(name: string, schema: JsonSchema): ComponentRef {
    return this.#claim(name, JSON.stringify(["own", name]), () => schema);
  }

  #addPart(name: string, part: JsonSchema, document: Definitions): ComponentRef {
    const refTo = (ref: string): string => {
      if (ref === "#") return this.#addPart(document.name, document.own, document).$ref;
      const defined = definitionIn(ref);
      return this.#addPart(defined, document.all[defined] ?? true, document).$ref;
    };
    return this.#claim(name, `${name} ${closureOf(part, document)}`, () =>
      mapSchemas(part, (schema) => this.#withRefs(schema, refTo)),
    );
  }

  /** A schema that refers to places inside it, or one of another dialect, stays in one piece. */
  #addWhole(name: string, schema: JsonObject): ComponentRef {
    const { $id, ...rest } = schema;
    const base = typeof $id === "string" ? $id : "";
    return this.#claim(name, `${name} ${JSON.stringify(schema)}`, (component) => {
      const refTo = (ref: string): string => {
        const local = base !== "" && ref.startsWith(`${base}#`) ? ref.slice(base.length) : ref;
        const isInside = local === "#" || local.startsWith("#/");
        return isInside ? `${COMPONENTS}${component}${local.slice(1)}` : ref;
      };
      return mapSchemas(rest, (part) => this.#withRefs(part, refTo));
    });
  }

  /** A schema with its references changed. OpenAPI and AsyncAPI each have a keyword `discriminator`, which JSON Schema has not; it is an aid, and left out where it is the other's. */
  #withRefs({ discriminator, ...schema }: JsonObject, refTo: (ref: string) => string): JsonObject {
    const { $ref } = schema;
    const changed = typeof $ref === "string" ? { ...schema, $ref: refTo($ref) } : schema;
    if (discriminator === undefined) return changed;
    if (this.#kind === "asyncapi")
      return typeof discriminator === "string" ? { ...changed, discriminator } : changed;
    if (!isObject(discriminator) || typeof discriminator.propertyName !== "string") return changed;
    const { propertyName, mapping } = discriminator;
    if (!isObject(mapping)) return { ...changed, discriminator: { propertyName } };
    const targets = Object.entries(mapping).flatMap(([value, target]) =>
      typeof target === "string" && DEFINITION.test(target) ? [[value, refTo(target)]] : [],
    );
    return { ...changed, discriminator: { propertyName, mapping: Object.fromEntries(targets) } };
  }

  #claim(wanted: string, says: string, make: (name: string) => JsonSchema): ComponentRef {
    const known = this.#names.get(says);
    if (known !== undefined) return { $ref: COMPONENTS + known };
    const allowed = wanted.replaceAll(/[^\w.-]/g, "_");
    let name = allowed;
    for (let count = 2; Object.hasOwn(this.schemas, name); count++) name = `${allowed}${count}`;
    this.#names.set(says, name);
    // The place is taken before its schema is made, which may refer to itself.
    this.schemas[name] = true;
    this.schemas[name] = make(name);
    return { $ref: COMPONENTS + name };
  }
}

/** A document with its definitions. */
interface Definitions {
  readonly name: string;
  readonly own: JsonSchema;
  readonly all: { readonly [name: string]: JsonSchema };
}

function asMap(value: JsonObject[string] | undefined): { readonly [name: string]: JsonSchema } {
  return isObject(value) ? (value as { [name: string]: JsonSchema }) : {};
}

function definitionIn(ref: string): string {
  return unescapeKey(decodeURIComponent(DEFINITION.exec(ref)?.[1] ?? ""));
}

/** Whether all references of a schema are to itself or to its definitions, and nothing in it has a name of its own. */
function hasOnlyPlainRefs(schema: JsonObject): boolean {
  let isPlain = true;
  const { $id, id, $defs, definitions, ...own } = schema;
  const parts = [own, ...Object.values({ ...asMap(definitions), ...asMap($defs) })];
  for (const part of parts) {
    mapSchemas(part, (each) => {
      const names = [
        "$id",
        "$anchor",
        "$dynamicAnchor",
        "$dynamicRef",
        "$recursiveRef",
        "$defs",
        "definitions",
      ];
      if (names.some((keyword) => keyword in each)) isPlain = false;
      const { $ref } = each;
      if (typeof $ref === "string" && $ref !== "#" && !DEFINITION.test($ref)) isPlain = false;
      return each;
    });
  }
  return isPlain;
}

/** What a schema says, with all that it refers to: two parts of different documents are the same if this is. */
function closureOf(part: JsonSchema, { own, all }: Definitions): string {
  const reached = new Map<string, JsonSchema>();
  const visit = (schema: JsonSchema): void => {
    mapSchemas(schema, (each) => {
      if (typeof each.$ref !== "string" || reached.has(each.$ref)) return each;
      const target = each.$ref === "#" ? own : (all[definitionIn(each.$ref)] ?? true);
      reached.set(each.$ref, target);
      visit(target);
      return each;
    });
  };
  visit(part);
  return JSON.stringify([part, [...reached].sort(([a], [b]) => (a < b ? -1 : 1))]);
}
