import { docComment, wrapped } from "../../print/comment.js";
import type { JsonValue } from "../../schema/json.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import type { Doc } from "../algebra/doc.js";
import { LITERAL_LIMIT } from "../algebra/union.js";

/** A value longer than this says less than the schema file does. */
const VALUE_LIMIT = 120;

const BOUNDS = [
  "format",
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
] as const satisfies readonly (keyof SchemaNode)[];

/**
 * What a schema says to its readers.
 *
 * @param name - What it is called where the comment will stand; a title that only repeats it is left out.
 * @param options.isSecret - Whether values of it must not be shown.
 * @returns The doc, or undefined where there is nothing to say.
 */
export function docOf(
  node: SchemaNode,
  name: string,
  { isSecret }: { readonly isSecret: boolean },
): Doc | undefined {
  const text = node.description ?? titleBeyond(node.title, name);
  const tags: (readonly [string, string])[] = [];
  if (node.deprecated === true) tags.push(["deprecated", ""]);
  if (node.default !== undefined && !isSecret) addValue(tags, "default", node.default.value);
  for (const example of isSecret ? [] : (node.examples ?? []).slice(0, 5)) addValue(tags, "example", example);
  for (const bound of BOUNDS) {
    const value = node[bound];
    if (value !== undefined && value !== false)
      tags.push([bound, value === true ? "" : shortened(String(value))]);
  }
  if (node.enum !== undefined && node.enum.length > LITERAL_LIMIT) {
    tags.push(["remarks", `One of ${node.enum.length} values.`]);
  }
  const shown = text?.trim();
  if ((shown === undefined || shown === "") && tags.length === 0) return undefined;
  return shown === undefined || shown === "" ? { tags } : { text: shown, tags };
}

/** What is said of one value of an `enum`, unless it only repeats the value. */
export function docOfValue(said: string | undefined, value: string | number | boolean): Doc | undefined {
  const text = titleBeyond(said?.trim(), String(value));
  return text === undefined || text === "" ? undefined : { text, tags: [] };
}

/** A pattern can be longer than anybody reads; the schema file has all of it. */
export function shortened(text: string): string {
  if (text.length <= VALUE_LIMIT) return text;
  // Not within a character of two units.
  const start = [...text.slice(0, VALUE_LIMIT)].slice(0, -1).join("");
  return `${start}… (${text.length} characters)`;
}

/** Several docs about one thing: of each part, what the last one says. */
export function mergeDocs(docs: readonly (Doc | undefined)[]): Doc | undefined {
  const known = docs.filter((doc) => doc !== undefined);
  if (known.length < 2) return known[0];
  const text = known.findLast((doc) => doc.text !== undefined)?.text;
  const tags = new Map<string, Doc["tags"]>();
  for (const doc of known) {
    for (const [tag] of doc.tags)
      tags.set(
        tag,
        doc.tags.filter(([other]) => other === tag),
      );
  }
  return { ...(text === undefined ? {} : { text }), tags: [...tags.values()].flat() };
}

/** A comment's lines at an indentation, `/**` to the end; none for no doc. */
export function docLines(doc: Doc | undefined, indent: string, width: number): string[] {
  if (doc === undefined) return [];
  const room = width - indent.length - " * ".length;
  const text = doc.text === undefined ? [] : wrapped(doc.text, room);
  const tags = doc.tags.map(([tag, value]) => ({ tag, text: value }));
  return docComment([...text, ...(text.length > 1 && tags.length > 0 ? [""] : []), ...tags], indent, width);
}

function addValue(tags: (readonly [string, string])[], tag: string, value: JsonValue): void {
  const text = JSON.stringify(value);
  if (text.length <= VALUE_LIMIT) tags.push([tag, text]);
}

/** A title, unless each of its words is in the name already. */
function titleBeyond(title: string | undefined, name: string): string | undefined {
  const known = new Set(wordsOf(name));
  return title === undefined || wordsOf(title).every((word) => known.has(word)) ? undefined : title;
}

function wordsOf(text: string): string[] {
  const spaced = text.replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2");
  return spaced.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
