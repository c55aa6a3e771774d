import { type Node, parseTree, printParseErrorCode, visit } from "jsonc-parser";
import type { JsonValue } from "./json.js";
import {
  duplicateKey,
  MAX_DEPTH,
  numberOutOfRange,
  type ParsedText,
  setMember,
  type TextFault,
  tooDeep,
} from "./parsed-text.js";

/** Thrown through the scanner to leave a text that is nested too deep. */
class TooDeep extends Error {}

interface OpenContainer {
  readonly value: JsonValue[] | Record<string, JsonValue>;
  /** The key whose value comes next, in an object. */
  key: string;
}

/**
 * Reads strict JSON (RFC 8259): no comments, no trailing commas, and no key twice in an object.
 * All faults are found in one pass; a text with a fault has no value.
 */
export function parseJson(text: string): ParsedText {
  const faults: TextFault[] = [];
  const open: OpenContainer[] = [];
  let root: JsonValue | undefined;

  function add(value: JsonValue): void {
    const container = open.at(-1);
    if (container === undefined) root = value;
    else if (Array.isArray(container.value)) container.value.push(value);
    else setMember(container.value, container.key, value);
  }

  function begin(value: JsonValue[] | Record<string, JsonValue>, offset: number): void {
    if (open.length >= MAX_DEPTH) {
      faults.push(tooDeep(offset));
      throw new TooDeep();
    }
    add(value);
    open.push({ value, key: "" });
  }

  try {
    visit(
      text,
      {
        onObjectBegin: (offset) => begin({}, offset),
        onArrayBegin: (offset) => begin([], offset),
        onObjectEnd: () => void open.pop(),
        onArrayEnd: () => void open.pop(),
        onObjectProperty(key, offset) {
          const container = open.at(-1);
          if (container === undefined) return;
          if (Object.hasOwn(container.value, key)) faults.push(duplicateKey(key, offset));
          container.key = key;
        },
        onLiteralValue(value: JsonValue, offset) {
          if (typeof value === "number" && !Number.isFinite(value)) faults.push(numberOutOfRange(offset));
          add(value);
        },
        onError(code, offset) {
          // One slip makes the scanner complain several times at the same place.
          if (faults.at(-1)?.offset !== offset)
            faults.push(syntaxFault(printParseErrorCode(code), offset, text));
        },
      },
      { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
    );
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
  }

  const located = { faults, offsetOf: locator(text) };
  return faults.length > 0 || root === undefined ? located : { ...located, value: root };
}

/** Finds places in the text. The tree with all offsets is only made when a place is asked for. */
function locator(text: string): (tokens: readonly string[]) => number {
  let tree: { readonly root: Node | undefined } | undefined;
  const members = new WeakMap<Node, Map<string, Node>>();

  function membersOf(node: Node): Map<string, Node> {
    let found = members.get(node);
    if (found === undefined) {
      found = new Map();
      for (const property of node.children ?? []) {
        const key: unknown = property.children?.[0]?.value;
        if (typeof key === "string") found.set(key, property);
      }
      members.set(node, found);
    }
    return found;
  }

  return (tokens) => {
    tree ??= { root: parseTree(text) };
    let node = tree.root;
    let offset = node?.offset ?? 0;
    for (const token of tokens) {
      if (node?.type === "object") {
        const property = membersOf(node).get(token);
        if (property === undefined) return offset;
        offset = property.offset;
        node = property.children?.[1];
      } else if (node?.type === "array") {
        node = node.children?.[Number(token)];
        if (node === undefined) return offset;
        offset = node.offset;
      } else {
        return offset;
      }
    }
    return offset;
  };
}

function syntaxFault(code: string, offset: number, text: string): TextFault {
  const found =
    offset >= text.length
      ? "the end of the file"
      : JSON.stringify(String.fromCodePoint(text.codePointAt(offset) ?? 0));
  const [message, remedy] = describe(code, found);
  return { code: "bad-json", offset, message, remedy };
}

function describe(code: string, found: string): readonly [message: string, remedy: string] {
  switch (code) {
    case "InvalidCommentToken":
    case "UnexpectedEndOfComment":
      return ["JSON has no comments", "use the `$comment` keyword, or write the file as YAML"];
    case "PropertyNameExpected":
      return [
        `expected a property name in double quotes, found ${found}`,
        "put the name in double quotes, or remove the comma before it",
      ];
    case "ValueExpected":
      return [`expected a value, found ${found}`, "put a value here, or remove the comma before it"];
    case "ColonExpected":
      return [`expected a colon, found ${found}`, "put a colon between the property's name and its value"];
    case "CommaExpected":
      return [`expected a comma, found ${found}`, "put a comma between this and what comes before it"];
    case "CloseBraceExpected":
      return [`expected \`}\`, found ${found}`, "close the object with `}`"];
    case "CloseBracketExpected":
      return [`expected \`]\`, found ${found}`, "close the array with `]`"];
    case "EndOfFileExpected":
      return [`expected the end of the file, found ${found}`, "keep one JSON value in a file"];
    case "UnexpectedEndOfString":
      return ["the string has no end", "close the string with a double quote on the same line"];
    case "UnexpectedEndOfNumber":
    case "InvalidNumberFormat":
      return ["the number is not written as JSON has it", "write digits on both sides of the point"];
    case "InvalidUnicode":
    case "InvalidEscapeCharacter":
      return [
        "the string holds an escape that JSON does not have",
        "use \\\\ for a backslash, \\uXXXX for a character",
      ];
    case "InvalidCharacter":
      return ["the string holds a control character", "escape it, e.g. as \\n or \\t"];
    default:
      return [`${found} has no meaning in JSON here`, "remove it, or put it in double quotes"];
  }
}
