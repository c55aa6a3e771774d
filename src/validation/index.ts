/** What generated validators import. Nothing here loads a compiler. */
export { codePoints } from "./code-points.js";
export { conceal } from "./conceal.js";
export { duplicate } from "./duplicate.js";
export { equal } from "./equal.js";
export { branches, forget, join, report } from "./errors.js";
export { include, includeItems } from "./evaluated.js";
export { formats, numberFormats } from "./formats.js";
export { isMultiple } from "./multiple.js";
export { has, size } from "./own.js";
export { documentOf } from "./schema-source.js";
export type { Validator, ValidatorError } from "./validator.js";
