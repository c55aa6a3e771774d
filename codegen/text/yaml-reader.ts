import {
  type Alias,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { JsonValue } from "../schema/json.js";
import {
  duplicateKey,
  MAX_DEPTH,
  numberOutOfRange,
  setMember,
  type TextFault,
  tooDeep,
} from "./parsed-text.js";

/** How many values aliases may stand for in one file: far above what people write, far below a bomb. */
const MAX_ALIASED = 100_000;

/** Reads the nodes of one document in source order, so that an alias finds the anchor that was set last before it. */
export class YamlReader {
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
