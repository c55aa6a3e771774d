import { hasHidden } from "./hidden.js";
import { parseType } from "./parse-type.js";

/**
 * The text of a `tsType` as it can stand in generated code: exactly one type, on one line, without comments. Undefined where it is something else.
 * Whether it is a type that exists is for the compiler to say.
 *
 * What a type says is up to its author: a `tsType` is trusted text, unless {@link GenerateOptions.untrusted} refuses it.
 */
export function typeText(text: string): string | undefined {
  const trimmed = text.trim();
  if (PLAIN.test(trimmed)) return trimmed;
  if (!known.has(trimmed)) known.set(trimmed, hasHidden(trimmed) ? undefined : parseType(trimmed));
  return known.get(trimmed);
}

/** Several steps ask for the same few texts. */
const known = new Map<string, string | undefined>();

/** Names that begin with a capital, which no word of the language does, and those of a module: most types need no parser. */
const PLAIN = /^(?:[A-Z][\w$]*|import\("[\w@./-]+"\))(?:\.[A-Za-z_$][\w$]*)*$/;

/** Whether a type is only a name, perhaps with arguments: `|`, `&` and `[]` can stand beside it. */
export function isSimpleType(text: string): boolean {
  return SIMPLE.test(text);
}

const SIMPLE = /^[\p{ID_Start}$_][\p{ID_Continue}$.]*(?:<[\p{ID_Continue}$., ]*>)?(?:\[\])*$/u;
