import { WIDTH } from "../../print/layout.js";
import { stringLiteral } from "../../print/string-literal.js";
import { isSimpleType } from "../../print/ts-type.js";
import type { Doc } from "../algebra/doc.js";
import {
  type ArrayTerm,
  isNever,
  type NameTerm,
  type ObjectTerm,
  type Term,
  type Type,
} from "../algebra/type.js";
import { type Layout, layoutOf, lengthsOf, type TupleMember, tuple } from "./array-layout.js";
import { type Cases, casesOf } from "./common.js";
import { docLines } from "./doc.js";
import { Extensions } from "./extension.js";
import { type List, type Split, splitOf } from "./listed.js";
import { type ObjectMember, objectMembers, propertyMembers } from "./print-object.js";
import { withoutSaid } from "./said.js";

/** How printing asks for what lies outside of a type. */
export interface Names {
  /** The text by which a definition is referred to from where the type is printed. */
  name(term: NameTerm): string;
  /** The text for a type that graphwright exports. */
  external(name: string): string;
  /** The type that a definition stands for. */
  expand(term: NameTerm): Type | undefined;
}

/** Objects wider than this, or with more members, are printed on several lines. */
const INLINE_WIDTH = 72;
const INLINE_MEMBERS = 3;
/** A type longer than this is not repeated for each of the names that are listed for it. */
const LISTED_WIDTH = 40;

/**
 * Prints types, one line where it reads well, else indented.
 *
 * One class, because a type is printed by printing the types inside it, on one line or on several, and what fits on a line is remembered. What
 * a kind of type needs besides has a file of its own: `array-layout.ts`, `common.ts`, `extension.ts`, `listed.ts`, `print-object.ts`.
 */
export class Printer {
  readonly #names: Names;
  readonly #extensions: Extensions;
  readonly #flat = new WeakMap<Term, { readonly text: string | undefined }>();

  constructor(names: Names) {
    this.#names = names;
    this.#extensions = new Extensions((name) => names.expand(name));
  }

  /**
   * A type as text. Its first line continues whatever stands before it; the others are indented.
   *
   * @param indent - The indentation of the line on which the type begins.
   * @param used - How much of that line is taken, on both sides of the type.
   */
  type(type: Type, indent: string, used: number): string {
    const flat = this.flat(type);
    if (flat !== undefined && used + flat.length <= WIDTH) return flat;
    const terms = inOrder(type);
    const [only, ...others] = terms;
    if (only === undefined) return "never";
    if (others.length === 0) return this.#broken(only, indent);
    if (only.kind === "object" && others.every((term) => lateness(term) > 0)) {
      const text = this.#isCompound(only) ? `(${this.#broken(only, indent)})` : this.#broken(only, indent);
      return [text, ...others.map((term) => this.#flatTerm(term))].join(" | ");
    }
    return this.#union(terms, indent);
  }

  /** Several terms that don't fit on the line. */
  #union(terms: readonly Term[], indent: string): string {
    const objects = terms.filter((term) => term.kind === "object");
    const cases = objects.some((object) => this.#isCompound(object)) ? undefined : casesOf(objects);
    const others = cases === undefined ? terms : terms.filter((term) => term.kind !== "object");
    if (cases !== undefined && others.every((term) => lateness(term) > 0)) {
      const text = this.#cases(cases, indent);
      return others.length === 0
        ? text
        : [`(${text})`, ...others.map((term) => this.#flatTerm(term))].join(" | ");
    }
    const inner = `${indent}  `;
    const lines = others.flatMap((term) => [
      ...docLines(term.kind === "literal" ? term.doc : undefined, inner, WIDTH),
      `${inner}| ${this.#member(term, inner)}`,
    ]);
    if (cases !== undefined) lines.push(`${inner}| (${this.#cases(cases, inner)})`);
    return `\n${lines.join("\n")}`;
  }

  /** Objects that share properties: those once, then what sets each of them apart. */
  #cases({ common, own }: Cases, indent: string): string {
    const inner = `${indent}  `;
    const start = `${this.block(common, indent)} & (`;
    const cases = own.map((properties) => {
      const members = propertyMembers(properties, !isNever(common.rest));
      return { members, flat: this.#flatMembers(members) };
    });
    const line = cases.map(({ flat }) => flat).join(" | ");
    if (cases.every(({ flat }) => flat !== undefined) && line.length <= INLINE_WIDTH)
      return `${start}${line})`;
    const lines = cases.map(({ members, flat }) => {
      const fits = flat !== undefined && inner.length + 2 + flat.length <= WIDTH;
      return `${inner}| ${fits ? flat : this.#lines(members, `${inner}  `)}`;
    });
    return `${start}\n${lines.join("\n")}\n${indent})`;
  }

  /** The braces and what is in them, always on lines of their own: a whole object, or what it adds to its bases. */
  block(object: ObjectTerm, indent: string): string {
    return this.#lines(this.#membersOf(object), indent);
  }

  #lines(members: readonly ObjectMember[], indent: string): string {
    const inner = `${indent}  `;
    const lines = members.flatMap(({ key, type, optional, doc }) => {
      const head = `${inner}${key}${optional ? "?" : ""}:`;
      return [...this.docLines(doc, type, inner), `${after(head, this.type(type, inner, head.length + 2))};`];
    });
    return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
  }

  /** The comment before what has a type: without what the type says already. */
  docLines(doc: Doc | undefined, type: Type, indent: string): string[] {
    return docLines(
      withoutSaid(doc, type, (array) => lengthsOf(this.#layoutOf(array))),
      indent,
      WIDTH,
    );
  }

  /** The type on one line, however long; undefined where it needs several: for docs inside it, or to be read at all. */
  flat(type: Type): string | undefined {
    if (isNever(type)) return "never";
    if (type.length > 1 && type.some((term) => term.kind === "literal" && term.doc !== undefined))
      return undefined;
    const texts = inOrder(type).map((term) => {
      const text = this.#flatTerm(term);
      return text !== undefined && type.length > 1 && this.#isCompound(term) ? `(${text})` : text;
    });
    return texts.every((text) => text !== undefined) ? [...new Set(texts)].join(" | ") : undefined;
  }

  #flatTerm(term: Term): string | undefined {
    const known = this.#flat.get(term);
    if (known !== undefined) return known.text;
    const text = this.#makeFlat(term);
    this.#flat.set(term, { text });
    return text;
  }

  #makeFlat(term: Term): string | undefined {
    switch (term.kind) {
      case "unknown":
        return "unknown";
      case "name":
        return this.#names.name(term);
      case "verbatim":
        return term.text;
      case "external": {
        const argument = term.argument === undefined ? "" : this.flat(term.argument);
        if (argument === undefined) return undefined;
        return `${this.#names.external(term.name)}${argument === "" ? "" : `<${argument}>`}`;
      }
      case "primitive":
        return term.primitive === "integer" ? "number" : term.primitive;
      case "literal":
        return typeof term.value === "string" ? stringLiteral(term.value) : String(term.value);
      case "array":
        return this.#flatArray(term);
      case "object":
        return this.#flatObject(term);
    }
  }

  #flatArray(array: ArrayTerm): string | undefined {
    const layout = this.#layoutOf(array);
    if (layout.kind === "tuples")
      return layout.lengths.map((length) => tuple(layout.item, length)).join(" | ");
    if (layout.kind === "array") {
      const item = this.flat(layout.item);
      return item === undefined ? undefined : `${this.#isBare(layout.item) ? item : `(${item})`}[]`;
    }
    const members = layout.members.map((member) => {
      const text = this.flat(member.type);
      return text === undefined ? undefined : this.#tupleMember(member, text, "");
    });
    return members.every((text) => text !== undefined) ? `[${members.join(", ")}]` : undefined;
  }

  /** @param close - What stands before a closing parenthesis where the text has several lines. */
  #tupleMember({ type, mark }: TupleMember, text: string, close: string): string {
    if (mark === "") return text;
    // TypeScript takes a type for circular that refers to itself from an array in such a member, unless it has a label.
    const [only] = type;
    const items = mark === "..." && only?.kind === "array" ? only.rest : type;
    if (holdsArrayOfNames(items)) return mark === "?" ? after("item?:", text) : `...rest: ${text}`;
    const closed = this.#isBare(type) ? text : `(${text}${text.startsWith("\n") ? close : ""})`;
    return mark === "?" ? `${closed}?` : `...${closed}`;
  }

  #flatObject(object: ObjectTerm): string | undefined {
    if (!this.isInterface(object)) return undefined;
    const members = this.#membersOf(object);
    const own = members.length === 0 ? "" : this.#flatMembers(members);
    if (own === undefined) return undefined;
    const text = [...this.basesOf(object), ...(own === "" ? [] : [own])].join(" & ");
    return text.length <= INLINE_WIDTH ? text : undefined;
  }

  #flatMembers(members: readonly ObjectMember[]): string | undefined {
    if (members.length === 0) return "{}";
    if (members.length > INLINE_MEMBERS || members.some(({ doc }) => doc !== undefined)) return undefined;
    const texts: string[] = [];
    for (const { key, type, optional } of members) {
      const text = this.flat(type);
      if (text === undefined) return undefined;
      texts.push(`${key}${optional ? "?" : ""}: ${text}`);
    }
    return `{ ${texts.join("; ")} }`;
  }

  /** Whether an object can be declared as an interface. */
  isInterface(object: ObjectTerm): boolean {
    return this.#splitOf(object).lists.length === 0;
  }

  #splitOf(object: ObjectTerm): Split {
    return splitOf(object, (type) => (this.flat(type)?.length ?? WIDTH) > LISTED_WIDTH);
  }

  /** Listed names with their type, as a mapped type. */
  #list({ names, type, optional }: List, indent: string): string {
    const inner = `${indent}  `;
    const literals = names.map((value): Term => ({ kind: "literal", value }));
    const listed = this.type(literals, inner, inner.length + "[Name in ]?:".length);
    const key = listed.startsWith("\n") ? `${listed}\n${inner}` : ` ${listed}`;
    const head = `${inner}[Name in${key}]${optional ? "?" : ""}:`;
    return `{\n${after(head, this.type(type, inner, inner.length + INLINE_WIDTH))};\n${indent}}`;
  }

  /** The names of the definitions that an object adds to. */
  basesOf(object: ObjectTerm): string[] {
    return this.#extensions.of(object)?.bases.map((base) => this.#names.name(base)) ?? [];
  }

  /** The lines between an object's braces; none where it adds nothing to its bases. */
  #membersOf(object: ObjectTerm): ObjectMember[] {
    const extension = this.#extensions.of(object);
    return extension === undefined ? objectMembers(object) : propertyMembers(extension.own);
  }

  /** Whether a term has operators of its own, so that it needs parentheses beside others. */
  #isCompound(term: Term): boolean {
    if (term.kind === "verbatim") return !isSimpleType(term.text);
    if (term.kind !== "object") return false;
    const { own, lists } = this.#splitOf(term);
    if (lists.length > 0) return lists.length + own.properties.size > 1;
    const extension = this.#extensions.of(term);
    return extension !== undefined && extension.bases.length + extension.own.size > 1;
  }

  /** A single term that doesn't fit on the line. */
  #broken(term: Term, indent: string): string {
    const inner = `${indent}  `;
    switch (term.kind) {
      case "object": {
        const { own, lists } = this.#splitOf(term);
        const isListed = lists.length > 0 && own.properties.size === 0;
        const block = isListed || this.#membersOf(own).length === 0 ? [] : [this.block(own, indent)];
        return [...this.basesOf(own), ...block, ...lists.map((list) => this.#list(list, indent))].join(" & ");
      }
      case "array": {
        const layout = this.#layoutOf(term);
        if (layout.kind === "tuples") return this.#flatArray(term) ?? "unknown[]";
        if (layout.kind === "array") {
          const text = this.type(layout.item, indent, WIDTH);
          if (this.#isBare(layout.item)) return `${text}[]`;
          return text.startsWith("\n") ? `(${text}\n${indent})[]` : `(${text})[]`;
        }
        const members = layout.members.map((member) => {
          const text = this.type(member.type, inner, inner.length + 12);
          return `\n${inner}${this.#tupleMember(member, text, `\n${inner}`)},`;
        });
        return `[${members.join("")}\n${indent}]`;
      }
      case "external": {
        if (term.argument === undefined) return this.#names.external(term.name);
        const text = this.type(term.argument, indent, WIDTH);
        const argument = text.startsWith("\n") ? `${text}\n${indent}` : text;
        return `${this.#names.external(term.name)}<${argument}>`;
      }
      default:
        return this.#flatTerm(term) ?? "unknown";
    }
  }

  /** A term as a member of a union that is printed on several lines. */
  #member(term: Term, indent: string): string {
    const flat = this.#flatTerm(term);
    const inner = `${indent}  `;
    const text = flat !== undefined && inner.length + flat.length <= WIDTH ? flat : this.#broken(term, inner);
    return this.#isCompound(term) ? `(${text})` : text;
  }

  /** Whether `[]` and `?` can follow a type as it is. */
  #isBare(type: Type): boolean {
    const [only] = type;
    if (isNever(type)) return true;
    return (
      new Set(type.map((term) => this.#flatTerm(term) ?? term)).size === 1 &&
      only !== undefined &&
      !this.#isCompound(only) &&
      !this.#isUnion(only)
    );
  }

  #layoutOf(array: ArrayTerm): Layout {
    return layoutOf(array, (type) => this.flat(type));
  }

  /** Whether a single term is printed as several. */
  #isUnion(term: Term): boolean {
    return term.kind === "array" && this.#layoutOf(term).kind === "tuples";
  }
}

/** `null` and `undefined` last, as people write it. */
function inOrder(type: Type): Type {
  return type.some((term) => lateness(term) > 0) ? [...type].sort((a, b) => lateness(a) - lateness(b)) : type;
}

function lateness(term: Term): number {
  if (term.kind === "verbatim") return term.text === "undefined" ? 2 : 0;
  return term.kind === "primitive" && term.primitive === "null" ? 1 : 0;
}

/** A type after what introduces it: on the same line unless it starts a new one. */
export function after(head: string, type: string): string {
  return type.startsWith("\n") ? `${head}${type}` : `${head} ${type}`;
}

/** Whether there are arrays in a type that refer to definitions, not counting what is inside objects. */
function holdsArrayOfNames(type: Type): boolean {
  const holdsName = (items: Type): boolean =>
    items.some((term) => term.kind === "name" || (term.kind === "array" && itemsOf(term).some(holdsName)));
  return type.some((term) => term.kind === "array" && itemsOf(term).some(holdsName));
}

function itemsOf({ prefix, rest }: ArrayTerm): readonly Type[] {
  return [...prefix, rest];
}
