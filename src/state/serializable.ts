import type { Issue } from "../schema/issue.js";
import { isPlain } from "../schema/plain-object.js";
import { escapeKey } from "../schema/validation/json-pointer.js";
import { kindOfInstance } from "./instance.js";

/** How deep a value that a checkpoint has to hold may nest; far below what serializers survive. */
const MAX_DEPTH = 1000;

const tooDeep = `is nested more than ${MAX_DEPTH} levels deep, or refers to itself; checkpoints can't store it`;

/**
 * Finds what of a value no checkpoint could hold: LangGraph's serializer would fail on it, leave it out or change it without a word.
 *
 * Of other objects a checkpoint keeps those that LangChain knows to serialize, such as messages, and a few of the language's own; of instances of other classes it keeps
 * the properties, which is all there is to classes without methods.
 *
 * @returns Undefined where all of the value can be held.
 */
export function findUnserializable(value: unknown): Issue | undefined {
  return find(value, "checkpoint");
}

/** The same for an item of a store. JSON has a name that checkpoints drop, and stores keep it. */
export function findUnstorable(value: unknown): Issue | undefined {
  return find(value, "store");
}

/** The same for what never gets into a checkpoint: it only must not be nested too deeply. */
export function findTooDeep(value: unknown): Issue | undefined {
  return find(value, "depth");
}

/** What is looked for: all that no checkpoint or no store could hold, or values that are nested too deeply only. */
type Search = "checkpoint" | "store" | "depth";

function find(value: unknown, search: Search): Issue | undefined {
  const keys: string[] = [];
  const flaw = flawOf(value, MAX_DEPTH, search, keys);
  if (flaw === undefined) return undefined;
  // If a value is too deep, only its beginning is shown: the whole path would not help.
  const way = flaw === tooDeep ? keys.slice(-1) : keys.toReversed();
  const path = way.map((key) => `/${escapeKey(key)}`).join("");
  const message = `${path === "" ? "the value" : path} ${flaw}`;
  return { path, keyword: flaw === tooDeep ? "depth" : "checkpoint", message, schemaPath: "" };
}

/** @param keys - Gets the way to the flaw, from the inside out. */
function flawOf(value: unknown, levels: number, search: Search, keys: string[]): string | undefined {
  if (typeof value !== "object" || value === null)
    return search === "depth" ? undefined : flawOfPrimitive(value);
  if (Array.isArray(value)) {
    if (levels === 0) return tooDeep;
    for (let index = 0; index < value.length; index++) {
      const flaw = flawOf(value[index], levels - 1, search, keys);
      if (flaw !== undefined) return at(String(index), keys, flaw);
    }
    return undefined;
  }
  if (levels === 0) return tooDeep;
  if (!isPlain(value)) {
    if (search === "depth") return undefined;
    const kind = kindOfInstance(value);
    if (kind === "opaque") return undefined;
    if (kind === "collection") return flawOf([...(value as Iterable<unknown>)], levels - 1, search, keys);
    if (kind !== "data") return kind;
  }
  for (const key in value) {
    if (key === "__proto__" && search === "checkpoint") {
      return at(key, keys, "has a name that checkpoints do not store; rename it");
    }
    const flaw = flawOf(Reflect.get(value, key), levels - 1, search, keys);
    if (flaw !== undefined) return at(key, keys, flaw);
  }
  return undefined;
}

function flawOfPrimitive(value: unknown): string | undefined {
  switch (typeof value) {
    case "function":
    case "symbol":
    case "bigint":
      return `is a ${typeof value}; checkpoints can't store it`;
    case "number":
      return Number.isFinite(value) ? undefined : `is ${value}; checkpoints can't store it`;
    default:
      return undefined;
  }
}

function at(key: string, keys: string[], flaw: string): string {
  keys.push(key);
  return flaw;
}
