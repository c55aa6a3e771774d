import { possibleTypes } from "../../defaults/json-types.js";
import { objectShape } from "../../model/fields.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import type { Finding, Rule } from "../rule.js";

/** A namespace or a node that LangGraph refuses, and what can be neither stored nor be the arguments of a tool. */
export const wrongPart: Rule = {
  code: "wrong-part",
  severity: "error",
  *find({ contracts }): Generator<Finding> {
    for (const { members, fields } of contracts) {
      yield* inStore(members.get("store"));
      yield* inTools(members.get("tools"));
      yield* inSends(members.get("sends"), fields);
    }
  },
};

function* inStore(store: SchemaNode | undefined): Generator<Finding> {
  for (const [name, [node]] of propertiesOf(store)) {
    if (node === undefined) continue;
    const fault = faultOf(name.split("/"));
    if (fault !== undefined) {
      yield {
        ...node.origin,
        message: `the namespace ${JSON.stringify(name)} ${fault}, so LangGraph's stores refuse it`,
        remedy:
          "rename the property; `/` stands between the segments of a namespace, as in `users/{user_id}/notes`",
      };
    }
    if (!mayBeObject(node)) {
      yield {
        ...node.origin,
        message: `the namespace ${JSON.stringify(name)} holds values that are not objects, but stores only hold objects`,
        remedy: "make it an object with the value as a property",
      };
    }
  }
}

function* inTools(tools: SchemaNode | undefined): Generator<Finding> {
  for (const [name, [tool]] of propertiesOf(tools)) {
    const [input] = propertiesOf(tool).get("input") ?? [];
    if (input === undefined || mayBeObject(input)) continue;
    yield {
      ...input.origin,
      message: `the input of the tool ${JSON.stringify(name)} is not an object, but models pass arguments by name`,
      remedy: "make it an object with a property for each argument",
    };
  }
}

function* inSends(
  sends: SchemaNode | undefined,
  fields: ReadonlyMap<string, readonly SchemaNode[]>,
): Generator<Finding> {
  for (const [name, [node]] of propertiesOf(sends)) {
    const why = fields.has(name) ? "is a field of the state" : faultOfNode(name);
    if (node === undefined || why === undefined) continue;
    yield {
      ...node.origin,
      message: `the sends member lists ${JSON.stringify(name)}, which ${why}, so LangGraph refuses a node with this name`,
      remedy: "give the node another name, here and in the graph",
    };
  }
}

function faultOfNode(name: string): string | undefined {
  if (name === "__start__" || name === "__end__") return "stands for where a run starts or ends";
  const forbidden = ["|", ":"].find((character) => name.includes(character));
  return forbidden === undefined ? undefined : `has ${JSON.stringify(forbidden)} in it`;
}

function propertiesOf(node: SchemaNode | undefined): ReadonlyMap<string, readonly SchemaNode[]> {
  return node === undefined ? new Map() : objectShape(node).properties;
}

function faultOf(path: readonly string[]): string | undefined {
  if (path.includes("")) return "has an empty segment";
  if (path[0] === "langgraph") return 'begins with "langgraph"';
  const forbidden = [".", ":", "\0"].find((character) => path.some((segment) => segment.includes(character)));
  return forbidden === undefined ? undefined : `has ${JSON.stringify(forbidden)} in a segment`;
}

function mayBeObject(node: SchemaNode): boolean {
  return possibleTypes(node).has("object");
}
