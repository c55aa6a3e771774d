/** JSON Pointers: RFC 6901, and the relative ones of draft-bhutton-relative-json-pointer-00. */

const POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;
const RELATIVE = /^(?:0|[1-9]\d*)(?:#|(?:[+-](?:0|[1-9]\d*))?(?:\/(?:[^~/]|~[01])*)*)$/;

/** The format `json-pointer`: RFC 6901, 5 (JSON Schema Validation 7.3.7). */
export function isJsonPointer(text: string): boolean {
  return POINTER.test(text);
}

/** The format `relative-json-pointer`: draft-bhutton-relative-json-pointer-00 (JSON Schema Validation 7.3.7). */
export function isRelativeJsonPointer(text: string): boolean {
  return RELATIVE.test(text);
}
