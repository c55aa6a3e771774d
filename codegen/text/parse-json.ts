import type { JsonValue } from "../schema/json.js";
import { type JsonToken, JsonTokens } from "./json-token.js";
import {
  duplicateKey,
  MAX_DEPTH,
  type ParsedText,
  setMember,
  type TextFault,
  tooDeep,
} from "./parsed-text.js";

/** After so many faults it is no JSON at all, and more of them help nobody. */
const MAX_FAULTS = 50;

/**
 * Reads strict JSON (RFC 8259): no comments, no trailing commas, and no key twice in an object.
 *
 * All faults are found in one pass; a text with a fault has no value. The text's depth takes no stack.
 */
export function parseJson(text: string): ParsedText {
  const faults: TextFault[] = [];
  const value = new JsonReader(text, faults).read();
  const located = { faults, offsetOf: locator(text) };
  return faults.length > 0 || value === undefined ? located : { ...located, value };
}

/** Where the members and items of each container were written. */
type Offsets = Map<JsonValue, Map<string, number>>;

/** Finds places in a text. It is read a second time, keeping the places, only when one is asked for. */
function locator(text: string): (tokens: readonly string[]) => number {
  let known:
    | { readonly root: JsonValue | undefined; readonly start: number; readonly offsets: Offsets }
    | undefined;
  return (tokens) => {
    if (known === undefined) {
      const offsets: Offsets = new Map();
      const root = new JsonReader(text, [], offsets).read();
      known = { root, start: new JsonTokens(text, []).next().offset, offsets };
    }
    let offset = known.start;
    let value = known.root;
    for (const token of tokens) {
      const inner = value === undefined ? undefined : known.offsets.get(value)?.get(token);
      if (inner === undefined) return offset;
      offset = inner;
      value = (value as Readonly<Record<string, JsonValue>>)[token];
    }
    return offset;
  };
}

/** An object or array that has not ended yet. */
interface OpenContainer {
  readonly value: JsonValue[] | Record<string, JsonValue>;
  readonly close: "}" | "]";
  /** The key whose value comes next, in an object. */
  key: string;
}

/** What may come next. */
type Expected = "value" | "first value" | "key" | "first key" | "colon" | "comma" | "end";

class JsonReader {
  readonly #tokens: JsonTokens;
  readonly #faults: TextFault[];
  readonly #offsets: Offsets | undefined;
  readonly #open: OpenContainer[] = [];
  #expected: Expected = "value";
  #root: JsonValue | undefined;

  constructor(text: string, faults: TextFault[], offsets?: Offsets) {
    this.#tokens = new JsonTokens(text, faults);
    this.#faults = faults;
    this.#offsets = offsets;
  }

  read(): JsonValue | undefined {
    for (let token = this.#tokens.next(); ; token = this.#tokens.next()) {
      if (token.kind === "end") {
        this.#finish(token);
        return this.#root;
      }
      this.#take(token);
      if (this.#open.length > MAX_DEPTH) {
        this.#faults.push(tooDeep(token.offset, MAX_DEPTH));
        return undefined;
      }
      if (this.#faults.length >= MAX_FAULTS) return undefined;
    }
  }

  /** Takes a token, and where it was not expected, goes on with what was surely meant. */
  #take(token: JsonToken): void {
    const { kind } = token;
    const expected = this.#expected;
    const container = this.#open.at(-1);
    if (kind === "}" || kind === "]") this.#close(token, container);
    else if (expected === "comma") this.#comma(token, container);
    else if (expected === "colon") this.#colon(token);
    else if (expected === "key" || expected === "first key") this.#key(token, container);
    else if (expected === "end") this.#wrong(token, "the end of the file", "keep one JSON value in a file");
    else this.#value(token);
  }

  #comma(token: JsonToken, container: OpenContainer | undefined): void {
    if (token.kind !== ",") {
      this.#wrong(token, "a comma", "put a comma between this and what comes before it");
      if (token.kind === ":") return;
    }
    this.#expected = container?.close === "}" ? "key" : "value";
    if (token.kind !== ",") this.#take(token);
  }

  #colon(token: JsonToken): void {
    this.#expected = "value";
    if (token.kind === ":") return;
    this.#wrong(token, "a colon", "put a colon between the property's name and its value");
    this.#take(token);
  }

  #key(token: JsonToken, container: OpenContainer | undefined): void {
    const { kind, offset, value } = token;
    if (kind !== "string" || typeof value !== "string" || container === undefined) {
      this.#wrong(
        token,
        "a property name in double quotes",
        "put the name in double quotes, or remove the comma before it",
      );
      if (kind === "word" || kind === "value") this.#expected = "colon";
      else if (kind === "{" || kind === "[") this.#value(token);
      return;
    }
    if (Object.hasOwn(container.value, value)) this.#faults.push(duplicateKey(value, offset));
    container.key = value;
    this.#offsets?.get(container.value)?.set(value, offset);
    this.#expected = "colon";
  }

  #value(token: JsonToken): void {
    const { kind, offset } = token;
    if (kind === "{") this.#begin({ value: {}, close: "}", key: "" }, offset);
    else if (kind === "[") this.#begin({ value: [], close: "]", key: "" }, offset);
    else if (kind === "," || kind === ":") {
      this.#wrong(token, "a value", "put a value here, or remove what comes before it");
      if (kind === ",") this.#afterValue();
      if (kind === ",") this.#take(token);
    } else {
      if (kind === "word") this.#wrong(token, "a value", "put text in double quotes");
      this.#add(token.value ?? null, offset);
      this.#afterValue();
    }
  }

  #afterValue(): void {
    this.#expected = this.#open.length === 0 ? "end" : "comma";
  }

  #begin(container: OpenContainer, offset: number): void {
    this.#add(container.value, offset);
    this.#open.push(container);
    this.#offsets?.set(container.value, new Map());
    this.#expected = container.close === "}" ? "first key" : "first value";
  }

  #add(value: JsonValue, offset: number): void {
    const container = this.#open.at(-1);
    if (container === undefined) {
      this.#root = value;
    } else if (Array.isArray(container.value)) {
      this.#offsets?.get(container.value)?.set(String(container.value.length), offset);
      container.value.push(value);
    } else {
      setMember(container.value, container.key, value);
    }
  }

  #close(token: JsonToken, container: OpenContainer | undefined): void {
    if (container === undefined) {
      this.#wrong(token, this.#expected === "end" ? "the end of the file" : "a value", "remove the bracket");
      return;
    }
    if (this.#expected === "key") {
      this.#wrong(token, "a property name in double quotes", "remove the comma before it");
    } else if (this.#expected === "value" || this.#expected === "colon") {
      this.#wrong(token, "a value", "put a value here, or remove what comes before it");
    } else if (token.kind !== container.close) {
      this.#unclosed(token, container);
    }
    this.#open.pop();
    this.#afterValue();
  }

  #finish(token: JsonToken): void {
    const container = this.#open.at(-1);
    if (container !== undefined) this.#unclosed(token, container);
    else if (this.#expected !== "end" && this.#faults.length === 0) {
      this.#wrong(token, "a value", "write a value, e.g. {}");
    }
  }

  #unclosed(token: JsonToken, { close }: OpenContainer): void {
    this.#wrong(token, `\`${close}\``, `close the ${close === "}" ? "object" : "array"} with \`${close}\``);
  }

  #wrong(token: JsonToken, expected: string, remedy: string): void {
    this.#faults.push({
      code: "bad-json",
      offset: token.offset,
      message: `expected ${expected}, found ${describe(token)}`,
      remedy,
    });
  }
}

function describe({ kind, value }: JsonToken): string {
  switch (kind) {
    case "end":
      return "the end of the file";
    case "string":
      return "a string";
    case "word":
      return "a word";
    case "value":
      // Not the number itself: the text may be a document with secrets.
      return typeof value === "number" ? "a number" : String(value);
    default:
      return `\`${kind}\``;
  }
}
