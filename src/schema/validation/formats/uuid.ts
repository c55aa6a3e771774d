const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A UUID of any version: RFC 4122, 3; a URN is none. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
