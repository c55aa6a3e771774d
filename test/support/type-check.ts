import { loadSchema } from "../../codegen/load/load.js";
import type { JsonSchema, JsonValue } from "../../codegen/schema/json.js";
import { typeOfSchema, type View } from "../../codegen/types/types.js";
import { literal, typeErrors } from "../../scripts/conformance/typescript.js";
import { defaultsOf } from "./defaults.js";
import { folder } from "./folder.js";

/** The type of a schema as a module that exports `Root`. */
export function typeOf(schema: JsonSchema, view: View = "input"): string {
  const { root, problems } = loadSchema(schema);
  const [error] = problems.filter(({ severity }) => severity === "error");
  if (error !== undefined) throw new Error(error.message);
  return typeOfSchema(root, { view, defaults: defaultsOf(root) });
}

/** A schema with instances; each is written as a literal where the type is expected. */
export interface Sample {
  readonly schema: JsonSchema;
  readonly accepts?: readonly JsonValue[];
  readonly rejects?: readonly JsonValue[];
  readonly view?: View;
}

/**
 * Asks the compiler, once with `exactOptionalPropertyTypes` and once without.
 *
 * @returns Every instance that is treated otherwise than the sample says, and everything wrong with the types themselves.
 */
export function disagreements(samples: readonly Sample[]): string[] {
  const files: Record<string, string> = {};
  const values = samples.map(({ accepts = [], rejects = [] }) => [
    ...accepts.map((value) => ({ value, fits: true })),
    ...rejects.map((value) => ({ value, fits: false })),
  ]);
  for (const [index, { schema, view = "input" }] of samples.entries()) {
    files[`type${index}.ts`] = typeOf(schema, view);
    const lines =
      values[index]?.map(({ value }, at) => `export const v${at}: Root = ${literal(value)};`) ?? [];
    files[`values${index}.ts`] = [`import type { Root } from "./type${index}.js";`, ...lines].join("\n");
  }
  const place = folder(files);
  return [true, false].flatMap((exactOptionalPropertyTypes) => {
    const errors = typeErrors(place, { exactOptionalPropertyTypes, types: [] });
    const wrong = [...errors]
      .filter(([where]) => where.startsWith("type"))
      .map(([where, why]) => `${where}: ${why}`);
    for (const [index, instances] of values.entries()) {
      for (const [at, { value, fits }] of instances.entries()) {
        const error = errors.get(`values${index}.ts:${at + 2}`);
        if (fits === (error === undefined)) continue;
        const { schema } = samples[index] ?? {};
        wrong.push(
          `${JSON.stringify(schema)} ${fits ? "refuses" : "takes"} ${literal(value)}: ${error ?? ""}`,
        );
      }
    }
    return wrong;
  });
}
