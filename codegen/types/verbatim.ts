/**
 * Whether a text can stand where a type is expected without ending it: a `tsType` comes from a schema, and must not be
 * able to smuggle statements into the generated module. Whether it is a type that exists is for the compiler to say.
 *
 * Brackets must match, strings must end, and between types there is no `;`, `=` or comment.
 */
export function isTypeText(text: string): boolean {
  if (text.trim() === "") return false;
  const open: string[] = [];
  let rest = text;
  while (rest !== "") {
    const token = TOKEN.exec(rest)?.[0];
    if (token === undefined) return false;
    rest = rest.slice(token.length);
    const closing = CLOSING.get(token);
    if (closing !== undefined) open.push(closing);
    else if (")]}>".includes(token)) {
      if (open.pop() !== token) return false;
    } else if ((token === ";" || token === ",") && open.length === 0) return false;
  }
  return open.length === 0;
}

/** The text on one line, in parentheses where it is more than a name with its arguments. */
export function typeText(text: string): string {
  const line = text.trim().replaceAll(/\s*[\n\r\u2028\u2029]\s*/g, " ");
  return SIMPLE.test(line) ? line : `(${line})`;
}

const STRING = String.raw`"(?:[^"\\\n\r\u2028\u2029]|\\[^\n\r\u2028\u2029])*"|'(?:[^'\\\n\r\u2028\u2029]|\\[^\n\r\u2028\u2029])*'`;
const TOKEN = new RegExp(
  String.raw`^(?:\s+|=>|\.\.\.|[\p{ID_Start}$_][\p{ID_Continue}$]*|\d+(?:\.\d+)?|${STRING}|[()[\]{}<>|&?:;,.-])`,
  "u",
);
const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["<", ">"],
]);
const SIMPLE = /^[\p{ID_Start}$_][\p{ID_Continue}$.]*(?:<[\p{ID_Continue}$., ]*>)?(?:\[\])*$/u;
