// The contract `claim` with Ajv, compiled at start from the schemas' own files.
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import context from "../../schemas/claim/context.schema.json" with { type: "json" };
import state from "../../schemas/claim/state.schema.json" with { type: "json" };

const ajv = new Ajv2020({ useDefaults: true, strict: false });
addFormats.default(ajv);

export const validateContext: ValidateFunction = ajv.compile(context);
export const validateState: ValidateFunction = ajv.compile(state);
