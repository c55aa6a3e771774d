import { equal } from "../../../src/schema/validation/equal.js";
import { pascalCase } from "../../print/identifiers.js";
import { isJsonObject, type JsonSchema, type JsonValue } from "../../schema/json.js";

/** The definitions of schemas that were documents of their own and become parts of one. */
export class Hoisted {
  readonly definitions = new Map<string, JsonSchema>();

  /**
   * A schema without its definitions, which are kept here.
   *
   * @param name - What the schema is called where it refers to itself.
   */
  take(name: string, schema: JsonSchema): JsonSchema {
    if (!isJsonObject(schema)) return schema;
    const { $defs, definitions, ...rest } = schema;
    const own = Object.entries({ ...asObject(definitions), ...asObject($defs) });
    const names = new Map<string, string>();
    for (const [key, definition] of own) {
      const isSame = this.definitions.has(key) && equal(this.definitions.get(key), definition);
      names.set(
        key,
        isSame ? key : this.#free(/^__schema/.test(key) ? pascalCase(`${name} ${key.slice(8)}`) : key),
      );
    }
    const isRecursive = JSON.stringify(schema).includes('"$ref":"#"');
    const self = isRecursive ? this.#free(pascalCase(name)) : undefined;
    if (self !== undefined) this.definitions.set(self, true);
    for (const name of names.values()) this.definitions.set(name, true);
    const moved = (value: JsonValue): JsonValue => rewritten(value, names, self);
    for (const [key, definition] of own)
      this.definitions.set(names.get(key) ?? key, moved(definition) as JsonSchema);
    if (self === undefined) return moved(rest) as JsonSchema;
    this.definitions.set(self, moved(rest) as JsonSchema);
    return { $ref: `#/$defs/${self}` };
  }

  #free(name: string): string {
    let free = name;
    for (let count = 2; this.definitions.has(free); count++) free = `${name}${count}`;
    return free;
  }
}

function asObject(value: unknown): Readonly<Record<string, JsonSchema>> {
  return isJsonObject(value) ? (value as Readonly<Record<string, JsonSchema>>) : {};
}

/** A value whose references lead to where definitions are now. */
function rewritten(
  value: JsonValue,
  names: ReadonlyMap<string, string>,
  self: string | undefined,
): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => rewritten(item, names, self));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]): [string, JsonValue] => {
    if (key !== "$ref" || typeof item !== "string") return [key, rewritten(item, names, self)];
    if (item === "#" && self !== undefined) return [key, `#/$defs/${self}`];
    const [, name, rest = ""] = /^#\/(?:\$defs|definitions)\/([^/]+)(.*)$/.exec(item) ?? [];
    return [key, name === undefined ? item : `#/$defs/${names.get(name) ?? name}${rest}`];
  });
  return Object.fromEntries(entries);
}
