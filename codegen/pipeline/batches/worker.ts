/** What a thread runs for each batch. */
export { compileBatch as default } from "./compile-batch.js";
