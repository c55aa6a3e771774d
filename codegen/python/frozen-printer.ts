import type { DefinitionModel } from "../model/model.js";
import { takeName } from "../print/free-name.js";
import { pascalCase } from "../print/identifiers.js";
import { pythonString } from "../print/python-literal.js";
import { isFieldName, snakeCase } from "../print/python-names.js";
import type { Doc } from "../types/algebra/doc.js";
import { namesIn } from "../types/algebra/names-in.js";
import { type ArrayTerm, isNever, type ObjectTerm, type Term, type Type } from "../types/algebra/type.js";
import type { EvaluatedLibrary } from "../types/types.js";
import { docstringOf } from "./docs.js";
import type { PythonImports } from "./imports.js";
import { after, type Expression, flat, subscript, union } from "./layout.js";
import { classBody } from "./print-declaration.js";
import { isAny, isMapping, type TypePrinter } from "./type-printer.js";

/** Where frozen classes are printed. */
export interface FrozenContext {
  readonly evaluated: EvaluatedLibrary;
  readonly imports: PythonImports;
  readonly taken: Set<string>;
  /** Prints what has no objects in it. */
  readonly types: TypePrinter;
}

interface FrozenField {
  readonly attribute: string;
  readonly name: string;
  readonly type: Expression;
  readonly presence: "required" | "defaulted" | "optional";
  readonly doc?: Doc;
}

/**
 * The type of a context: frozen dataclasses at every level, with an attribute for each property.
 *
 * Definitions that hold objects get a second class here, called after the context: elsewhere their values are dicts.
 */
export class FrozenPrinter {
  readonly texts: string[] = [];
  readonly #context: FrozenContext;
  readonly #prefix: string;
  readonly #names = new Map<DefinitionModel, string>();
  readonly #holding = new Map<DefinitionModel, boolean>();

  /** @param prefix - What the classes of definitions are called after, e.g. `GreetingContext`. */
  constructor(context: FrozenContext, prefix: string) {
    this.#context = context;
    this.#prefix = prefix;
  }

  /** @returns Whether the context is a class. */
  declare(name: string, definition: DefinitionModel, doc?: Doc): boolean {
    this.#names.set(definition, name);
    return this.#declare(name, definition, doc);
  }

  #declare(name: string, definition: DefinitionModel, doc?: Doc): boolean {
    const { evaluated, imports } = this.#context;
    const output = evaluated.bodyOf(definition, "output");
    const input = evaluated.bodyOf(definition, "input");
    const only = soleObject(output);
    if (only !== undefined && output.length === 1 && !isMapping(only)) {
      this.#class(name, only, soleObject(input), doc);
      return true;
    }
    const type = this.#type(output, input, name);
    const head = `${name}: ${imports.name("typing", "TypeAlias")} = `;
    const text = flat(type).includes('"') ? `${head}${flat(type)}` : `${head}"${flat(type)}"`;
    this.texts.push([text, ...docstringOf(doc, "")].join("\n"));
    return false;
  }

  #type(output: Type, input: Type | undefined, place: string): Expression {
    const { types } = this.#context;
    if (!this.#holdsObjects(output)) return this.#readOnly(output, place) ?? types.type(output, place);
    const objects = output.filter(({ kind }) => kind === "object").length;
    let count = 0;
    const terms = output.map((term): Expression => {
      if (term.kind === "object" && objects > 1) count += 1;
      return this.#term(term, input, count === 0 ? place : `${place}${count}`);
    });
    return union([...terms.filter((term) => term !== "None"), ...terms.filter((term) => term === "None")]);
  }

  /** Lists and dicts of plain values. */
  #readOnly(type: Type, place: string): Expression | undefined {
    if (!type.some((term) => term.kind === "array" || term.kind === "object")) return undefined;
    if (isAny(type)) return undefined;
    return union(
      type.map((term) =>
        term.kind === "array" || term.kind === "object"
          ? this.#term(term, undefined, place)
          : this.#context.types.type([term], place),
      ),
    );
  }

  #term(term: Term, input: Type | undefined, place: string): Expression {
    const { imports, types } = this.#context;
    if (term.kind === "name") {
      return this.#holds(term.definition) ? this.#nameOf(term.definition) : types.type([term], place);
    }
    if (term.kind === "array") {
      const given = input?.find((each) => each.kind === "array");
      const item = this.#items(term, given, `${place}Item`);
      return subscript(imports.name("collections.abc", "Sequence"), item);
    }
    if (term.kind !== "object") return types.type([term], place);
    if (!isMapping(term))
      return this.#class(takeName(place, this.#context.taken), term, input && soleObject(input));
    const values = [
      ...term.patterns.values(),
      ...(isNever(term.rest) && term.patterns.size > 0 ? [] : [term.rest]),
    ];
    const value = union(values.map((each) => this.#type(each, undefined, `${place}Value`)));
    return subscript(imports.name("collections.abc", "Mapping"), "str", value);
  }

  #items({ prefix, rest }: ArrayTerm, input: ArrayTerm | undefined, place: string): Expression {
    const types = [...prefix, ...(isNever(rest) && prefix.length > 0 ? [] : [rest])];
    return union(
      types.map((type, index) =>
        this.#type(
          type,
          input?.prefix[index] ?? input?.rest,
          types.length > 1 ? `${place}${index + 1}` : place,
        ),
      ),
    );
  }

  #nameOf(definition: DefinitionModel): string {
    let name = this.#names.get(definition);
    if (name === undefined) {
      name = takeName(`${this.#prefix}${definition.name}`, this.#context.taken);
      this.#names.set(definition, name);
      this.#declare(name, definition);
    }
    return name;
  }

  #class(name: string, object: ObjectTerm, input: ObjectTerm | undefined, doc?: Doc): string {
    const { taken } = this.#context;
    const attributes = new Set<string>();
    const fields = [...object.properties].map(([key, property]): FrozenField => {
      const given = input?.properties.get(key);
      const wanted = isFieldName(key, taken) && !key.startsWith("_") ? key : attributeFor(key);
      const type = this.#type(property.type, given?.type, `${name}${pascalCase(key)}`);
      const isGiven = given?.optional === false || (given === undefined && !property.optional);
      return {
        attribute: takeName(wanted, attributes),
        name: key,
        type,
        presence: property.optional ? "optional" : isGiven ? "required" : "defaulted",
        ...(property.doc && { doc: property.doc }),
      };
    });
    this.texts.push(this.#classText(name, fields, doc));
    return name;
  }

  #classText(name: string, fields: readonly FrozenField[], doc: Doc | undefined): string {
    const { imports } = this.#context;
    const decorator = `@${imports.name("dataclasses", "dataclass")}(frozen=True, kw_only=True, repr=False)`;
    const head = `class ${name}(${imports.name("graphwright", "ContextObject")}):`;
    const blocks = fields.map((field) =>
      [this.#fieldText(field), ...docstringOf(field.doc, "    ")].join("\n"),
    );
    return [decorator, head, classBody(docstringOf(doc, "    "), blocks)].join("\n");
  }

  #fieldText({ attribute, name, type, presence }: FrozenField): string {
    const { imports } = this.#context;
    const held = presence === "optional" ? union([type, "None"]) : type;
    const value =
      presence === "optional"
        ? "None"
        : presence === "defaulted"
          ? imports.name("graphwright", "UNSET")
          : undefined;
    const head = `    ${attribute}: `;
    if (attribute === name) {
      if (value === undefined) return after(head, held, "    ");
      const line = `${head}${flat(held)} = ${value}`;
      return line.length <= 88 ? line : `${after(head, held, "    ")} = ${value}`;
    }
    const make = imports.name("graphwright", value === undefined ? "renamed" : "renamed_optional");
    const args = [pythonString(name), ...(value === undefined ? [] : [value])].join(", ");
    return `${head}${flat(held)} = ${make}(${args})`;
  }

  /** Whether there are objects with attributes in a type. */
  #holdsObjects(type: Type): boolean {
    return type.some((term) => {
      switch (term.kind) {
        case "object":
          return (
            !isMapping(term) ||
            [...term.patterns.values(), term.rest].some((each) => this.#holdsObjects(each))
          );
        case "array":
          return [...term.prefix, term.rest].some((each) => this.#holdsObjects(each));
        case "name":
          return this.#holds(term.definition);
        default:
          return false;
      }
    });
  }

  #holds(definition: DefinitionModel): boolean {
    const known = this.#holding.get(definition);
    if (known !== undefined) return known;
    const seen = new Set([definition]);
    let found = false;
    for (const each of seen) {
      const body = this.#context.evaluated.bodyOf(each, "output");
      found ||= hasProperties(body);
      for (const { definition: inner } of namesIn(body)) seen.add(inner);
    }
    this.#holding.set(definition, found);
    return found;
  }
}

/** Whether an object with properties is spelt out anywhere in a type. */
function hasProperties(type: Type): boolean {
  const open: Type[] = [type];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const term of next) {
      if (term.kind === "array") open.push(...term.prefix, term.rest);
      if (term.kind !== "object") continue;
      if (!isMapping(term)) return true;
      open.push(term.rest, ...term.patterns.values());
    }
  }
  return false;
}

function soleObject(type: Type): ObjectTerm | undefined {
  const objects = type.filter((term) => term.kind === "object");
  return objects.length === 1 ? objects[0] : undefined;
}

/** A name for the attribute of a property that no attribute can be called after. */
function attributeFor(key: string): string {
  const name = snakeCase(key);
  return name === key ? `${name}_` : name;
}
