/** JSON Pointers: RFC 6901, and the relative ones of draft-bhutton-relative-json-pointer-00. */

const POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;
const RELATIVE = /^(?:0|[1-9]\d*)(?:#|(?:[+-](?:0|[1-9]\d*))?(?:\/(?:[^~/]|~[01])*)*)$/;

export function isJsonPointer(text: string): boolean {
  return POINTER.test(text);
}

export function isRelativeJsonPointer(text: string): boolean {
  return RELATIVE.test(text);
}
