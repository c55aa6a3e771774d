import type { JsonObject, JsonSchema } from "../json.js";

/** What the schemas of one file have in common. */
export interface SchemaFile {
  /** The dialect, where the file names it. */
  readonly $schema?: string;
  /** Where its dialect keeps definitions; `$defs` by default. */
  readonly definitions?: "$defs" | "definitions";
}

/**
 * One schema as generated code holds it: once, without those that it refers to. {@link documentOf} makes a document of it and all that it reaches.
 */
export interface SchemaSource {
  /** What a document that brings it along as a definition calls it. */
  readonly name: string;
  /** Its file, where that matters for its document. */
  readonly file?: SchemaFile;
  /**
   * Where it stands in its file, `#` for the whole of it: for files that refer by nothing but places, so that a document of the whole file
   * can leave the references inside it as they are.
   */
  readonly at?: string;
  /** The schema. A function, because sources may refer to each other in circles, and most are never asked for. */
  readonly schema: (document: DocumentParts) => JsonSchema;
}

/** How the schemas of a document refer to each other. */
export interface DocumentParts {
  /**
   * What `$ref` says of another schema.
   *
   * @param written - What the file says, where that is not the place of the schema.
   */
  ref(target: SchemaSource, written?: string): string;
  /** A schema that stands inside another and is a source of its own. */
  part(source: SchemaSource): JsonSchema;
  /** Keywords that don't count, and whose references lead nowhere but in the document of the whole file. */
  onlyInFile(keywords: () => JsonObject): JsonObject;
}

/** A JSON Schema holds no function. */
export function isSource(schema: JsonSchema | SchemaSource): schema is SchemaSource {
  return typeof schema === "object" && typeof schema.schema === "function";
}

/**
 * Makes the JSON Schema document of a source. The document is complete: schemas of other files are added to its definitions (JSON Schema
 * Core 9.3).
 *
 * @param source - A schema of a generated `schemas.ts`.
 * @returns A whole file unchanged; any other schema without the keywords that name it, and without definitions that nothing refers to.
 */
export function documentOf(source: SchemaSource): JsonSchema {
  if (source.at !== "#") return new Assembly(source, []).bare();
  // The file's own definitions come first: what joins them gives way where names clash.
  const own = source.schema({ ref: () => "", part: () => true, onlyInFile: () => ({}) });
  if (typeof own === "boolean") return own;
  const taken = [own.$defs, own.definitions].flatMap((definitions) => Object.keys(definitions ?? {}));
  return new Assembly(source, taken).wholeFile();
}

/** A document in the making. */
class Assembly {
  readonly #root: SchemaSource;
  readonly #container: "$defs" | "definitions";
  readonly #names = new Map<SchemaSource, string>();
  readonly #taken: Set<string>;

  constructor(root: SchemaSource, taken: readonly string[]) {
    this.#root = root;
    this.#container = root.file?.definitions ?? "$defs";
    this.#taken = new Set(taken);
  }

  wholeFile(): JsonSchema {
    const { file } = this.#root;
    const placeOf = ({ at, ...target }: SchemaSource) =>
      file !== undefined && target.file === file ? at : undefined;
    const parts: DocumentParts = {
      ref: (target, written) => written ?? placeOf(target) ?? this.#refTo(target),
      part: (source) => plain(source.schema(parts)),
      onlyInFile: (keywords) => keywords(),
    };
    return this.#withDefinitions(plain(this.#root.schema(parts)));
  }

  bare(): JsonSchema {
    const schema = this.#bare(this.#root);
    if (typeof schema === "boolean") return schema;
    const { $schema } = this.#root.file ?? {};
    return this.#withDefinitions($schema === undefined ? schema : { $schema, ...schema });
  }

  #bare(source: SchemaSource): JsonSchema {
    const parts: DocumentParts = {
      ref: (target) => this.#refTo(target),
      part: (part) => this.#bare(part),
      onlyInFile: () => ({}),
    };
    return plain(source.schema(parts), (keyword) => !FOR_THE_FILE.has(keyword));
  }

  #refTo(target: SchemaSource): string {
    if (target === this.#root) return "#";
    let name = this.#names.get(target);
    if (name === undefined) {
      name = target.name;
      for (let count = 2; this.#taken.has(name); count++) name = `${target.name}${count}`;
      this.#taken.add(name);
      this.#names.set(target, name);
    }
    return `#/${this.#container}/${encodeURIComponent(name)}`;
  }

  #withDefinitions(schema: JsonSchema): JsonSchema {
    if (typeof schema === "boolean" || this.#names.size === 0) return schema;
    const { [this.#container]: own, ...rest } = schema;
    const added: { [name: string]: JsonSchema } = {};
    // A definition may refer to further ones, which join the end.
    for (const [source, name] of this.#names) added[name] = this.#bare(source);
    return { ...rest, [this.#container]: { ...(own as JsonObject | undefined), ...added } };
  }
}

/** Keywords that say how others may refer to a schema, and definitions: not for a schema that stands in another document. */
const FOR_THE_FILE: ReadonlySet<string> = new Set([
  "$schema",
  "$id",
  "id",
  "$anchor",
  "$dynamicAnchor",
  "$recursiveAnchor",
  "$vocabulary",
  "$defs",
  "definitions",
]);

/** A schema with plain properties, where it has getters for definitions, or with some of them. */
function plain(schema: JsonSchema, isWanted: (keyword: string) => boolean = () => true): JsonSchema {
  if (typeof schema === "boolean") return schema;
  const keywords = Object.keys(schema).filter(isWanted);
  // Not assigned one by one: a property may be called `__proto__`.
  return Object.fromEntries(keywords.map((keyword) => [keyword, schema[keyword]])) as JsonObject;
}
