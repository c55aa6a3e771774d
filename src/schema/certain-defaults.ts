import { prepareDefaults } from "./defaults.js";
import type { DefaultsPlan } from "./defaults-plan.js";
import type { SchemaDefaults } from "./schema-defaults.js";
import { tellDefaults } from "./validation/tell-defaults.js";

/** The defaults of a schema with which a valid value stays valid, so that each is filled in wherever it is absent. */
export function certainDefaults(plan: DefaultsPlan): SchemaDefaults {
  return {
    apply: prepareDefaults(plan),
    // A value that fits as it is is never refused.
    fit: (given, validate, full) => (validate(given) ? { value: given, errors: [] } : full),
    tell: tellDefaults,
  };
}
