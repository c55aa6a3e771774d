/** The functions that generated validators import. None of them loads a compiler. */
export { codePoints } from "./code-points.js";
export { conceal } from "./conceal.js";
export { duplicate } from "./duplicate.js";
export { equal } from "./equal.js";
export { branches, count, forget, join, report } from "./errors.js";
export { include, includeItems } from "./evaluated.js";
export { isDate, isDateTime, isDuration, isIsoDateTime, isIsoTime, isTime } from "./formats/date-time.js";
export { isEmail, isIdnEmail } from "./formats/email.js";
export { isHostname, isIdnHostname } from "./formats/hostname.js";
export { isIpv4, isIpv6 } from "./formats/ip.js";
export { isJsonPointer, isRelativeJsonPointer } from "./formats/json-pointer.js";
export { isByte, isInt32, isInt64 } from "./formats/open-api.js";
export { isRegex } from "./formats/regex.js";
export {
  isIri,
  isIriReference,
  isJsonPointerUriFragment,
  isUri,
  isUriReference,
  isUrl,
} from "./formats/uri.js";
export { isUriTemplate } from "./formats/uri-template.js";
export { isUuid } from "./formats/uuid.js";
export { isMultiple } from "./multiple.js";
export { has, size } from "./own.js";
export { documentOf } from "./schema-source.js";
export type { Validator, ValidatorError } from "./validator.js";
export { isObject } from "./value-at.js";
