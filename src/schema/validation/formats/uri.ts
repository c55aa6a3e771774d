import { ipv6Source } from "./ip.js";

/** URIs: RFC 3986, appendix A, and the same with more letters: RFC 3987, 2.2. */

const URI = /* @__PURE__ */ pattern({ isReference: false, isInternational: false });
const URI_REFERENCE = /* @__PURE__ */ pattern({ isReference: true, isInternational: false });
const IRI = /* @__PURE__ */ pattern({ isReference: false, isInternational: true });
const IRI_REFERENCE = /* @__PURE__ */ pattern({ isReference: true, isInternational: true });
const FRAGMENT_POINTER =
  /^#(?:\/(?:[a-z0-9\-._!$&'()*+,;=:@?]|~[01]|%(?!7e)[0-9a-f]{2}|%7e(?:[01]|%3[01]))*)*$/i;

/** The format `uri`: RFC 3986 (JSON Schema Validation 7.3.5). */
export function isUri(text: string): boolean {
  return URI.test(text);
}

/** The format `uri-reference`: RFC 3986 (JSON Schema Validation 7.3.5). */
export function isUriReference(text: string): boolean {
  return URI_REFERENCE.test(text);
}

/** The format `iri`: RFC 3987 (JSON Schema Validation 7.3.5). */
export function isIri(text: string): boolean {
  return IRI.test(text);
}

/** The format `iri-reference`: RFC 3987 (JSON Schema Validation 7.3.5). */
export function isIriReference(text: string): boolean {
  return IRI_REFERENCE.test(text);
}

/** The format `url`: an IRI with a host and the scheme `http`, `https` or `ftp`. No standard defines it. */
export function isUrl(text: string): boolean {
  return /^(?:https?|ftp):\/\/(?:[^/?#@]*@)?[^/?#@:]/i.test(text) && IRI.test(text);
}

/** The format `json-pointer-uri-fragment`: RFC 6901, 6. */
export function isJsonPointerUriFragment(text: string): boolean {
  return FRAGMENT_POINTER.test(text);
}

/** The letters that RFC 3987 adds (`ucschar`), as part of a character class. */
export function internationalLetters(): string {
  const planes = Array.from({ length: 13 }, (_, index) => (index + 1).toString(16));
  return [
    "\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}",
    ...planes.map((plane) => `\\u{${plane}0000}-\\u{${plane}fffd}`),
    "\\u{e1000}-\\u{efffd}",
  ].join("");
}

/** What RFC 3987 adds in queries only (`iprivate`), as part of a character class. */
export function privateLetters(): string {
  return "\\u{e000}-\\u{f8ff}\\u{f0000}-\\u{ffffd}\\u{100000}-\\u{10fffd}";
}

function pattern(kind: { readonly isReference: boolean; readonly isInternational: boolean }): RegExp {
  const [letters, inQuery] = kind.isInternational ? [internationalLetters(), privateLetters()] : ["", ""];
  const character = (more: string) => `(?:[a-zA-Z0-9\\-._~!$&'()*+,;=${letters}${more}]|%[0-9a-fA-F]{2})`;
  const address = `\\[(?:${ipv6Source()}|[vV][0-9a-fA-F]+\\.[a-zA-Z0-9\\-._~!$&'()*+,;=:]+)\\]`;
  // A name may look like an IPv4 address, so that needs no words of its own.
  const authority = `//(?:${character(":")}*@)?(?:${address}|${character("")}*)(?::\\d*)?`;
  const segment = character(":@");
  const rest = `(?:/${segment}*)*`;
  const path = (first: string) => `(?:${authority}${rest}|/(?:${segment}+${rest})?|${first}${rest}|)`;
  const absolute = `[a-zA-Z][a-zA-Z0-9+\\-.]*:${path(`${segment}+`)}`;
  const start = kind.isReference ? `(?:${absolute}|${path(`${character("@")}+`)})` : absolute;
  return new RegExp(`^${start}(?:\\?${character(`:@/?${inQuery}`)}*)?(?:#${character(":@/?")}*)?$`, "u");
}
