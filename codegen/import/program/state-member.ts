import type { Node } from "ts-morph";
import { equal } from "../../../src/schema/validation/equal.js";
import type { MemberKind } from "../../discover/member-kind.js";
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from "../../schema/json.js";
import type { ImportNote } from "../imported.js";
import { type FieldType, fieldTypes } from "./field-types.js";
import { Hoisted } from "./hoisted.js";
import { lossNote } from "./loss-note.js";
import { type ProgramField, readState } from "./read-state.js";
import { recogniseReducer } from "./recognise-reducer.js";
import type { Load } from "./standard-schema.js";
import { TypeSchemas } from "./type-schema.js";

/** A value of a program, and what loads packages as the program does. */
export interface ProgramValue {
  readonly value: unknown;
  readonly load: Load;
}

/** A member that was made of a state's fields. */
export interface StateMember {
  readonly schema: JsonObject;
  readonly notes: readonly ImportNote[];
}

/**
 * The schema of a member that a program made as it makes states.
 *
 * @param expression - Where the program's text has it.
 * @returns Undefined where the value is not a state.
 */
export function stateMember(
  kind: MemberKind,
  expression: Node,
  { value, load }: ProgramValue,
): StateMember | undefined {
  const isState = kind === "state" || (typeof value === "object" && value !== null && "spec" in value);
  const fields = isState ? readState(value, load) : undefined;
  return fields && new StateWriter(kind, expression).write(fields);
}

class StateWriter {
  readonly #kind: MemberKind;
  readonly #types: ReadonlyMap<string, FieldType>;
  readonly #expression: Node;
  readonly #hoisted = new Hoisted();
  readonly #notes: ImportNote[] = [];

  constructor(kind: MemberKind, expression: Node) {
    this.#kind = kind;
    this.#expression = expression;
    this.#types = fieldTypes(expression);
  }

  write(fields: ReadonlyMap<string, ProgramField>): StateMember {
    const properties = [...fields].map(([name, field]): [string, JsonSchema] => [
      name,
      this.#field(name, field),
    ]);
    const { definitions } = this.#hoisted;
    return {
      schema: {
        type: "object",
        properties: Object.fromEntries(properties),
        ...(definitions.size === 0 ? {} : { $defs: Object.fromEntries(definitions) }),
      },
      notes: this.#notes,
    };
  }

  #field(name: string, field: ProgramField): JsonSchema {
    const place = `${this.#kind}.${name}`;
    const type = this.#types.get(name) ?? {};
    const lost = new Set(field.lost);
    const types = new TypeSchemas(this.#expression, (what) => lost.add(what));
    const own = field.schema ?? (type.value === undefined ? {} : types.schemaOf(type.value));
    const update = field.update ?? (type.update === undefined ? undefined : types.schemaOf(type.update));
    const full = withDefinitions(own, types.definitions);
    const built = field.reducer && recogniseReducer(field.reducer, full);
    if (field.isMessages === true || built === "messages") return messages(type, field.default);

    const isUnknown = type.value?.isAny() === true && !/^(?:any|unknown)$/.test(type.written ?? "any");
    if (isUnknown) lost.add(`the type ${type.written}, which isn't found`);
    if (field.schema === undefined && type.value === undefined) {
      this.#notes.push({ place, message: "the program says no type, so any value passes", needsHand: false });
    }
    for (const what of lost) this.#notes.push(lossNote(place, what));
    const schema = this.#hoisted.take(name, full);
    const differs = update !== undefined && !equal(update, own);
    const reducer = field.reducer && this.#reducer(place, field.reducer, built, differs);
    return {
      ...(type.description === undefined ? {} : { description: type.description }),
      ...(isJsonObject(schema) ? schema : {}),
      ...(reducer === undefined || reducer === "replace" ? {} : { "x-reducer": reducer }),
      ...(differs
        ? { "x-update": this.#hoisted.take(`${name}Update`, withDefinitions(update, types.definitions)) }
        : {}),
      ...(field.untracked === true ? { "x-channel": "untracked" } : {}),
      ...(isNeutral(field.default, reducer) ? {} : { default: field.default as JsonValue }),
    };
  }

  /** The built-in reducer that does the same; else the name under which the program passes its own. */
  #reducer(
    place: string,
    reducer: { readonly name: string },
    built: string | undefined,
    differs: boolean,
  ): string {
    if (built !== undefined && (!differs || built === "replace")) return built;
    const [, field = ""] = place.split(".");
    const isNamed = !/^(?:|reducer|fn|default|anonymous|value)$/.test(reducer.name);
    const name = isNamed ? reducer.name : `${field}Reducer`;
    const message = `no built-in reducer does what the program's own does: pass it as ${JSON.stringify(name)} to the constructor of the graph`;
    this.#notes.push({ place, message, needsHand: true });
    return name;
  }
}

function messages({ description }: FieldType, initial: JsonValue | undefined): JsonObject {
  return {
    ...(description === undefined ? {} : { description }),
    ...{ type: "array", items: { type: "object" }, "x-reducer": "messages" },
    ...(isNeutral(initial, "messages") ? {} : { default: initial as JsonValue }),
  };
}

/** Whether a field begins like this anyway. */
function isNeutral(initial: JsonValue | undefined, reducer: string | undefined): boolean {
  if (initial === undefined) return true;
  const neutral = reducer === undefined ? undefined : NEUTRAL[reducer];
  return neutral !== undefined && equal(neutral, initial);
}

const NEUTRAL: Readonly<Record<string, JsonValue>> = {
  append: [],
  union: [],
  messages: [],
  add: 0,
  merge: {},
};

function withDefinitions(schema: JsonSchema, definitions: ReadonlyMap<string, JsonSchema>): JsonSchema {
  if (definitions.size === 0 || !isJsonObject(schema)) return schema;
  return { ...schema, $defs: Object.fromEntries(definitions) };
}
