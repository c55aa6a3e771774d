/** The formats that OpenAPI adds. */

const BYTE = /^(?:[a-z0-9+/]{4})*(?:[a-z0-9+/]{2}==|[a-z0-9+/]{3}=)?$/i;

/** The format `byte` of OpenAPI: base64, RFC 4648, 4. */
export function isByte(text: string): boolean {
  return BYTE.test(text);
}

/** The format `int32` of OpenAPI: an integer of 32 bits. */
export function isInt32(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;
}

/** The format `int64` of OpenAPI: an integer of 64 bits, as far as a JavaScript number can hold one. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63;
}
