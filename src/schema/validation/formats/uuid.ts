const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The format `uuid`: RFC 4122, 3, any version, not as a URN (JSON Schema Validation 7.3.5). */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
