/// <reference path="./punycode.d.ts" />

import punycode from "punycode/punycode.js";
import { JOINS_BOTH, JOINS_ONLY_BEFORE, JOINS_ONLY_NEXT, VIRAMAS } from "./joining.js";

/**
 * Labels of international names: IDNA 2008 (RFC 5890 to 5893). Letters are recognized by the engine's Unicode data, so that no table of them is
 * needed; as browsers do, names are first brought to lower case and to composed letters.
 */

const MAX_LABEL = 63;
const MAX_NAME = 253;
/** A label may get shorter when its letters are composed, but not by more. */
const MAX_SHRINK = 4;

const LDH = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
const VALID = /* @__PURE__ */ validPattern();
const OUT_OF_CONTEXT = /* @__PURE__ */ contextPattern();
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** What has no direction, of what labels may have. */
const NEUTRAL =
  /* @__PURE__ */ /[\u00b7\u02b9\u02ba\u02c6-\u02cf\u02ec\u0375\u2e2f\u30fb\ua67f\ua717-\ua71f\ua788-]|\p{Join_Control}/u;

/**
 * Whether labels make up a name, each either of ASCII letters or an international one, as it is or encoded behind `xn--`.
 *
 * @param options.mayBeReserved - Whether `--` may be the third and fourth character of other labels, as RFC 1123 has it.
 */
export function areInternationalLabels(
  labels: readonly string[],
  { mayBeReserved = false }: { readonly mayBeReserved?: boolean } = {},
): boolean {
  let length = -1;
  const decoded: string[] = [];
  for (const label of labels) {
    const found = readLabel(label, mayBeReserved);
    if (found === undefined) return false;
    length += found.ascii.length + 1;
    if (length > MAX_NAME) return false;
    decoded.push(found.unicode);
  }
  const directions = decoded.map(directionsOf);
  return !directions.some((each) => /[RN]/.test(each)) || directions.every(isOneDirection);
}

/** A label in both forms; undefined where it is none. */
function readLabel(
  label: string,
  mayBeReserved: boolean,
): { readonly ascii: string; readonly unicode: string } | undefined {
  if (label.length > MAX_LABEL * MAX_SHRINK) return undefined;
  const mapped = isAscii(label) ? label : label.normalize("NFKC").toLowerCase().normalize("NFC");
  if (!isAscii(mapped)) {
    if (!isInternational(mapped)) return undefined;
    const ascii = `xn--${punycode.encode(mapped)}`;
    return ascii.length > MAX_LABEL ? undefined : { ascii, unicode: mapped };
  }
  if (mapped.length > MAX_LABEL || !LDH.test(mapped)) return undefined;
  if (/^xn--/i.test(mapped)) {
    const unicode = decode(mapped.slice(4));
    return unicode === undefined ? undefined : { ascii: mapped, unicode };
  }
  return mapped.startsWith("--", 2) && !mayBeReserved ? undefined : { ascii: mapped, unicode: mapped };
}

/** What stands behind `xn--`, where that is the one way to encode an international label. */
function decode(encoded: string): string | undefined {
  try {
    const label = punycode.decode(encoded);
    const isTheOne =
      !isAscii(label) && label.normalize("NFC") === label && punycode.encode(label) === encoded;
    return isTheOne && isInternational(label) ? label : undefined;
  } catch {
    return undefined;
  }
}

function isInternational(label: string): boolean {
  if (label.startsWith("-") || label.endsWith("-") || label.startsWith("--", 2)) return false;
  return (
    VALID.test(label) &&
    !OUT_OF_CONTEXT.test(label) &&
    !(/[\u0660-\u0669]/.test(label) && /[\u06f0-\u06f9]/.test(label)) &&
    !(label.includes("\u30fb") && !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(label))
  );
}

function isAscii(label: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are ASCII, too
  return /^[\x00-\x7f]*$/.test(label);
}

/** RFC 5892, 2 and 3: what a label may consist of, without a mark at its beginning. */
function validPattern(): RegExp {
  const exceptions = "\\u00df\\u03c2\\u06fd\\u06fe\\u0f0b\\u3007";
  const inContext = "\\u00b7\\u0375\\u05f3\\u05f4\\u30fb\\u200c\\u200d";
  const notThese = "\\u0640\\u07fa\\u302e\\u302f\\u3031-\\u3035\\u303b";
  const signs = "\\u20d0-\\u20ff\\u{1d100}-\\u{1d24f}";
  const oldHangul = "\\u1100-\\u11ff\\ua960-\\ua97f\\ud7b0-\\ud7ff";
  const unstable = "\\p{Changes_When_NFKC_Casefolded}\\p{Default_Ignorable_Code_Point}";
  const letter = `(?![${notThese}${signs}${oldHangul}${unstable}])[\\p{L}\\p{Nd}\\p{Mn}\\p{Mc}-]`;
  return new RegExp(`^(?!\\p{M})(?:[${exceptions}${inContext}]|${letter})+$`, "u");
}

/** RFC 5892, appendix A: what may only stand beside certain others, where it does not. */
function contextPattern(): RegExp {
  const virama = `[${VIRAMAS}]`;
  const transparent = "[\\p{Mn}\\p{Me}\\p{Cf}]*";
  const before = `[${JOINS_BOTH}${JOINS_ONLY_NEXT}]${transparent}`;
  const after = `${transparent}[${JOINS_BOTH}${JOINS_ONLY_BEFORE}]`;
  return new RegExp(
    [
      "(?<!l)\\u00b7|\\u00b7(?!l)",
      "\\u0375(?!\\p{Script=Greek})",
      "(?<!\\p{Script=Hebrew})[\\u05f3\\u05f4]",
      `(?<!${virama})\\u200d`,
      `(?<!${virama})(?:(?<!${before})\\u200c|\\u200c(?!${after}))`,
    ].join("|"),
    "u",
  );
}

/** RFC 5893: a letter for the direction of each character. */
function directionsOf(label: string): string {
  return Array.from(label, directionOf).join("");
}

function directionOf(character: string): string {
  if (/[0-9\u06f0-\u06f9]/.test(character)) return "E";
  if (/[\u0660-\u0669\u{10d30}-\u{10d39}]/u.test(character)) return "N";
  if (/\p{Mn}/u.test(character)) return "M";
  if (RIGHT_TO_LEFT.test(character)) return "R";
  return NEUTRAL.test(character) ? "O" : "L";
}

/** RFC 5893, 2. */
function isOneDirection(directions: string): boolean {
  if (/^L[LEOM]*$/.test(directions)) return /[LE]M*$/.test(directions);
  if (!/^R[RNEOM]*$/.test(directions)) return false;
  return /[RNE]M*$/.test(directions) && !(directions.includes("E") && directions.includes("N"));
}
