import type { SchemaNode } from "../schema/schema-node.js";
import { conjuncts } from "../schema/subschemas.js";
import type { FieldModel } from "./model.js";
import { withoutNull } from "./nullable-messages.js";
import { partial, withoutDefault } from "./partial.js";

/** What a schema says of its own properties, through references and `allOf`. */
export interface ObjectShape {
  /** In source order; where several places describe a property, all of them. */
  readonly properties: ReadonlyMap<string, readonly SchemaNode[]>;
  readonly required: ReadonlySet<string>;
}

/** The properties that an object schema declares, wherever it declares them unconditionally. */
export function objectShape(root: SchemaNode): ObjectShape {
  const properties = new Map<string, SchemaNode[]>();
  const required = new Set<string>();
  for (const layer of unconditional(root)) {
    for (const [name, node] of layer.properties ?? []) {
      const known = properties.get(name) ?? [];
      if (!known.includes(node)) properties.set(name, [...known, node]);
    }
    for (const name of layer.required ?? []) required.add(name);
  }
  return { properties, required };
}

/** The fields of a state: its properties, each one LangGraph channel. */
export function fieldsOf(state: SchemaNode): FieldModel[] {
  const { properties, required } = objectShape(state);
  return [...properties].map(([name, nodes]) => fieldOf(name, nodes, required.has(name)));
}

function fieldOf(name: string, declared: readonly SchemaNode[], required: boolean): FieldModel {
  const nodes = declared.map(withoutNull);
  const node = combined(nodes);
  const layers = nodes.flatMap((each) => [...unconditional(each)]);
  const reducer = layers.find((layer) => layer.reducer !== undefined)?.reducer ?? "replace";
  const ownUpdate = layers.find((layer) => layer.update !== undefined)?.update;
  const byDefault = layers.find((layer) => layer.default !== undefined)?.default;
  return {
    name,
    node,
    update: withoutDefault(ownUpdate ?? impliedUpdate(node, reducer)),
    reducer,
    tracked: layers.every((layer) => layer.channel !== "untracked"),
    required,
    ...(byDefault === undefined ? {} : { default: byDefault }),
  };
}

/** What an update looks like where the schema doesn't say: what the field looks like, unless the reducer takes something else. */
function impliedUpdate(node: SchemaNode, reducer: string): SchemaNode {
  if (reducer === "merge") return partial(node);
  if (reducer !== "messages") return node;
  // A message or several, each an object, a text, or a pair of role and text. LangGraph makes messages of them.
  const { origin, description } = node;
  const messages: SchemaNode = {
    origin,
    type: ["object", "array", "string"],
    tsType: "Messages",
    reducer: "messages",
  };
  return description === undefined ? messages : { ...messages, description };
}

/** One node for a property that several places describe: each of them applies. */
function combined(nodes: readonly SchemaNode[]): SchemaNode {
  const [first, ...others] = nodes;
  if (first === undefined) throw new TypeError("a property without a schema");
  if (others.length === 0) return first;
  const description = nodes.find((node) => node.description !== undefined)?.description;
  return { origin: first.origin, allOf: nodes, ...(description === undefined ? {} : { description }) };
}

/** The node and everything that applies to the same value unconditionally: what it refers to, and `allOf`. */
function unconditional(node: SchemaNode): Set<SchemaNode> {
  const layers = new Set<SchemaNode>();
  const open = [node];
  for (let layer = open.pop(); layer !== undefined; layer = open.pop()) {
    if (layers.has(layer)) continue;
    layers.add(layer);
    // The last is taken first: what is written first shall be met first.
    open.push(...conjuncts(layer).reverse());
  }
  return layers;
}

/** The schema of an update: an object of the fields, all optional, and of nothing else. */
export function updateOf(
  state: SchemaNode,
  fields: readonly FieldModel[],
  description: string,
  schemaOf: (field: FieldModel) => SchemaNode,
): SchemaNode {
  return {
    origin: state.origin,
    description,
    type: ["object"],
    properties: new Map(fields.map((field) => [field.name, schemaOf(field)])),
    additionalProperties: { origin: state.origin, boolean: false },
  };
}
