import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import { type ApplyDefaults, prepareDefaults } from "./defaults.js";
import type { DefaultsPlan } from "./defaults-plan.js";
import { fitDefaults } from "./fitting-defaults.js";
import type { Issue } from "./issue.js";
import type { JsonObject, JsonSchema } from "./json.js";
import { SchemaError } from "./schema-error.js";
import type { Fitted } from "./site-search.js";
import { explain } from "./validation/explain.js";
import { unescapeKey } from "./validation/json-pointer.js";
import { documentOf, isSource, type SchemaSource } from "./validation/schema-source.js";
import { tellDefaults } from "./validation/tell-defaults.js";
import type { Validator, ValidatorError } from "./validation/validator.js";

/** What generated code passes to `new Schema(…)`. */
export interface SchemaDefinition {
  /** The generated type's name, e.g. `GreetingContext`. */
  readonly name: string;
  readonly validate: Validator;
  /** The schema as a document, or what one is made of. */
  readonly jsonSchema: JsonSchema | SchemaSource;
  /** Absent where the schema has no default that applies. */
  readonly defaults?: DefaultsPlan;
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
  readonly #applyDefaults: ApplyDefaults | undefined;
  readonly #risky: ReadonlySet<string>;

  constructor(definition: SchemaDefinition) {
    this.name = definition.name;
    this.#jsonSchema = definition.jsonSchema;
    this.#validate = definition.validate;
    this.#applyDefaults =
      definition.defaults === undefined ? undefined : prepareDefaults(definition.defaults);
    this.#risky = new Set(definition.defaults?.risky);
    this["~standard"] = standardProps<Output, Input>(this);
  }

  /** The schema as it is written in its file. Schemas of other files are bundled under `$defs` (JSON Schema Core 9.3). Made at the first access. */
  get jsonSchema(): JsonSchema {
    if (isSource(this.#jsonSchema)) this.#jsonSchema = documentOf(this.#jsonSchema);
    return this.#jsonSchema;
  }

  /** Whether parsing may add anything to a value. */
  get hasDefaults(): boolean {
    return this.#applyDefaults !== undefined;
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
    const apply = this.#applyDefaults;
    try {
      const candidate = apply === undefined ? value : apply(value);
      if (validate(candidate)) return { success: true, value: candidate as Output };
      if (apply === undefined || candidate === value) return new Refusal(validate.errors ?? [], value);
      return this.#fitted(value, apply, { value: candidate, errors: validate.errors ?? [] });
    } catch (error) {
      return { success: false, issues: [tooDeep(error)] };
    }
  }

  /** Where a value isn't valid with all of the defaults: with those that leave it valid. */
  #fitted(given: unknown, apply: ApplyDefaults, full: Fitted): ParseResult<Output> {
    const validate = this.#validate;
    const risky = this.#risky;
    let fitted = full;
    if (risky.size > 0) fitted = fitDefaults(given, apply, validate, (name) => risky.has(name));
    // A value that fits as it is is never refused.
    if (fitted.errors.length > 0 && validate(given)) fitted = fitDefaults(given, apply, validate, () => true);
    if (fitted.errors.length === 0) return { success: true, value: fitted.value as Output };
    return new Refusal(fitted.errors, fitted.value, given);
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
  readonly #errors: readonly ValidatorError[];
  readonly #value: unknown;
  readonly #given: unknown;
  #issues: readonly Issue[] | undefined;

  /** @param given - The value before defaults were filled in. */
  constructor(errors: readonly ValidatorError[], value: unknown, given: unknown = value) {
    this.#errors = errors;
    this.#value = value;
    this.#given = given;
  }

  get issues(): readonly Issue[] {
    this.#issues ??= tellDefaults(explain(this.#errors, this.#value), this.#value, this.#given);
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
