/** Words that Python keeps for itself. */
const KEYWORDS: ReadonlySet<string> = new Set([
  ...["False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def"],
  ...["del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is"],
  ...["lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield"],
]);

/** What annotations of generated code use: a class that has a field of that name can't use it any more. */
const USED_IN_ANNOTATIONS: ReadonlySet<string> = new Set([
  ...["str", "int", "float", "bool", "list", "dict", "property", "dataclass", "dataclasses"],
]);

/** Whether a text is a name that Python can declare. */
export function isPythonIdentifier(text: string): boolean {
  // Python takes names for the same that are the same in its normal form; a text in another form would change.
  return (
    /^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(text) && !KEYWORDS.has(text) && text.normalize("NFKC") === text
  );
}

/** Whether a field of a class can be called so: not a name that Python mangles, nor one that annotations need. */
export function isFieldName(text: string, taken: ReadonlySet<string>): boolean {
  return (
    isPythonIdentifier(text) && !text.startsWith("__") && !USED_IN_ANNOTATIONS.has(text) && !taken.has(text)
  );
}

/** A text as a Python name in small letters: `support-agent` and `SupportAgent` are `support_agent`. */
export function snakeCase(text: string): string {
  const words = text
    .normalize("NFKC")
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1_$2")
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1_$2")
    .replaceAll(/[^\p{ID_Continue}]+/gu, "_")
    .replaceAll(/^_+|_+$/g, "")
    .toLowerCase();
  const name = words === "" ? "unnamed" : /^\p{ID_Start}/u.test(words) ? words : `n${words}`;
  return isPythonIdentifier(name) ? name : `${name}_`;
}
