import { takeName } from "../print/free-name.js";
import { isGlobalName, shortHash, typeNameOf } from "../print/identifiers.js";
import { pointerTokens } from "../schema/json-pointer.js";
import { KEYWORDS, keywordNames } from "../schema/keyword.js";
import type { SchemaNode } from "../schema/schema-node.js";
import type { Candidate } from "./candidate.js";
import type { Home } from "./home.js";
import type { ContractModel, DefinitionModel } from "./model.js";
import { reservedNames } from "./reserved-names.js";

/** A global's name can't be taken: the type of `Object` in `greeting/state` is `StateObject`. */
export function wantedName(name: string, home: Home): string {
  return isGlobalName(name) ? `${home.qualifier}${name}` : name;
}

/** A target of a `$ref` that is not a definition is named after its place: `#/$defs/Ticket/properties/owner` is `TicketOwner`. */
export function innerCandidate(
  node: SchemaNode,
  home: Home,
  definitions: ReadonlyMap<SchemaNode, DefinitionModel>,
): Candidate {
  const { pointer } = node.origin;
  const tokens = pointerTokens(pointer);
  const [container, key] = tokens;
  const owner = key === undefined || !DEFINITIONS.has(container ?? "") ? undefined : home.defs.get(key);
  const base = owner === undefined ? home.rootName : (definitions.get(owner)?.name ?? typeNameOf(key ?? ""));
  const rest = owner === undefined ? tokens : tokens.slice(2);
  const words = rest.map((token, index) => placeWord(token, rest[index - 1])).join("");
  return { node, home, key: pointer, pointer, wanted: wantedName(`${base}${words}`, home) };
}

const DEFINITIONS = keywordNames("definitions");

/** Keywords whose tokens are followed by a name that a person gave. */
const CONTAINERS: ReadonlySet<string> = new Set([
  ...[...KEYWORDS["2020-12"].values()].filter(({ shape }) => shape === "schema map").map(({ name }) => name),
  ...DEFINITIONS,
]);

const WORDS: ReadonlyMap<string, string> = new Map([
  ["items", "Item"],
  ["prefixItems", "Item"],
  ["additionalItems", "Item"],
  ["unevaluatedItems", "Item"],
  ["additionalProperties", "Value"],
  ["unevaluatedProperties", "Value"],
  ["propertyNames", "Key"],
  ["anyOf", "Option"],
  ["oneOf", "Option"],
  ["allOf", "Part"],
]);

/** One token of a pointer as a part of a name. */
function placeWord(token: string, before: string | undefined): string {
  if (before !== undefined && CONTAINERS.has(before)) return typeNameOf(token);
  if (CONTAINERS.has(token)) return "";
  return WORDS.get(token) ?? (/^\d+$/.test(token) ? token : typeNameOf(token));
}

/** The names that are taken, by module. */
export class TypeNames {
  readonly #byModule = new Map<string, Set<string>>();

  constructor(contracts: readonly Pick<ContractModel, "module" | "prefix">[]) {
    for (const { module, prefix } of contracts) this.#byModule.set(module, new Set(reservedNames(prefix)));
  }

  /** Takes the first name of the candidate's choice that is free. */
  take({ home, wanted, pointer }: Candidate): string {
    const { module, qualifier, document } = home;
    const taken = this.#byModule.get(module) ?? new Set();
    this.#byModule.set(module, taken);
    const qualified = `${qualifier}${wanted}`;
    const hashed = `${qualified}_${shortHash(`${document.path}#${pointer}`)}`;
    // The numbers are for what a dynamic reference makes of one place: several schemas.
    return takeName(wanted, taken, (count) => [qualified, hashed][count - 2] ?? `${hashed}_${count - 2}`);
  }
}
