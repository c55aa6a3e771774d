import type { Defaults } from "../../defaults/defaults.js";
import type { DefinitionModel, LibraryModel } from "../../model/model.js";
import type { JsonType, SchemaNode } from "../../schema/schema-node.js";
import { covers } from "../algebra/covers.js";
import { arrayTerm, type Expansion, intersect } from "../algebra/intersect.js";
import { keyOfTerm, keyOfType } from "../algebra/key.js";
import { hasKey, keyPattern } from "../algebra/key-pattern.js";
import { propertyAt } from "../algebra/object-at.js";
import { subtract } from "../algebra/subtract.js";
import {
  ANY_ARRAY,
  ANY_OBJECT,
  BASE_MESSAGE,
  BOOLEAN,
  INTEGER,
  isAnyArray,
  isAnyObject,
  isNever,
  isUnknown,
  type NameTerm,
  NEVER,
  NULL,
  NUMBER,
  type ObjectTerm,
  type Property,
  STRING,
  type Term,
  type Type,
  UNKNOWN,
  type View,
} from "../algebra/type.js";
import { union } from "../algebra/union.js";
import { type Doc, docOf, mergeDocs } from "../print/doc.js";
import { constantsOf } from "./constant.js";
import { choicesOf, evaluatedBy, inPlaceChildren } from "./evaluated.js";
import { typeText } from "./verbatim.js";

/** Schemas nested deeper than this without a name are `unknown` from there on. */
const DEPTH = 80;
/** So many names may be waiting for each other's types. */
const DEPTH_OF_NAMES = 40;

const KIND: Readonly<Record<JsonType, Term>> = {
  null: NULL,
  boolean: BOOLEAN,
  number: NUMBER,
  integer: INTEGER,
  string: STRING,
  array: ANY_ARRAY,
  object: ANY_OBJECT,
};

/** What the evaluator works with. */
export interface EvaluatorOptions {
  readonly definitions: LibraryModel["definitions"];
  readonly defaults: Pick<
    Defaults,
    "usableDefault" | "hasDefaults" | "appliedBranches" | "completedBranches" | "risks"
  >;
  /** Schemas whose values must not be shown in docs. */
  readonly secrets: ReadonlySet<SchemaNode>;
  /** Definitions whose type isn't what their schema says (a graph's state): a reference to one is spelt out. */
  readonly special: ReadonlySet<SchemaNode>;
}

/**
 * From schemas to types. One instance serves a whole library: it remembers the type of every schema.
 *
 * Each keyword gives a type by itself, mostly a union with all kinds of values that it has nothing to say about; the type of a schema is their intersection.
 */
export class Evaluator implements Expansion {
  readonly intersections: Map<string, Type> = new Map<string, Type>();
  readonly #options: EvaluatorOptions;
  readonly #types: Record<View, Map<SchemaNode, Type>> = { input: new Map(), output: new Map() };
  readonly #active: Record<View, Set<SchemaNode>> = { input: new Set(), output: new Set() };
  #depth = 0;
  #names = 0;

  constructor(options: EvaluatorOptions) {
    this.#options = options;
  }

  /**
   * Works out the types of definitions, each after those that it is made from, so that a long chain of them needs no deep recursion.
   */
  prepare(nodes: readonly SchemaNode[]): void {
    const done = new Set<SchemaNode>();
    for (const start of nodes) {
      const open: { node: SchemaNode; ready: boolean }[] = [{ node: start, ready: false }];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const { node, ready } = next;
        if (ready && this.#options.definitions.has(node)) {
          this.bodyOf(node, "input");
          this.bodyOf(node, "output");
        }
        if (ready || done.has(node)) continue;
        done.add(node);
        open.push({ node, ready: true });
        for (const child of inPlaceChildren(node)) open.push({ node: child, ready: false });
      }
    }
  }

  /** What a schema is called where it is used: its name where it has one, else its type. */
  typeOf(node: SchemaNode, view: View): Type {
    const definition = this.#options.definitions.get(node);
    if (definition === undefined || this.#options.special.has(node) || isTrivial(definition)) {
      return this.bodyOf(node, view);
    }
    return [{ kind: "name", definition, view: this.#viewOf(definition.node, view) }];
  }

  /** The type that a schema stands for, spelt out even where it has a name. */
  bodyOf(node: SchemaNode, asked: View): Type {
    const view = this.#viewOf(node, asked);
    const known = this.#types[view].get(node);
    if (known !== undefined) return known;
    const active = this.#active[view];
    if (active.has(node) || this.#depth > DEPTH) return UNKNOWN;
    active.add(node);
    this.#depth += 1;
    const type = view === "output" ? this.#completed(node) : this.#evaluate(node, view);
    this.#depth -= 1;
    active.delete(node);
    this.#types[view].set(node, type);
    return type;
  }

  /** Without defaults there is one view only. */
  #viewOf(node: SchemaNode, view: View): View {
    return view === "output" && !this.#options.defaults.hasDefaults(node) ? "input" : view;
  }

  expand({ definition: { node }, view }: NameTerm): Type | undefined {
    if (this.#active[view].has(node)) return undefined;
    if (this.#names > DEPTH_OF_NAMES && !this.#types[view].has(node)) return undefined;
    this.#names += 1;
    const depth = this.#depth;
    this.#depth = 0;
    const type = this.bodyOf(node, view);
    this.#depth = depth;
    this.#names -= 1;
    return type;
  }

  /** What a schema says to readers where it stands under a name. */
  docOf(node: SchemaNode, name: string): Doc | undefined {
    const docs: (Doc | undefined)[] = [];
    for (const layer of [...this.#layersOf(node)].reverse()) {
      docs.push(docOf(layer, name, this.#options.secrets.has(layer)));
    }
    return mergeDocs(docs);
  }

  /** The schema and the nameless schemas that it is made of: where the words about it are. */
  #layersOf(node: SchemaNode): Set<SchemaNode> {
    const layers = new Set([node]);
    for (const layer of layers) {
      const { refs = [], allOf = [], anyOf = [], oneOf = [] } = layer;
      const choice = [...anyOf, ...oneOf].filter(
        (child) => !(child.type?.length === 1 && child.type[0] === "null"),
      );
      const children = [...refs, ...allOf, ...(choice.length === 1 ? choice : [])];
      for (const child of children) {
        const definition = this.#options.definitions.get(child);
        if (definition === undefined || isTrivial(definition)) layers.add(child);
      }
    }
    return layers;
  }

  /** The type of a value with the defaults that are surely filled in. */
  #completed(node: SchemaNode): Type {
    const absent = this.#riskyNames(node);
    if (this.#options.defaults.risks(node).inside.size === 0) return this.#evaluate(node, "output", absent);
    // What schemas for the same value say of each other's insides has no name; there, a value may be as it was given.
    const names = [...this.#defaultedNames(node, false)].filter((name) => !absent.has(name));
    return this.#withPresence(this.bodyOf(node, "input"), new Set(names), false);
  }

  /** The properties of a value whose default may not be filled in, for the sake of whichever part of its schema. */
  #riskyNames(node: SchemaNode): Set<string> {
    const names = new Set<string>();
    const layers = new Set([node]);
    for (const layer of layers) {
      for (const name of this.#options.defaults.risks(layer).own.keys()) names.add(name);
      const { refs = [], allOf = [], anyOf = [], oneOf = [] } = layer;
      for (const child of [...refs, ...allOf, ...anyOf, ...oneOf]) layers.add(child);
    }
    return names;
  }

  /** @param absent - Properties that may be absent though one part of the schema by itself would always fill them in. */
  #evaluate(node: SchemaNode, view: View, absent: ReadonlySet<string> = new Set()): Type {
    const { types, layers } = this.#conjuncts(node, view, absent);
    const loosened = (type: Type) => (absent.size === 0 ? type : this.#withPresence(type, absent, true));
    let type = intersect(types.map(loosened), this);
    for (const layer of layers) type = this.#conditional(type, layer);
    const unevaluated = layers.map((layer) => loosened(this.#unevaluated(layer, view)));
    type = intersect([type, ...unevaluated], this);
    for (const layer of layers) if (layer.not !== undefined) type = this.#without(type, layer.not);
    const isCombined = types.filter((part) => !isUnknown(part)).length > 1;
    return view === "input" && isCombined ? this.#withoutDefaulted(node, type) : type;
  }

  /** What is filled in before a value is checked may be left out, whatever part of the schema requires it. */
  #withoutDefaulted(node: SchemaNode, type: Type): Type {
    if (!this.#options.defaults.hasDefaults(node)) return type;
    return this.#withPresence(type, this.#defaultedNames(node, true), true);
  }

  /** The type with some properties optional, or not. */
  #withPresence(type: Type, names: ReadonlySet<string>, optional: boolean): Type {
    return union(
      type.map((term): Type => {
        if (term.kind === "object") return [this.#objectWithPresence(term, names, optional)];
        if (term.kind !== "name") return [term];
        const body = this.expand(term);
        if (body === undefined) return UNKNOWN;
        const open = body.map((part) =>
          part.kind === "object" ? this.#objectWithPresence(part, names, optional) : part,
        );
        return open.every((part, index) => part === body[index]) ? [term] : open;
      }),
    );
  }

  /** The properties of a value that get a default, from whichever part of its schema; of branches too, where that is asked for. */
  #defaultedNames(node: SchemaNode, ofBranches: boolean): Set<string> {
    const { defaults } = this.#options;
    const names = new Set<string>();
    const layers = new Set([node]);
    for (const { properties, refs = [], allOf = [], anyOf = [], oneOf = [] } of layers) {
      for (const [name, child] of properties ?? []) {
        if (defaults.usableDefault(child) !== undefined) names.add(name);
      }
      for (const child of [...refs, ...allOf]) layers.add(child);
      for (const branches of ofBranches ? [anyOf, oneOf] : []) {
        const applied = defaults.appliedBranches(branches);
        for (const [index, child] of branches.entries()) if (applied[index] === true) layers.add(child);
      }
    }
    return names;
  }

  #objectWithPresence(object: ObjectTerm, names: ReadonlySet<string>, optional: boolean): Term {
    const isOther = ([name, property]: readonly [string, Property]) =>
      property.optional !== optional && names.has(name);
    if (![...object.properties].some(isOther)) return object;
    const properties = [...object.properties].map((entry): [string, Property] =>
      isOther(entry) ? [entry[0], { ...entry[1], optional }] : entry,
    );
    const result: ObjectTerm = { ...object, properties: new Map(properties) };
    // With that, it may be no more than what it was made from.
    const [base, ...others] = result.bases ?? [];
    const body = base === undefined || others.length > 0 ? undefined : this.expand(base);
    return base !== undefined && body !== undefined && keyOfType(body) === keyOfTerm(result) ? base : result;
  }

  /** The types that a value must fit all at once; `allOf` and references are followed without recursion, as deep as they go. */
  #conjuncts(
    start: SchemaNode,
    view: View,
    absent: ReadonlySet<string>,
  ): { types: Type[]; layers: SchemaNode[] } {
    const types: Type[] = [];
    const layers = new Set<SchemaNode>();
    const open: (SchemaNode | (() => Type))[] = [start];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (typeof next === "function") {
        types.push(next());
        continue;
      }
      const node = next;
      if (layers.has(node)) continue;
      const { definitions, special } = this.#options;
      if (node !== start && definitions.has(node) && !special.has(node)) {
        types.push(this.typeOf(node, view));
        continue;
      }
      layers.add(node);
      if (node.boolean !== undefined) types.push(node.boolean ? UNKNOWN : NEVER);
      const verbatim = node.tsType === undefined ? undefined : typeText(node.tsType);
      if (verbatim !== undefined) {
        types.push([{ kind: "verbatim", text: verbatim }]);
        continue;
      }
      if (node.isMessage === true) {
        types.push(MESSAGE);
        continue;
      }
      types.push(kindsOf(node));
      const own = [
        () => constantsOf(node),
        () => this.#object(node, view, absent),
        () => this.#array(node, view),
        () => this.#choice(node, "anyOf", view),
        () => (isClosedLater(start) || isClosedLater(node) ? UNKNOWN : this.#choice(node, "oneOf", view)),
      ];
      open.push(...[...(node.refs ?? []), ...(node.allOf ?? []), ...own].reverse());
    }
    return { types, layers: [...layers] };
  }

  /** `properties` and its kin; other kinds of values are untouched by them. */
  #object(node: SchemaNode, view: View, absent: ReadonlySet<string>): Type {
    const { required = [], maxProperties } = node;
    const patterns = new Map<string, Type>();
    for (const [pattern, child] of node.patternProperties ?? [])
      patterns.set(pattern, this.typeOf(child, view));
    const rest =
      node.additionalProperties === undefined ? UNKNOWN : this.typeOf(node.additionalProperties, view);
    const others: ObjectTerm = { kind: "object", properties: new Map(), patterns, rest };

    const properties = new Map<string, Property>();
    for (const [name, child] of node.properties ?? []) {
      const present =
        this.#options.defaults.usableDefault(child) === undefined
          ? required.includes(name)
          : view === "output" && !absent.has(name);
      const doc = this.docOf(child, name);
      const type = intersect([this.typeOf(child, view), ...surePatterns(patterns, name)], this);
      if (isNever(type) && isNever(rest) && !present) continue;
      properties.set(name, { type, optional: !present, ...(doc === undefined ? {} : { doc }) });
    }
    for (const name of required) {
      if (!properties.has(name))
        properties.set(name, { type: propertyAt(others, name).type, optional: false });
    }
    const object = this.#withNames(
      { ...others, properties },
      maxProperties === 0 ? { boolean: false } : node.propertyNames,
    );
    const impossible =
      object === undefined ||
      [...object.properties.values()].some(({ type, optional }) => !optional && isNever(type));
    if (!impossible && isAnyObject(object)) return UNKNOWN;
    return [STRING, NUMBER, BOOLEAN, ANY_ARRAY, ...(impossible ? [] : [object]), NULL];
  }

  /** `propertyNames` says something to TypeScript where it lists the names. */
  #withNames(
    object: ObjectTerm,
    propertyNames: Pick<SchemaNode, "boolean"> | SchemaNode | undefined,
  ): ObjectTerm | undefined {
    const names = propertyNames === undefined ? undefined : this.#listOfNames(propertyNames);
    if (names === undefined) return object;
    const properties = new Map<string, Property>();
    for (const [name, property] of object.properties) {
      if (names.has(name)) properties.set(name, property);
      else if (!property.optional) return undefined;
    }
    for (const name of names) {
      if (!properties.has(name)) properties.set(name, { ...propertyAt(object, name), listed: true });
    }
    return { kind: "object", properties, patterns: new Map(), rest: NEVER };
  }

  #listOfNames(propertyNames: Pick<SchemaNode, "boolean"> | SchemaNode): Set<string> | undefined {
    const type = "origin" in propertyNames ? this.#spellOut(this.bodyOf(propertyNames, "input")) : NEVER;
    const names = new Set<string>();
    for (const term of type) {
      if (term.kind === "literal") {
        if (typeof term.value === "string") names.add(term.value);
      } else if (term.kind !== "primitive" && term.kind !== "array" && term.kind !== "object") {
        return undefined;
      } else if (term.kind === "primitive" && term.primitive === "string") {
        return undefined;
      }
    }
    return names;
  }

  /** `prefixItems` and its kin. */
  #array(node: SchemaNode, view: View): Type {
    const { prefixItems = [], items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = node;
    const typeOfItem = (child: SchemaNode): Type => {
      const type = this.typeOf(child, view);
      // Messages come as LangChain's objects too, whatever their schema says of their data.
      return node.reducer === "messages" ? union([[BASE_MESSAGE], type]) : type;
    };
    const prefix = prefixItems.map(typeOfItem);
    const rest = items === undefined ? UNKNOWN : typeOfItem(items);
    const array = arrayTerm(prefix, rest, minItems, maxItems);
    if (array !== undefined && isAnyArray(array)) return UNKNOWN;
    return [STRING, NUMBER, BOOLEAN, ...(array === undefined ? [] : [array]), ANY_OBJECT, NULL];
  }

  /** `anyOf` and `oneOf`. Where nobody can tell which branch a value took, no defaults were applied to it. */
  #choice(node: SchemaNode, keyword: "anyOf" | "oneOf", view: View): Type {
    const branches = node[keyword];
    if (branches === undefined) return UNKNOWN;
    return union(branches.map((branch) => this.#branch(node, keyword, branch, view)));
  }

  #branch(node: SchemaNode, keyword: "anyOf" | "oneOf", branch: SchemaNode, view: View): Type {
    const isCompleted =
      view === "output" && this.#options.defaults.completedBranches(node, keyword).includes(branch);
    return this.#withDoc(this.typeOf(branch, isCompleted ? "output" : "input"), branch);
  }

  /** A constant that is described where it is listed keeps its description. */
  #withDoc(type: Type, node: SchemaNode): Type {
    const [only] = type;
    if (only?.kind !== "literal" || type.length > 1) return type;
    const doc = this.docOf(node, String(only.value));
    return doc === undefined ? type : [{ ...only, doc }];
  }

  /** `if`, `then` and `else`: one case or the other, where that makes a difference and can still be read. */
  #conditional(base: Type, { if: condition, then: consequence, else: alternative }: SchemaNode): Type {
    if (condition === undefined) return base;
    const narrowed = (type: Type, child: SchemaNode | undefined): Type =>
      child === undefined ? type : intersect([type, this.typeOf(child, "input")], this);
    const meant = narrowed(base, condition);
    const yes = narrowed(meant, consequence);
    const other = narrowed(base, alternative);
    if (keyOfType(yes) === keyOfType(meant) && keyOfType(other) === keyOfType(base)) return base;
    const no = this.#without(other, condition);
    if (covers(no, yes)) return no;
    if (covers(yes, no)) return yes;
    const cases = union([yes, no]);
    return isReadable(base, cases) ? cases : base;
  }

  /** `not`, as far as TypeScript can say it. */
  #without(type: Type, not: SchemaNode): Type {
    if (not.not !== undefined && Object.keys(not).every((key) => key === "not" || key === "origin")) {
      return intersect([type, this.typeOf(not.not, "input")], this);
    }
    const narrowed = subtract(type, not);
    if (narrowed !== type || !type.some((term) => term.kind === "name")) return narrowed;
    const spelt = this.#spellOut(type);
    const result = subtract(spelt, not);
    return result === spelt ? type : result;
  }

  /** A type with the types that its names stand for in their place. */
  #spellOut(type: Type): Type {
    return union(type.map((term) => (term.kind === "name" ? (this.expand(term) ?? [term]) : [term])));
  }

  /** `unevaluatedProperties` and `unevaluatedItems`: for what no other keyword has seen. */
  #unevaluated(node: SchemaNode, view: View): Type {
    if (node.unevaluatedProperties === undefined && node.unevaluatedItems === undefined) return UNKNOWN;
    const choices = node.unevaluatedProperties === undefined ? [] : choicesOf(node);
    if (choices.length === 0) return this.#unseen(node, view);
    return intersect(
      choices.map((choice) => this.#unseenByChoice(node, choice, view)),
      this,
    );
  }

  /** Of a `oneOf` the branch that fits has seen what it names, the others nothing. */
  #unseenByChoice(node: SchemaNode, choice: SchemaNode, view: View): Type {
    const branches = choice.oneOf ?? [];
    return union(
      branches.map((branch) => {
        const { oneOf: _, ...rest } = choice;
        const childrenOf = (layer: SchemaNode): SchemaNode[] =>
          layer === choice ? [...inPlaceChildren(rest), branch] : inPlaceChildren(layer);
        return intersect(
          [this.#branch(choice, "oneOf", branch, view), this.#unseen(node, view, childrenOf)],
          this,
        );
      }),
    );
  }

  #unseen(node: SchemaNode, view: View, childrenOf?: (layer: SchemaNode) => readonly SchemaNode[]): Type {
    const { unevaluatedProperties, unevaluatedItems } = node;
    const seen = evaluatedBy(node, childrenOf);
    const terms: Term[] = [STRING, NUMBER, BOOLEAN];

    let array = ANY_ARRAY;
    if (unevaluatedItems !== undefined && !seen.allItems) {
      const prefix = Array.from({ length: seen.items }, () => UNKNOWN);
      array =
        arrayTerm(prefix, this.typeOf(unevaluatedItems, "input"), 0, Number.POSITIVE_INFINITY) ?? ANY_ARRAY;
    }
    terms.push(array);

    let object = ANY_OBJECT;
    if (unevaluatedProperties !== undefined && !seen.allProperties) {
      const rest = this.typeOf(unevaluatedProperties, "input");
      const properties = new Map<string, Property>();
      for (const [name, schemas] of seen.properties) {
        const known =
          seen.patterns.size === 0 && schemas.every((child) => this.#isSameInBothViews(child, view));
        const type = known ? union([...schemas.map((child) => this.typeOf(child, view)), rest]) : UNKNOWN;
        properties.set(name, { type, optional: true });
      }
      const patterns = new Map([...seen.patterns].map((pattern) => [pattern, UNKNOWN]));
      object = { kind: "object", properties, patterns, rest };
    }
    terms.push(object, NULL);
    return isAnyArray(array) && isAnyObject(object) ? UNKNOWN : terms;
  }

  #isSameInBothViews(node: SchemaNode, view: View): boolean {
    return view === "input" || !this.#options.defaults.hasDefaults(node);
  }
}

/** How many objects conditions may tell apart. */
const CASES = 16;

/** Whether a condition has told objects apart that differ, rather than multiplied what others have told apart. */
function isReadable(base: Type, cases: Type): boolean {
  const objects = (type: Type): number => type.filter(({ kind }) => kind === "object").length;
  const [before, after] = [objects(base), objects(cases)];
  return after <= before || (after === before + 1 && after <= CASES);
}

/** Whether the branches of a `oneOf` are looked at together with what they leave unevaluated. */
function isClosedLater({ unevaluatedProperties }: SchemaNode): boolean {
  return unevaluatedProperties !== undefined;
}

/** `type`. */
function kindsOf(node: SchemaNode): Type {
  return node.type === undefined ? UNKNOWN : union(node.type.map((type) => [KIND[type]]));
}

/** A message: an object of LangChain's, or its data. */
const MESSAGE: Type = [
  BASE_MESSAGE,
  { kind: "object", properties: new Map(), patterns: new Map(), rest: UNKNOWN },
];

/** The types of the patterns that a property matches for certain. */
function surePatterns(patterns: ReadonlyMap<string, Type>, name: string): Type[] {
  return [...patterns].flatMap(([pattern, type]) => {
    const keys = keyPattern(pattern);
    return keys?.exact === true && hasKey(keys, name) ? [type] : [];
  });
}

/** A nameless-to-users definition that is only a plain value: shorter said than named. */
function isTrivial({ exported, node }: DefinitionModel): boolean {
  if (exported) return false;
  if (node.boolean !== undefined) return true;
  const { type, refs, allOf, anyOf, oneOf, tsType } = node;
  const combined =
    refs ?? allOf ?? anyOf ?? oneOf ?? node.enum ?? node.const ?? tsType ?? node.not ?? node.if;
  return combined === undefined && type?.every((kind) => kind !== "object" && kind !== "array") === true;
}
