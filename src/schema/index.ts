/** What a web client gets of this package: `scripts/bundle.mjs` puts it into a file that doesn't load LangGraph. */
export { certainDefaults } from "./certain-defaults.js";
export { fittingDefaults } from "./fitting-defaults.js";
export { Schema } from "./schema.js";
export { SchemaError } from "./schema-error.js";
