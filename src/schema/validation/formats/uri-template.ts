import { internationalLetters, privateLetters } from "./uri.js";

/** URI templates: RFC 6570, 2. */

const TEMPLATE = /* @__PURE__ */ pattern();

/** The format `uri-template`: RFC 6570 (JSON Schema Validation 7.3.6). */
export function isUriTemplate(text: string): boolean {
  return TEMPLATE.test(text);
}

function pattern(): RegExp {
  const encoded = "%[0-9a-fA-F]{2}";
  const letters = `${internationalLetters()}${privateLetters()}`;
  const literal = `[\\x21\\x23\\x24\\x26-\\x3b\\x3d\\x3f-\\x5b\\x5d\\x5f\\x61-\\x7a\\x7e${letters}]|${encoded}`;
  const name = `(?:\\w|${encoded})(?:\\.?(?:\\w|${encoded}))*`;
  const variable = `${name}(?::[1-9]\\d{0,3}|\\*)?`;
  return new RegExp(`^(?:${literal}|\\{[+#./;?&=,!@|]?${variable}(?:,${variable})*\\})*$`, "u");
}
