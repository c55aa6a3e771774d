/** What a client of a graph needs. Nothing here loads LangGraph. */
export { defineContract } from "../contract/contract.js";
export { ContractError } from "../contract/contract-error.js";
export { readContractError } from "../contract/wire-error.js";
export { certainDefaults } from "../schema/certain-defaults.js";
export { fittingDefaults } from "../schema/fitting-defaults.js";
export { Schema } from "../schema/schema.js";
export { SchemaError } from "../schema/schema-error.js";
export { type WireAnswer, wireAnswer as answer } from "./wire-answer.js";
