import { typeText } from "../../print/ts-type.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { conjuncts } from "../../schema/subschemas.js";
import { intersect } from "../algebra/intersect.js";
import { BASE_MESSAGE, isUnknown, NEVER, type Type, UNKNOWN, type View } from "../algebra/type.js";
import type { Evaluation } from "./evaluation.js";
import { constantsOf, kindsOf } from "./keywords/any.js";
import { arrayType } from "./keywords/array.js";
import { choiceType, conditional, negated } from "./keywords/logic.js";
import { objectType } from "./keywords/object.js";
import { looksAtBranches, unevaluatedType } from "./keywords/unevaluated.js";
import { defaultedNames, withOptional } from "./presence.js";

/** A message: an object of LangChain's, or its data. */
const MESSAGE: Type = [
  BASE_MESSAGE,
  { kind: "object", properties: new Map(), patterns: new Map(), rest: UNKNOWN },
];

/**
 * The type of a schema, from its keywords.
 *
 * Each keyword gives a type by itself, mostly a union with all kinds of values that it has nothing to say about; the type of the schema is
 * their intersection. `if`, `not` and the `unevaluated…` keywords narrow what the others leave.
 *
 * @param absent - Properties that may be absent though one part of the schema by itself would always fill them in.
 */
export function typeOfKeywords(
  node: SchemaNode,
  view: View,
  absent: ReadonlySet<string>,
  evaluation: Evaluation,
): Type {
  const { types, layers } = conjunctTypes(node, view, absent, evaluation);
  const loosened = (type: Type) => (absent.size === 0 ? type : withOptional(type, absent, evaluation));
  let type = intersect(types.map(loosened), evaluation);
  for (const layer of layers) type = conditional(type, layer, evaluation);
  const unevaluated = layers.map((layer) => loosened(unevaluatedType(layer, view, evaluation)));
  type = intersect([type, ...unevaluated], evaluation);
  for (const layer of layers) if (layer.not !== undefined) type = negated(type, layer.not, evaluation);
  const isCombined = types.filter((part) => !isUnknown(part)).length > 1;
  return view === "input" && isCombined ? withoutDefaulted(node, type, evaluation) : type;
}

/** What is filled in before a value is checked may be left out, whatever part of the schema requires it. */
function withoutDefaulted(node: SchemaNode, type: Type, evaluation: Evaluation): Type {
  const { defaults } = evaluation.options;
  if (!defaults.hasDefaults(node)) return type;
  return withOptional(type, defaultedNames(node, defaults, { ofBranches: true }), evaluation);
}

/** The types that a value must fit all at once. */
interface Conjuncts {
  readonly types: readonly Type[];
  /** The schemas that they are from. */
  readonly layers: readonly SchemaNode[];
}

/** `$ref` (core 8.2.3) and `allOf` (core 10.2.1.1), followed without recursion, as deep as they go. */
function conjunctTypes(
  start: SchemaNode,
  view: View,
  absent: ReadonlySet<string>,
  evaluation: Evaluation,
): Conjuncts {
  const { definitions, special } = evaluation.options;
  const types: Type[] = [];
  const layers = new Set<SchemaNode>();
  const open: (SchemaNode | (() => Type))[] = [start];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === "function") {
      types.push(next());
      continue;
    }
    const node = next;
    if (layers.has(node)) continue;
    if (node !== start && definitions.has(node) && !special.has(node)) {
      types.push(evaluation.typeOf(node, view));
      continue;
    }
    layers.add(node);
    if (node.boolean !== undefined) types.push(node.boolean ? UNKNOWN : NEVER);
    const stated = statedType(node);
    if (stated !== undefined) {
      types.push(stated);
      continue;
    }
    types.push(kindsOf(node));
    const own = [
      () => constantsOf(node),
      () => objectType(node, view, absent, evaluation),
      () => arrayType(node, view, evaluation),
      () => choiceType(node, "anyOf", view, evaluation),
      () =>
        looksAtBranches(start) || looksAtBranches(node)
          ? UNKNOWN
          : choiceType(node, "oneOf", view, evaluation),
    ];
    open.push(...[...conjuncts(node), ...own].reverse());
  }
  return { types, layers: [...layers] };
}

/** The type that a schema states itself, whatever its other keywords say: by `tsType`, or as a message. */
function statedType(node: SchemaNode): Type | undefined {
  const verbatim = node.tsType === undefined ? undefined : typeText(node.tsType);
  if (verbatim !== undefined) return [{ kind: "verbatim", text: verbatim }];
  return node.isMessage === true ? MESSAGE : undefined;
}
