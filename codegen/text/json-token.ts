import { numberOutOfRange, type TextFault } from "./parsed-text.js";

/** One token of a JSON text. */
export interface JsonToken {
  readonly kind: "{" | "}" | "[" | "]" | "," | ":" | "value" | "string" | "word" | "end";
  /** Where it begins, counted in UTF-16 code units. */
  readonly offset: number;
  /** What a string, a number, `true`, `false` or `null` stands for. */
  readonly value?: string | number | boolean | null;
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Anything that is no JSON is taken up to where JSON could go on. */
const WORD = /[^\s{}[\],:"/]+|\//y;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const ESCAPE = /["\\/bfnrt]|u[\da-fA-F]{4}/y;

/** Cuts a text into the tokens of JSON (RFC 8259). Text that is not a token is reported, and passed on as well as possible. */
export class JsonTokens {
  readonly #text: string;
  readonly #faults: TextFault[];
  #at = 0;

  constructor(text: string, faults: TextFault[]) {
    this.#text = text;
    this.#faults = faults;
  }

  next(): JsonToken {
    this.#match(SPACE);
    const offset = this.#at;
    const first = this.#text[offset];
    switch (first) {
      case undefined:
        return { kind: "end", offset };
      case "{":
      case "}":
      case "[":
      case "]":
      case ",":
      case ":":
        this.#at += 1;
        return { kind: first, offset };
      case '"':
        return { kind: "string", offset, value: this.#string() };
      case "/":
        if (this.#match(COMMENT) === "") break;
        this.#fault(
          offset,
          "JSON does not allow comments",
          "use the `$comment` keyword, or write the file as YAML",
        );
        return this.next();
    }
    const word = this.#match(WORD);
    if (word === "true" || word === "false") return { kind: "value", offset, value: word === "true" };
    if (word === "null") return { kind: "value", offset, value: null };
    return isNumber(word)
      ? { kind: "value", offset, value: this.#number(word, offset) }
      : this.#word(word, offset);
  }

  #number(word: string, offset: number): number {
    const value = Number(word);
    if (!Number.isFinite(value)) this.#faults.push(numberOutOfRange(offset));
    return value;
  }

  #word(word: string, offset: number): JsonToken {
    if (!/^[-+.\d]/.test(word)) return { kind: "word", offset };
    this.#fault(offset, "this is not a valid JSON number", "write it like 0.5, -1 or 1e10");
    return { kind: "value", offset, value: 0 };
  }

  /** Reads a string from its opening quote on; one that has no end goes to the end of its line. */
  #string(): string {
    const start = this.#at;
    const text = this.#text;
    let isPlain = true;
    let at = start + 1;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x22) {
        this.#at = at + 1;
        return isPlain ? text.slice(start + 1, at) : decoded(text.slice(start, at + 1));
      }
      if (code === 0x0a) break;
      if (code === 0x5c) {
        isPlain = false;
        ESCAPE.lastIndex = at + 1;
        const escaped = ESCAPE.exec(text);
        if (escaped === null) {
          this.#fault(
            at,
            "the string contains an escape that JSON does not allow",
            "write \\\\ for a backslash",
          );
          at += text[at + 1] === "\n" ? 0 : 1;
        } else {
          at += escaped[0].length;
        }
      } else if (code < 0x20 && !(code === 0x0d && text[at + 1] === "\n")) {
        this.#fault(at, "the string contains a control character", "escape it, e.g. as \\n or \\t");
      }
    }
    this.#at = Math.min(at, text.length);
    this.#fault(
      start,
      "the string is not closed",
      "close it with a double quote on the same line; a line break is \\n",
    );
    return text.slice(start + 1, at);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #fault(offset: number, message: string, remedy: string): void {
    this.#faults.push({ code: "bad-json", offset, message, remedy });
  }
}

function isNumber(word: string): boolean {
  NUMBER.lastIndex = 0;
  return NUMBER.exec(word)?.[0] === word;
}

/** A string with its escapes; as it stands where they are faulty, which was reported before. */
function decoded(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal.slice(1, -1);
  }
}
