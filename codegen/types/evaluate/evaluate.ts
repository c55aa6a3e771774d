import type { SchemaNode } from "../../schema/schema-node.js";
import { evaluatingSubschemas } from "../../schema/subschemas.js";
import type { Doc } from "../algebra/doc.js";
import { type NameTerm, type Type, UNKNOWN, type View } from "../algebra/type.js";
import { docOfSchema } from "./docs.js";
import { type Evaluation, type EvaluationOptions, isTrivial } from "./evaluation.js";
import { typeOfKeywords } from "./keywords.js";
import { defaultedNames, riskyNames, withRequired } from "./presence.js";

/** Schemas nested deeper than this without a name are `unknown` from there on. */
const DEPTH = 80;
/** So many names may be waiting for each other's types. */
const DEPTH_OF_NAMES = 40;

const NONE: ReadonlySet<string> = new Set();

/**
 * From schemas to types. One instance serves a whole library: it remembers the type of every schema, and stops where schemas lead back to
 * themselves or lie too deep inside each other. What the keywords mean is in `keywords.ts`.
 */
export class Evaluator implements Evaluation {
  readonly intersections: Map<string, Type> = new Map<string, Type>();
  readonly options: EvaluationOptions;
  readonly #types: Record<View, Map<SchemaNode, Type>> = { input: new Map(), output: new Map() };
  readonly #active: Record<View, Set<SchemaNode>> = { input: new Set(), output: new Set() };
  #depth = 0;
  #names = 0;

  constructor(options: EvaluationOptions) {
    this.options = options;
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
        if (ready && this.options.definitions.has(node)) {
          this.bodyOf(node, "input");
          this.bodyOf(node, "output");
        }
        if (ready || done.has(node)) continue;
        done.add(node);
        open.push({ node, ready: true });
        for (const child of evaluatingSubschemas(node)) open.push({ node: child, ready: false });
      }
    }
  }

  /** What a schema is called where it is used: its name where it has one, else its type. */
  typeOf(node: SchemaNode, view: View): Type {
    const definition = this.options.definitions.get(node);
    if (definition === undefined || this.options.special.has(node) || isTrivial(definition)) {
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
    const type = view === "output" ? this.#completed(node) : typeOfKeywords(node, view, NONE, this);
    this.#depth -= 1;
    active.delete(node);
    this.#types[view].set(node, type);
    return type;
  }

  /** Without defaults there is one view only. */
  #viewOf(node: SchemaNode, view: View): View {
    return view === "output" && !this.options.defaults.hasDefaults(node) ? "input" : view;
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
    return docOfSchema(node, name, this.options);
  }

  /** The type of a value with the defaults that are surely filled in. */
  #completed(node: SchemaNode): Type {
    const { defaults } = this.options;
    const absent = riskyNames(node, defaults);
    if (defaults.risks(node).inside.size === 0) return typeOfKeywords(node, "output", absent, this);
    // What schemas for the same value say of each other's insides has no name; there, a value may be as it was given.
    const names = [...defaultedNames(node, defaults, { ofBranches: false })].filter(
      (name) => !absent.has(name),
    );
    return withRequired(this.bodyOf(node, "input"), new Set(names), this);
  }
}
