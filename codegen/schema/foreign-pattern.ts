/** What a pattern has of another dialect than JavaScript's. */
export interface ForeignPart {
  /** As the pattern has it. */
  readonly text: string;
  /** What to do instead, as a sentence goes on after a colon. */
  readonly remedy: string;
}

/** One thing that other dialects have: how it looks, and what JavaScript has instead. */
type Construct = readonly [looks: RegExp, remedy: (found: RegExpExecArray) => string];

const write = (text: string) => (): string => `write ${text}`;
const hex = (digits = "", radix = 16) => `write \\u{${Number.parseInt(digits, radix).toString(16)}}`;

/** What is foreign wherever it stands. */
const ESCAPES: readonly Construct[] = [
  [/\\A/y, write("^")],
  [/\\[zZ]/y, write("$")],
  [/\\Q([\s\S]*?)(?:\\E|$)/y, ([, text = ""]) => `write ${text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}`],
  [/\\h/y, write("[\\t\\p{Zs}]")],
  [/\\H/y, write("[^\\t\\p{Zs}]")],
  [/\\R/y, write("(?:\\r\\n|[\\n\\v\\f\\r\\x85\\u2028\\u2029])")],
  [/\\V/y, write("[^\\n\\v\\f\\r\\x85\\u2028\\u2029]")],
  [/\\X/y, write("(?:\\P{M}\\p{M}*)")],
  [/\\N\{U\+([0-9a-fA-F]+)\}/y, ([, digits]) => hex(digits)],
  [/\\N\{[^}]*\}/y, () => "write the character itself"],
  [/\\N/y, write("[^\\n]")],
  [/\\e/y, write("\\x1b")],
  [/\\a/y, write("\\x07")],
  [/\\x\{([0-9a-fA-F]+)\}/y, ([, digits]) => hex(digits)],
  [/\\o\{([0-7]+)\}/y, ([, digits]) => hex(digits, 8)],
  [/\\g\{?(\d+)\}?/y, ([, group = ""]) => `write \\${group}`],
  [/\\(?:g[{'<]?|k[{'])(\w+)[}'>]?/y, ([, name = ""]) => `write \\k<${name}>, after a group (?<${name}>…)`],
  [/\\([pP])\{(?:Is|In)_?(\w+)\}/y, ([, kind, name]) => `write \\${kind}{Script=${name}}`],
  [/\\p\{\^(\w+)\}/y, ([, name]) => `write \\P{${name}}`],
  [/\\K/y, () => "write what comes before as a lookbehind, (?<=…)"],
  [/\\i/y, write("[\\p{L}_:]")],
  [/\\c(?![A-Za-z])/y, write("[\\p{L}\\p{Nd}._:\\-]")],
  [/\\[GmMyYCIEUL]/y, () => "remove it: JavaScript has no equivalent"],
];

const OUTSIDE: readonly Construct[] = [
  ...ESCAPES,
  [/\(\?P<(\w+)>/y, ([, name = ""]) => `write (?<${name}>`],
  [/\(\?P=(\w+)\)/y, ([, name = ""]) => `write \\k<${name}>`],
  [/\(\?'(\w+)'/y, ([, name = ""]) => `write (?<${name}>`],
  [/\(\?>/y, () => "write (?:…), or (?=(…))\\1 if the group must not backtrack"],
  [/\(\?#[^)]*\)/y, () => "remove the comment"],
  [/\(\?([a-zA-Z^]+-?[a-zA-Z]*|-[a-zA-Z]+)[:)]/y, ([, flags = ""]) => flagRemedy(flags)],
  [/\(\?(?:[|(&R+\d]|P>|-\d)/y, () => "remove it: JavaScript has no equivalent"],
  [/\(\*[A-Z_:=\w]+\)/y, () => "remove it: JavaScript has no equivalent"],
  [
    /(?:[*+?]|\{\d+(?:,\d*)?\})\+/y,
    ([text]) => `write ${text.slice(0, -1)}: JavaScript's quantifiers always backtrack`,
  ],
  [/\{,(\d+)\}/y, ([, most = ""]) => `write {0,${most}}`],
  // A `]` that is the first in its class is a character to other dialects; to JavaScript the class is empty.
  [/\[(\^?)\][^[\]]*\]/y, ([, not = ""]) => `write [${not}\\]…]`],
];

const POSIX_CLASSES: ReadonlyMap<string, string> = new Map([
  ["alpha", "a-zA-Z"],
  ["digit", "0-9"],
  ["alnum", "a-zA-Z0-9"],
  ["upper", "A-Z"],
  ["lower", "a-z"],
  ["space", "\\s"],
  ["blank", " \\t"],
  ["punct", "!-\\/:-@\\[-`\\{-~"],
  ["xdigit", "0-9a-fA-F"],
  ["word", "\\w"],
  ["cntrl", "\\x00-\\x1f\\x7f"],
  ["print", "\\x20-\\x7e"],
  ["graph", "\\x21-\\x7e"],
  ["ascii", "\\x00-\\x7f"],
]);

const IN_CLASS: readonly Construct[] = [
  ...ESCAPES,
  [/\[:(\w+):\]/y, ([, name = ""]) => `write ${POSIX_CLASSES.get(name) ?? "its characters"}`],
  [/\[:\^(\w+):\]/y, ([, name = ""]) => `write a separate class [^${POSIX_CLASSES.get(name) ?? "…"}]`],
  [/\[([.=])[^\]]*\1\]/y, () => "write the characters themselves"],
  [/&&\[/y, () => "write the second condition as a lookahead before the class: (?=[…])[…]"],
  [
    /-\[[^\]]*\]\]/y,
    ([text]) => `write the excluded characters as a lookahead before the class: (?!${text.slice(1, -1)})[…]`,
  ],
];

/**
 * Finds the first part of a pattern that means something in another dialect, and nothing or something else in JavaScript. Only for patterns that are
 * not valid with the `u` flag: in others, all means what JavaScript says.
 */
export function foreignPart(pattern: string): ForeignPart | undefined {
  let isInClass = false;
  for (let at = 0; at < pattern.length; ) {
    for (const [looks, remedy] of isInClass ? IN_CLASS : OUTSIDE) {
      looks.lastIndex = at;
      const found = looks.exec(pattern);
      if (found !== null) return { text: found[0], remedy: remedy(found) };
    }
    const character = pattern.charAt(at);
    if (character === "\\") at += 1;
    else if (character === "[" && !isInClass) {
      isInClass = true;
      // What follows is a character in any case.
      if (pattern.startsWith("^", at + 1)) at += 1;
    } else if (character === "]") isInClass = false;
    at += 1;
  }
  return undefined;
}

/** Flags that are set inside of the pattern: JavaScript has learned some since, but not on every version that generated code runs on. */
export function hasInlineFlags(pattern: string): boolean {
  return /\(\?[a-zA-Z^-]+[:)]/.test(pattern.replaceAll(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]/g, ""));
}

function flagRemedy(flags: string): string {
  const [on = ""] = flags.split("-");
  if (on.includes("i")) return "write both cases, e.g. [aA] for a: JavaScript has no inline flags like this";
  if (on.includes("s"))
    return "write [^] for a . that also matches line breaks: JavaScript has no inline flags like this";
  if (on.includes("x")) return "remove spaces and comments: JavaScript has no inline flags like this";
  if (on.includes("m"))
    return "write (?:^|\\n) for ^ and (?=\\n|$) for $: JavaScript has no inline flags like this";
  return "remove it: JavaScript has no inline flags like this";
}
