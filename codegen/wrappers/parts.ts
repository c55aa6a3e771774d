import type { Defaults } from "../defaults/defaults.js";
import type { LibraryJsonSchemas } from "../json-schemas/json-schemas.js";
import type { LibraryTypes } from "../types/library-types.js";
import type { LibraryValidators } from "../validators/validators.js";

/** What the earlier steps made of a library. */
export interface Parts {
  readonly types: LibraryTypes;
  readonly validators: LibraryValidators;
  readonly jsonSchemas: LibraryJsonSchemas;
  readonly defaults: Defaults;
}
