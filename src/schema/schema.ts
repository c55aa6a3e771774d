import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import type { Issue } from "./issue.js";
import type { JsonObject, JsonSchema } from "./json.js";
import type { Fitted, SchemaDefaults } from "./schema-defaults.js";
import { SchemaError } from "./schema-error.js";
import { explain } from "./validation/explain.js";
import { unescapeKey } from "./validation/json-pointer.js";
import { documentOf, isSource, type SchemaSource } from "./validation/schema-source.js";
import type { Validator } from "./validation/validator.js";

/** What generated code passes to `new Schema(…)`. */
export interface SchemaDefinition {
  /** The generated type's name, e.g. `GreetingContext`. */
  readonly name: string;
  readonly validate: Validator;
  /** The schema as a document, or what one is made of. */
  readonly jsonSchema: JsonSchema | SchemaSource;
  /** Absent where the schema has no default that applies. */
  readonly defaults?: SchemaDefaults;
}

/** What {@link Schema.safeParse} returns. */
export type ParseResult<Output> =
  | { readonly success: true; readonly value: Output }
  | { readonly success: false; readonly issues: readonly Issue[] };

/**
 * A schema as a value: checks data against a JSON Schema that was compiled ahead of time.
 *
 * It is a [Standard Schema](https://standardschema.dev) and a Standard JSON Schema, so it works with all libraries that accept these.
 *
 * @typeParam Output - The value after parsing, with defaults applied.
 * @typeParam Input - The value that is accepted.
 */
export class Schema<Output, Input = Output>
  implements StandardSchemaV1<Input, Output>, StandardJSONSchemaV1<Input, Output>
{
  readonly name: string;
  readonly "~standard": StandardSchemaV1.Props<Input, Output> & StandardJSONSchemaV1.Props<Input, Output>;
  readonly #validate: Validator;
  #jsonSchema: JsonSchema | SchemaSource;
  readonly #defaults: SchemaDefaults | undefined;

  constructor(definition: SchemaDefinition) {
    this.name = definition.name;
    this.#jsonSchema = definition.jsonSchema;
    this.#validate = definition.validate;
    this.#defaults = definition.defaults;
    this["~standard"] = standardProps<Output, Input>(this);
  }

  /** The schema as it is written in its file. Schemas of other files are bundled under `$defs` (JSON Schema Core 9.3). Made at the first access. */
  get jsonSchema(): JsonSchema {
    if (isSource(this.#jsonSchema)) this.#jsonSchema = documentOf(this.#jsonSchema);
    return this.#jsonSchema;
  }

  /** Whether parsing may add anything to a value. */
  get hasDefaults(): boolean {
    return this.#defaults !== undefined;
  }

  /**
   * Checks a value and applies the schema's defaults.
   *
   * @param value - Anything. It is never changed: objects that get a default are copied.
   * @returns The value, or a copy with defaults applied (JSON Schema Validation 9.2).
   * @throws SchemaError if the value does not fit. It lists every issue.
   */
  parse(value: unknown): Output {
    const result = this.safeParse(value);
    if (result.success) return result.value;
    throw new SchemaError(this.name, result.issues);
  }

  /**
   * Like {@link parse}, but returns the issues instead of throwing them.
   *
   * @param value - Anything. It is never changed.
   * @returns `{ success: true, value }`, with defaults applied, or `{ success: false, issues }`.
   */
  safeParse(value: unknown): ParseResult<Output> {
    const validate = this.#validate;
    const defaults = this.#defaults;
    try {
      const candidate = defaults === undefined ? value : defaults.apply(value);
      if (validate(candidate)) return { success: true, value: candidate as Output };
      const refused: Fitted = { value: candidate, errors: validate.errors ?? [] };
      if (defaults === undefined || candidate === value) return new Refusal(refused);
      // Where a value isn't valid with all of the defaults: with those that leave it valid.
      const fitted = defaults.fit(value, validate, refused);
      if (fitted.errors.length === 0) return { success: true, value: fitted.value as Output };
      return new Refusal(fitted, (issues) => defaults.tell(issues, fitted.value, value));
    } catch (error) {
      return { success: false, issues: [tooDeep(error)] };
    }
  }

  /**
   * Whether the value fits without any defaults.
   *
   * @param value - Anything.
   * @returns A type guard for what the schema accepts; not for what `parse` returns.
   */
  is(value: unknown): value is Input {
    try {
      return this.#validate(value);
    } catch (error) {
      tooDeep(error);
      return false;
    }
  }
}

/** What is returned for a value that was refused. Its issues are put into words when somebody first asks for them. */
class Refusal {
  readonly success = false;
  readonly #refused: Fitted;
  readonly #tell: ((issues: readonly Issue[]) => readonly Issue[]) | undefined;
  #issues: readonly Issue[] | undefined;

  /** @param tell - Says of each issue whether it is about a default; absent where none was filled in. */
  constructor(refused: Fitted, tell?: (issues: readonly Issue[]) => readonly Issue[]) {
    this.#refused = refused;
    this.#tell = tell;
  }

  get issues(): readonly Issue[] {
    if (this.#issues === undefined) {
      const issues = explain(this.#refused.errors, this.#refused.value);
      this.#issues = this.#tell === undefined ? issues : this.#tell(issues);
    }
    return this.#issues;
  }

  toJSON(): ParseResult<never> {
    return { success: this.success, issues: this.issues };
  }

  /** So that a log shows the issues too. */
  [Symbol.for("nodejs.util.inspect.custom")](): ParseResult<never> {
    return this.toJSON();
  }
}

/** A value nested so deeply that the stack ends counts as refused, not as a crash; what else was thrown goes on. */
function tooDeep(error: unknown): Issue {
  if (!(error instanceof RangeError)) throw error;
  const message = "the value is nested too deeply to be checked";
  return { path: "", keyword: "depth", message, schemaPath: "" };
}

function standardProps<Output, Input>(
  schema: Schema<Output, Input>,
): StandardSchemaV1.Props<Input, Output> & StandardJSONSchemaV1.Props<Input, Output> {
  const json = (): JsonObject =>
    typeof schema.jsonSchema === "boolean" ? (schema.jsonSchema ? {} : { not: {} }) : schema.jsonSchema;
  return {
    version: 1,
    vendor: "graphwright",
    validate: (value) => {
      const result = schema.safeParse(value);
      if (result.success) return { value: result.value };
      return { issues: result.issues.map((issue) => ({ message: issue.message, path: pathOf(issue.path) })) };
    },
    jsonSchema: { input: json, output: json },
  };
}

/** The keys of a JSON Pointer, unescaped. */
function pathOf(pointer: string): string[] {
  return pointer.split("/").slice(1).map(unescapeKey);
}
