/** A secret of the context that must never reach a database. */
export const API_KEY = "sk-3f8a1c7e9b2d4056";
