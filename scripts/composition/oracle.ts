import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { JsonObject, JsonValue } from "../../codegen/schema/json.js";

/** Says of documents whether a schema accepts them. */
export type Oracle = (document: JsonValue) => boolean;

/** Plain Ajv with its own vocabulary, which generated validators don't use. */
export function oracle(schema: JsonObject): Oracle {
  const accepts = new Ajv2020({ strict: false, validateSchema: false, logger: false }).compile(schema);
  return (document) => accepts(document) === true;
}

const URI = "https://composition.test/schema";

/**
 * A second opinion for where Ajv and graphwright differ, from a validator that shares nothing with Ajv and is slow. Ajv counts what `if` and
 * branches that failed have evaluated, and forgets what some that fit have.
 */
export async function secondOracle(schema: JsonObject): Promise<Oracle> {
  registerSchema(schema as Parameters<typeof registerSchema>[0], URI, DIALECT);
  try {
    const accepts = await validate(URI);
    return (document) => accepts(document as Parameters<typeof accepts>[0]).valid;
  } finally {
    unregisterSchema(URI);
  }
}

const DIALECT = "https://json-schema.org/draft/2020-12/schema";
