import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  parseAllDocuments,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { JsonValue } from "../schema/json.js";
import {
  duplicateKey,
  MAX_DEPTH,
  numberOutOfRange,
  type ParsedText,
  setMember,
  type TextFault,
  tooDeep,
} from "./parsed-text.js";

/** How many values aliases may stand for in one file: far above what people write, far below a bomb. */
const MAX_ALIASED = 100_000;

/** The parser recurses into what it reads, and must never get near the end of the stack. */
const MAX_YAML_DEPTH = 500;

/**
 * Reads YAML 1.2 (the core schema) as a JSON value: one document, keys that are strings, no merge keys, no dates, no
 * binary data. An alias stands for a copy of what its anchor holds.
 * A text with a fault has no value.
 */
export function parseYaml(text: string): ParsedText {
  const deep = tooDeepAt(text);
  if (deep !== undefined) return { faults: [tooDeep(deep, MAX_YAML_DEPTH)], offsetOf: () => 0 };
  const parsed = parseAllDocuments(text, {
    schema: "core",
    version: "1.2",
    merge: false,
    // Done below, in linear time.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const documents: readonly Document.Parsed[] = "empty" in parsed ? [] : parsed;

  const [document, second] = documents;
  const faults = documents.flatMap(({ errors, warnings }) => [...errors, ...warnings].map(syntaxFault));
  const isBroken = documents.some(({ errors }) => errors.length > 0);
  if (second !== undefined) {
    faults.push({
      code: "bad-yaml",
      offset: second.range[0],
      message: "the file holds more than one YAML document",
      remedy: "keep one schema in a file",
    });
  }
  if (document === undefined) return { faults, value: null, offsetOf: () => 0 };

  const reader = new YamlReader(faults);
  const value = isBroken ? null : reader.read(document.contents);
  const located = {
    faults,
    offsetOf: (tokens: readonly string[]) => reader.offsetOf(document.contents, tokens),
  };
  return faults.length > 0 ? located : { ...located, value };
}

/** Where a text is nested too deep for the parser, by its tokens alone: brackets, and columns that grow. */
function tooDeepAt(text: string): number | undefined {
  const columns: number[] = [];
  let flow = 0;
  let offset = 0;
  let lineStart = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (MARKERS.has(lexeme)) continue;
    if (lexeme === "[" || lexeme === "{") flow += 1;
    else if (lexeme === "]" || lexeme === "}") flow -= 1;
    else if (flow === 0 && lexeme.trim() !== "") {
      const column = offset - lineStart;
      while ((columns.at(-1) ?? -1) >= column) columns.pop();
      columns.push(column);
    }
    if (flow + columns.length > MAX_YAML_DEPTH) return offset;
    offset += lexeme.length;
    const newline = lexeme.lastIndexOf("\n");
    if (newline !== -1) lineStart = offset - lexeme.length + newline + 1;
  }
  return undefined;
}

/** What the lexer puts between tokens that stands for no text: where a document, a scalar or a broken bracket is. */
const MARKERS: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001f"]);

/** Reads the nodes of one document in source order, so that an alias finds the anchor that was set last before it. */
class YamlReader {
  readonly #faults: TextFault[];
  readonly #anchors = new Map<string, Node>();
  readonly #targets = new WeakMap<Alias, Node>();
  readonly #open = new Set<Node>();
  readonly #members = new WeakMap<YAMLMap, Map<string, Pair>>();
  #aliased = 0;
  #insideAlias = 0;
  #stopped = false;

  constructor(faults: TextFault[]) {
    this.#faults = faults;
  }

  read(node: unknown): JsonValue {
    if (this.#stopped || !isNode(node)) return null;
    if (isAlias(node)) return this.#readAlias(node);
    if (this.#insideAlias > 0 && ++this.#aliased > MAX_ALIASED) {
      return this.#stop({
        code: "yaml-alias-bomb",
        offset: offsetOfNode(node),
        message: `the file's aliases stand for more than ${MAX_ALIASED} values`,
        remedy: "write the repeated part once under `$defs` and refer to it with `$ref`",
      });
    }
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (isScalar(node)) return this.#readScalar(node);
    if (this.#open.size >= MAX_DEPTH) return this.#stop(tooDeep(offsetOfNode(node), MAX_DEPTH));
    this.#open.add(node);
    const value = isMap(node) ? this.#readMap(node) : isSeq(node) ? this.#readSeq(node) : null;
    this.#open.delete(node);
    return value;
  }

  /** The offset of what the tokens lead to, or of the nearest thing above it. */
  offsetOf(root: Node | null, tokens: readonly string[]): number {
    let node: unknown = root;
    let offset = root === null ? 0 : offsetOfNode(root);
    for (const token of tokens) {
      if (isAlias(node)) node = this.#targets.get(node);
      if (isMap(node)) {
        const pair = this.#membersOf(node).get(token);
        if (pair === undefined) return offset;
        if (isNode(pair.key)) offset = offsetOfNode(pair.key);
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(token)];
        if (!isNode(node)) return offset;
        offset = offsetOfNode(node);
      } else {
        return offset;
      }
    }
    return offset;
  }

  #readAlias(alias: Alias): JsonValue {
    const target = this.#anchors.get(alias.source);
    if (target === undefined || this.#open.has(target)) {
      const why = target === undefined ? "has no anchor before it" : "is inside the value that it stands for";
      return this.#stop({
        code: "bad-yaml",
        offset: offsetOfNode(alias),
        message: `the alias *${alias.source} ${why}`,
        remedy: "use `$ref` to refer to another schema",
      });
    }
    this.#targets.set(alias, target);
    this.#insideAlias++;
    const value = this.read(target);
    this.#insideAlias--;
    return value;
  }

  #readScalar(scalar: Scalar): JsonValue {
    const { value } = scalar;
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    const offset = offsetOfNode(scalar);
    if (typeof value === "number" && /\d/.test(scalar.source ?? ""))
      return this.#fault(numberOutOfRange(offset));
    return this.#fault({
      code: "not-json",
      offset,
      message: `${scalar.source ?? String(value)} is not a JSON value`,
      remedy: "use a string, a number, a boolean, null, a list or a mapping",
    });
  }

  #readMap(map: YAMLMap): JsonValue {
    const object: Record<string, JsonValue> = {};
    for (const pair of map.items) {
      const key = this.#readKey(pair);
      const value = this.read(pair.value);
      if (key === undefined) continue;
      if (Object.hasOwn(object, key))
        this.#fault(duplicateKey(key, isNode(pair.key) ? offsetOfNode(pair.key) : 0));
      setMember(object, key, value);
    }
    return object;
  }

  #readSeq(seq: YAMLSeq): JsonValue {
    return seq.items.map((item) => this.read(item));
  }

  #readKey(pair: Pair): string | undefined {
    const node = isAlias(pair.key) ? this.#anchors.get(pair.key.source) : pair.key;
    if (isAlias(pair.key) && isNode(node)) this.#targets.set(pair.key, node);
    if (isNode(node) && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    const offset = isNode(pair.key) ? offsetOfNode(pair.key) : 0;
    if (!isScalar(node) || typeof node.value !== "string") {
      const written = isScalar(node) && node.source !== undefined ? ` ${node.source}` : "";
      this.#fault({
        code: "not-json",
        offset,
        message: `the key${written} is not a string, but JSON keys must be strings`,
        remedy: "put the key in quotes",
      });
      return undefined;
    }
    if (node.value === "<<" && node.type === Scalar.PLAIN) {
      this.#fault({
        code: "yaml-merge-key",
        offset,
        message: "merge keys (<<) are not part of YAML 1.2",
        remedy: "use `allOf` with a `$ref` to include another schema",
      });
    }
    return node.value;
  }

  #membersOf(map: YAMLMap): Map<string, Pair> {
    let found = this.#members.get(map);
    if (found === undefined) {
      found = new Map();
      for (const pair of map.items) {
        const key = isAlias(pair.key) ? this.#targets.get(pair.key) : pair.key;
        if (isPair(pair) && isScalar(key) && typeof key.value === "string") found.set(key.value, pair);
      }
      this.#members.set(map, found);
    }
    return found;
  }

  #fault(fault: TextFault): null {
    this.#faults.push(fault);
    return null;
  }

  #stop(fault: TextFault): null {
    this.#stopped = true;
    return this.#fault(fault);
  }
}

function offsetOfNode(node: Node): number {
  return node.range?.[0] ?? 0;
}

function syntaxFault(error: {
  readonly code: string;
  readonly pos: readonly number[];
  readonly message: string;
}): TextFault {
  const offset = error.pos[0] ?? 0;
  if (error.code === "TAG_RESOLVE_FAILED") {
    return {
      code: "not-json",
      offset,
      message: `${error.message.toLowerCase()}: it has no meaning in JSON`,
      remedy: "remove the tag, and write a JSON value",
    };
  }
  return {
    code: "bad-yaml",
    offset,
    message: error.message.replace(/\.$/, ""),
    remedy: REMEDIES[error.code] ?? "correct the YAML here",
  };
}

const REMEDIES: Readonly<Record<string, string>> = {
  BAD_INDENT: "give the lines of one mapping or list the same indentation",
  TAB_AS_INDENT: "indent with spaces",
  MISSING_CHAR: "add the missing character",
  BLOCK_AS_IMPLICIT_KEY: "put the value in quotes if it holds a colon, or indent what belongs to it",
  MULTILINE_IMPLICIT_KEY: "put the key on one line, and a colon after it",
  UNEXPECTED_TOKEN: "remove it, or put it in quotes",
};
