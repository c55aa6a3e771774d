import { fullFormats } from "ajv-formats/dist/formats.js";

type Check<T> = (value: T) => boolean;

/** A format as `ajv-formats` defines it. */
type Definition =
  | boolean
  | string
  | RegExp
  | Check<string>
  | { readonly type?: string; readonly validate?: unknown };

/** The formats of strings that are checked, by name; one that is not here is not checked. */
export const formats: { readonly [name: string]: Check<string> } = /* @__PURE__ */ stringFormats();

/** The formats of numbers that are checked, by name. */
export const numberFormats: { readonly [name: string]: Check<number> } = /* @__PURE__ */ numericFormats();

function stringFormats(): { [name: string]: Check<string> } {
  const found: { [name: string]: Check<string> } = Object.create(null);
  for (const [name, definition] of definitions()) {
    const check = checkOf<string>(definition, "string");
    if (check !== undefined) found[name] = check;
  }
  const { uri, "uri-reference": reference } = found;
  if (uri !== undefined) found.iri = (text) => uri(asciiOnly(text));
  if (reference !== undefined) found["iri-reference"] = (text) => reference(asciiOnly(text));
  return found;
}

function numericFormats(): { [name: string]: Check<number> } {
  const found: { [name: string]: Check<number> } = Object.create(null);
  for (const [name, definition] of definitions()) {
    const check = checkOf<number>(definition, "number");
    if (check !== undefined) found[name] = check;
  }
  return found;
}

function definitions(): [string, Definition][] {
  return Object.entries(fullFormats as { readonly [name: string]: Definition });
}

/** The check of a format, where it is one for values of the type. */
function checkOf<T>(definition: Definition, type: "string" | "number"): Check<T> | undefined {
  if (definition instanceof RegExp) {
    return type === "string" ? (((text: string) => definition.test(text)) as Check<unknown>) : undefined;
  }
  if (typeof definition === "function") {
    return type === "string" ? (definition as Check<unknown>) : undefined;
  }
  if (typeof definition !== "object") return undefined;
  if ((definition.type ?? "string") !== type) return undefined;
  const { validate } = definition;
  if (validate instanceof RegExp) return ((text: string) => validate.test(text)) as Check<unknown>;
  return validate as Check<unknown>;
}

/** An IRI as the URI that it maps to (RFC 3987, 3.1): other letters are percent-encoded; lone surrogates stay, no URI has them. */
function asciiOnly(iri: string): string {
  return iri.replace(/[\u{a0}-\u{d7ff}\u{e000}-\u{10ffff}]/gu, encodeURIComponent);
}
