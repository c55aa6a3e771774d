import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import type { DefaultsPlan } from "./defaults.js";
import { applyDefaults } from "./defaults.js";
import type { Issue } from "./issue.js";
import type { JsonObject, JsonSchema } from "./json.js";
import { SchemaError } from "./schema-error.js";
import { explain } from "./validation/explain.js";
import type { Validator } from "./validation/validator.js";

/** What generated code gives for one schema. */
export interface SchemaDefinition {
  /** The generated type's name, e.g. `GreetingContext`. */
  readonly name: string;
  readonly validate: Validator;
  /** The schema as its file says it; a reference out of the file is bundled under `$defs`. */
  readonly jsonSchema: JsonSchema;
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
 * It is a [Standard Schema](https://standardschema.dev) and a Standard JSON Schema, so libraries that take those take it as it is.
 * `Output` is what one holds after parsing (defaults applied); `Input` is what is accepted.
 */
export class Schema<Output, Input = Output>
  implements StandardSchemaV1<Input, Output>, StandardJSONSchemaV1<Input, Output>
{
  readonly name: string;
  readonly jsonSchema: JsonSchema;
  readonly "~standard": StandardSchemaV1.Props<Input, Output> & StandardJSONSchemaV1.Props<Input, Output>;
  readonly #validate: Validator;
  readonly #defaults: DefaultsPlan | undefined;

  constructor(definition: SchemaDefinition) {
    this.name = definition.name;
    this.jsonSchema = definition.jsonSchema;
    this.#validate = definition.validate;
    this.#defaults = definition.defaults;
    this["~standard"] = standardProps<Output, Input>(this);
  }

  /** Whether parsing may add anything to a value. */
  get hasDefaults(): boolean {
    return this.#defaults !== undefined;
  }

  /**
   * Checks a value and applies the schema's defaults.
   *
   * @param value - Anything. It is never changed: where a default applies, the objects on the way to it are copied.
   * @returns The value, or a copy with defaults applied.
   * @throws SchemaError where the value does not fit, listing every issue.
   */
  parse(value: unknown): Output {
    const result = this.safeParse(value);
    if (result.success) return result.value;
    throw new SchemaError(this.name, result.issues);
  }

  /** Like {@link parse}, but returns the issues instead of throwing them. */
  safeParse(value: unknown): ParseResult<Output> {
    const candidate = this.#defaults === undefined ? value : applyDefaults(this.#defaults, value);
    const issues = check(this.#validate, candidate);
    return issues === undefined ? { success: true, value: candidate as Output } : { success: false, issues };
  }

  /** Whether the value fits as it is, before any default is applied. */
  is(value: unknown): value is Input {
    return check(this.#validate, value) === undefined;
  }
}

/** Runs a validator; a value nested too deeply for it counts as refused, not as a crash. */
function check(validate: Validator, value: unknown): readonly Issue[] | undefined {
  try {
    return validate(value) ? undefined : explain(validate.errors ?? [], value);
  } catch (error) {
    if (error instanceof RangeError) {
      return [
        {
          path: "",
          keyword: "depth",
          message: "the value is nested too deeply to be checked",
          schemaPath: "",
        },
      ];
    }
    throw error;
  }
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
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
