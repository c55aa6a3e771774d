/**
 * Whether a text can stand where a type is expected without ending it: a `tsType` comes from a schema, and must not be
 * able to smuggle statements into the generated module. Whether it is a type that exists is for the compiler to say.
 *
 * Brackets must match, strings must end, words need something between them, and outside of brackets there is no `;` or `,`; nowhere are there `=` and comments.
 */
export function isTypeText(text: string): boolean {
  if (text.trim() === "") return false;
  const open: string[] = [];
  let previous = "";
  let rest = text.trim();
  while (rest !== "") {
    const token = TOKEN.exec(rest)?.[0];
    if (token === undefined) return false;
    rest = rest.slice(token.length).trimStart();
    if (isWord(previous) && isWord(token) && !OPERATORS.has(previous) && !OPERATORS.has(token)) return false;
    previous = token;
    const closing = CLOSING.get(token);
    if (closing !== undefined) open.push(closing);
    else if (")]}>".includes(token)) {
      if (open.pop() !== token) return false;
    } else if ((token === ";" || token === ",") && open.length === 0) return false;
  }
  return open.length === 0;
}

/** The text on one line. */
export function typeText(text: string): string {
  return text.trim().replaceAll(/\s*[\n\r\u2028\u2029]\s*/g, " ");
}

/** Whether a type is only a name, perhaps with arguments: `|`, `&` and `[]` can stand beside it. */
export function isSimpleType(text: string): boolean {
  return SIMPLE.test(text);
}

function isWord(token: string): boolean {
  return /^[\p{ID_Continue}$]/u.test(token);
}

/** The words that stand beside others in a type. */
const OPERATORS: ReadonlySet<string> = new Set([
  ...[
    "keyof",
    "typeof",
    "readonly",
    "unique",
    "infer",
    "extends",
    "is",
    "asserts",
    "new",
    "abstract",
    "in",
    "as",
  ],
]);
const STRING = String.raw`"(?:[^"\\\n\r\u2028\u2029]|\\[^\n\r\u2028\u2029])*"|'(?:[^'\\\n\r\u2028\u2029]|\\[^\n\r\u2028\u2029])*'`;
const TOKEN = new RegExp(
  String.raw`^(?:=>|\.\.\.|[\p{ID_Start}$_][\p{ID_Continue}$]*|\d+(?:\.\d+)?|${STRING}|[()[\]{}<>|&?:;,.-])`,
  "u",
);
const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["<", ">"],
]);
const SIMPLE = /^[\p{ID_Start}$_][\p{ID_Continue}$.]*(?:<[\p{ID_Continue}$., ]*>)?(?:\[\])*$/u;
