import { takeName } from "../print/free-name.js";
import { pascalCase } from "../print/identifiers.js";
import { pythonString } from "../print/python-literal.js";
import type { Doc } from "../types/algebra/doc.js";
import { keyOfTerm } from "../types/algebra/key.js";
import {
  type ArrayTerm,
  isNever,
  type LiteralTerm,
  type NameTerm,
  type ObjectTerm,
  type Term,
  type Type,
} from "../types/algebra/type.js";
import type { PythonImports } from "./imports.js";
import { type Expression, subscript, union } from "./layout.js";

/** A field of a class. */
export interface PythonField {
  /** As the data has it. */
  readonly name: string;
  readonly type: Expression;
  /** Whether it may be absent. */
  readonly optional: boolean;
  readonly doc?: Doc;
}

/** What a module declares besides its values. */
export type PythonDeclaration =
  | {
      readonly kind: "class";
      readonly name: string;
      readonly fields: readonly PythonField[];
      readonly doc?: Doc;
    }
  | { readonly kind: "alias"; readonly name: string; readonly type: Expression; readonly doc?: Doc };

/** How printing asks for what lies outside of a type. */
export interface PythonNames {
  /** What a definition's type is called in the module that is printed. */
  name(term: NameTerm): string;
}

/** Larger numbers are not exact. */
const SAFE = Number.MAX_SAFE_INTEGER;

/** Makes Python's types of evaluated ones: objects become classes, so one without a name gets one after its place. */
export class TypePrinter {
  readonly declarations: PythonDeclaration[] = [];
  readonly #names: PythonNames;
  readonly #imports: PythonImports;
  readonly #taken: Set<string>;
  /** The names of classes of objects that have none of their own. */
  readonly #classes = new Map<string, string>();

  constructor(names: PythonNames, imports: PythonImports, taken: Set<string>) {
    this.#names = names;
    this.#imports = imports;
    this.#taken = taken;
  }

  /** Declares a type under a name: a class for an object, an alias for everything else. */
  declare(name: string, type: Type, doc?: Doc, wrap: Wrap = (_, inner) => inner): void {
    const [only, ...others] = type;
    if (only?.kind === "object" && others.length === 0 && !isMapping(only)) {
      this.#declareClass(name, only, doc, wrap);
      return;
    }
    const expression = this.type(type, name);
    this.declarations.push({ kind: "alias", name, type: expression, ...(doc && { doc }) });
  }

  /** @param place - A name for where the type stands: what classes for objects in it are called after. */
  type(type: Type, place: string): Expression {
    if (isNever(type)) return this.#imports.name("typing_extensions", "Never");
    if (isAny(type)) return this.#imports.name("typing", "Any");
    const literals = type.filter((term) => term.kind === "literal").flatMap(literalText);
    const places = placesOf(type, place);
    const terms = type.map((term, index): Expression | undefined =>
      term.kind === "literal" ? this.#literal(term, literals) : this.#term(term, places[index] ?? place),
    );
    const expressions = terms.filter((term) => term !== undefined);
    // `None` last, as people write it.
    return union([
      ...expressions.filter((each) => each !== "None"),
      ...expressions.filter((each) => each === "None"),
    ]);
  }

  /** All literals of a union are one `Literal`, where the first of them stands. */
  #literal(term: LiteralTerm, literals: readonly string[]): Expression | undefined {
    const [text] = literalText(term);
    if (text === undefined) return typeof term.value === "number" ? numberType(term.value) : "str";
    if (text !== literals[0]) return undefined;
    return subscript(this.#imports.name("typing", "Literal"), ...new Set(literals));
  }

  #term(term: Exclude<Term, LiteralTerm>, place: string): Expression {
    switch (term.kind) {
      case "unknown":
      case "verbatim":
        return this.#imports.name("typing", "Any");
      case "name":
        return this.#names.name(term);
      case "external":
        return this.#external(term.name);
      case "primitive":
        return PRIMITIVES[term.primitive];
      case "array":
        return subscript("list", this.#items(term, place));
      case "object":
        return isMapping(term) ? this.#mapping(term, place) : this.#class(term, place);
    }
  }

  #external(name: string): Expression {
    if (name === "BaseMessage") return this.#imports.name("langchain_core.messages", name);
    if (name === "Messages") return this.#imports.name("graphwright", name);
    if (name === "Overwrite") return this.#imports.name("langgraph.types", name);
    return this.#imports.name("typing", "Any");
  }

  /** Lists of Python don't know their places: an item may be what stands at any of them. */
  #items({ prefix, rest }: ArrayTerm, place: string): Expression {
    const types = [...prefix, ...(isNever(rest) && prefix.length > 0 ? [] : [rest])];
    const [only, ...more] = types;
    if (only !== undefined && more.length === 0) return this.type(only, `${place}Item`);
    if (types.some(isAny)) return this.#imports.name("typing", "Any");
    return union(types.map((type, index) => this.type(type, `${place}Item${index + 1}`)));
  }

  #mapping({ patterns, rest }: ObjectTerm, place: string): Expression {
    const types = [...patterns.values(), ...(isNever(rest) && patterns.size > 0 ? [] : [rest])];
    if (types.some(isAny)) return subscript("dict", "str", this.#imports.name("typing", "Any"));
    return subscript("dict", "str", union(types.map((type) => this.type(type, `${place}Value`))));
  }

  #class(object: ObjectTerm, place: string): string {
    const key = keyOfTerm(object);
    const known = this.#classes.get(key);
    if (known !== undefined) return known;
    const name = takeName(place, this.#taken);
    this.#classes.set(key, name);
    this.#declareClass(name, object);
    return name;
  }

  #declareClass(name: string, object: ObjectTerm, doc?: Doc, wrap: Wrap = (_, inner) => inner): void {
    const fields = [...object.properties].map(([key, property]): PythonField => {
      const type = wrap(key, this.type(property.type, `${name}${pascalCase(key)}`));
      return { name: key, type, optional: property.optional, ...(property.doc && { doc: property.doc }) };
    });
    this.declarations.push({ kind: "class", name, fields, ...(doc && { doc }) });
  }
}

/** Whether a type may be anything, or what only TypeScript has a name for. */
export function isAny(type: Type): boolean {
  return type.some(({ kind }) => kind === "unknown" || kind === "verbatim");
}

/** Adds to the type of a field what belongs to it. */
export type Wrap = (field: string, type: Expression) => Expression;

const PRIMITIVES = { null: "None", boolean: "bool", integer: "int", number: "float", string: "str" } as const;

/** Whether an object has no properties by name. */
export function isMapping({ properties }: ObjectTerm): boolean {
  return properties.size === 0;
}

/** Python's `Literal` takes texts, truth values and whole numbers. */
function literalText({ value }: LiteralTerm): string[] {
  if (typeof value === "string") return [pythonString(value)];
  if (typeof value === "boolean") return [value ? "True" : "False"];
  return Number.isInteger(value) && Math.abs(value) <= SAFE ? [String(Object.is(value, -0) ? 0 : value)] : [];
}

function numberType(value: number): string {
  return Number.isInteger(value) ? "int" : "float";
}

/** Where several objects may stand in one place, each is called after the constant that sets it apart, or else by its number. */
function placesOf(type: Type, place: string): string[] {
  const objects = type.filter((term) => term.kind === "object");
  if (objects.length < 2) return type.map(() => place);
  const tag = tagOf(objects);
  let count = 0;
  return type.map((term) => {
    if (term.kind !== "object") return place;
    count += 1;
    const value = tag === undefined ? undefined : constantOf(term, tag);
    return `${place}${value === undefined ? count : pascalCase(String(value))}`;
  });
}

/** The property that has a constant of its own in each of several objects. */
function tagOf(objects: readonly ObjectTerm[]): string | undefined {
  const [first] = objects;
  return [...(first?.properties.keys() ?? [])].find((name) => {
    const values = objects.map((object) => constantOf(object, name));
    return values.every((value) => value !== undefined) && new Set(values).size === objects.length;
  });
}

function constantOf({ properties }: ObjectTerm, name: string): string | number | boolean | undefined {
  const [only, ...others] = properties.get(name)?.type ?? [];
  return only?.kind === "literal" && others.length === 0 ? only.value : undefined;
}
