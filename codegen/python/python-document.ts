import type { Defaults } from "../defaults/defaults.js";
import { initialDefault } from "../defaults/initial-default.js";
import { refusesNeutral } from "../defaults/neutral-element.js";
import type { Plan } from "../defaults/plan.js";
import { listsParts } from "../discover/member-kind.js";
import { reference } from "../json-schemas/file-json.js";
import { nodeJson } from "../json-schemas/node-json.js";
import { type Printable, printedJson } from "../json-schemas/print-document.js";
import { objectShape } from "../model/fields.js";
import type { ContractModel, FieldModel, LibraryModel } from "../model/model.js";
import { takeName } from "../print/free-name.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { definitionOf } from "../wrappers/graph-printing.js";
import { BUILT_IN, isDistinct } from "../wrappers/reducer-types.js";

type Json = { [name: string]: unknown };

/** Schemas nested deeper than this become definitions: readers of JSON go into it by recursion. */
const MAX_DEPTH = 40;

/**
 * What the Python runtime needs of a contract, as data: the schemas in JSON Schema 2020-12, where each stands in its file, the plans by which
 * defaults are filled in, and how fields are folded.
 */
export function contractDocument(contract: ContractModel, library: LibraryModel, defaults: Defaults): Json {
  return new ContractDocument(library, defaults).of(contract);
}

class ContractDocument {
  readonly #library: LibraryModel;
  readonly #defaults: Defaults;
  readonly #names = new Map<SchemaNode, string>();
  readonly #taken = new Set<string>();
  readonly #pending: SchemaNode[] = [];
  readonly #plans: Json = Object.create(null) as Json;
  readonly #planNames = new Map<SchemaNode, string>();
  readonly #pendingPlans: SchemaNode[] = [];

  constructor(library: LibraryModel, defaults: Defaults) {
    this.#library = library;
    this.#defaults = defaults;
  }

  of(contract: ContractModel): Json {
    const { name, fingerprint, members, fields, update, overwrite } = contract;
    const schemas: Json = {};
    for (const { kind, node } of members) if (!listsParts(kind)) schemas[kind] = this.#nameOf(node);
    schemas.update = this.#nameOf(update);
    if (overwrite !== undefined) schemas.overwrite = this.#nameOf(overwrite);
    const body: Json = {
      name,
      fingerprint,
      schemas,
      fields: fields.map((field) => this.#field(contract, field)),
      ...this.#memberFields(contract),
      ...this.#parts(contract),
    };
    return { ...body, ...this.#definitions() };
  }

  #nameOf(node: SchemaNode): string {
    const definition = this.#library.definitions.get(node);
    const canonical = definition?.node ?? node;
    let name = this.#names.get(canonical);
    if (name === undefined) {
      name = takeName(definition?.name ?? "Part", this.#taken);
      this.#names.set(canonical, name);
      this.#pending.push(canonical);
    }
    return name;
  }

  #field(contract: ContractModel, field: FieldModel): Json {
    const { name, reducer, tracked, node } = field;
    const initial = initialDefault(contract, field, this.#defaults);
    return {
      name,
      reducer,
      ...(tracked ? {} : { tracked }),
      ...(initial === undefined ? {} : { default: initial.value }),
      ...(initial === undefined && refusesNeutral(field, this.#defaults) ? { absent: true } : {}),
      ...(!BUILT_IN.has(reducer) && isDistinct(field) ? { distinct: true } : {}),
      ...(reducer === "replace" ? {} : { schema: this.#nameOf(node) }),
    };
  }

  #memberFields({ members, fields }: ContractModel): Json {
    const found: Json = {};
    for (const { kind, node } of members) {
      if (kind !== "input" && kind !== "output") continue;
      const { properties } = objectShape(node);
      found[`${kind}Fields`] = fields.map(({ name }) => name).filter((name) => properties.has(name));
    }
    return found;
  }

  #parts({ store, interrupts, tools }: ContractModel): Json {
    const schema = (node: SchemaNode): string => this.#nameOf(definitionOf(node, this.#library).node);
    return {
      ...(store && { store: store.map(({ path, node }) => ({ path, schema: schema(node) })) }),
      ...(interrupts && {
        interrupts: interrupts.map(({ name, value, resume }) => ({
          name,
          value: schema(value),
          resume: schema(resume),
        })),
      }),
      ...(tools && {
        tools: tools.map(({ name, description, input, output }) => ({
          name,
          description,
          input: schema(input),
          output: schema(output),
        })),
      }),
    };
  }

  /** Every schema that the contract needs, with its place and its plan. */
  #definitions(): Json {
    const definitions: Json = {};
    const places: Json = {};
    for (let node = this.#pending.shift(); node !== undefined; node = this.#pending.shift()) {
      const name = this.#nameOf(node);
      definitions[name] = this.#schema(node);
      const { document, pointer } = node.origin;
      places[name] = `${document.path}${reference(pointer)}`;
      if (this.#defaults.hasDefaults(node)) this.#planOf(node);
    }
    for (let node = this.#pendingPlans.shift(); node !== undefined; node = this.#pendingPlans.shift()) {
      this.#plans[this.#planOf(node)] = this.#plan(node);
    }
    return { places, plans: { ...this.#plans }, $defs: definitions };
  }

  #schema(node: SchemaNode): unknown {
    if (node.isMessage === true) return true;
    const refTo = (target: SchemaNode): string => reference(`/$defs/${this.#nameOf(target)}`);
    const json = nodeJson(node, refTo, (inner, depth): Printable | undefined => {
      if (inner.isMessage === true) return true;
      const isNamed = this.#library.definitions.get(inner)?.node === inner;
      return isNamed || depth >= MAX_DEPTH ? { $ref: refTo(inner) } : undefined;
    });
    return printedJson(json);
  }

  #planOf(node: SchemaNode): string {
    let name = this.#planNames.get(node);
    if (name === undefined) {
      name = this.#names.get(node) ?? `plan${this.#planNames.size}`;
      this.#planNames.set(node, name);
      this.#pendingPlans.push(node);
    }
    return name;
  }

  /** One schema's plan; the plans of schemas inside it are referred to by their names. */
  #plan(node: SchemaNode): Json {
    const plan: Plan = this.#defaults.plan(node);
    const to = (inner: SchemaNode): string => this.#planOf(inner);
    const risky = [...new Set([...this.#defaults.allRisks(node).keys()].map((fill) => fill.name))].sort();
    const { only, properties, patternProperties, additionalProperties, prefixItems, items, also, unions } =
      plan;
    return {
      ...(only && { only }),
      ...(risky.length > 0 && { risky }),
      ...(properties.length > 0 && {
        properties: properties.map(({ name, default: own, node: inside }) => ({
          name,
          ...(own && { default: own.value }),
          ...(inside && { plan: to(inside) }),
        })),
      }),
      ...(patternProperties.length > 0 && {
        patternProperties: patternProperties.map(([pattern, inside]) => [pattern, to(inside)]),
      }),
      ...(additionalProperties && {
        additionalProperties: {
          except: additionalProperties.except,
          exceptPatterns: additionalProperties.exceptPatterns,
          plan: to(additionalProperties.node),
        },
      }),
      ...(prefixItems.length > 0 && { prefixItems: prefixItems.map((item) => (item ? to(item) : null)) }),
      ...(items && { items: { from: items.from, plan: to(items.node) } }),
      ...(also.length > 0 && { also: also.map(to) }),
      ...(unions.length > 0 && {
        unions: unions.map(({ property, branches }) => ({
          property,
          branches: branches.map(([value, inside]) => [value, to(inside)]),
        })),
      }),
    };
  }
}
