import { pointerTokens } from "../../schema/json-pointer.js";
import { plainKeys } from "../../schema/keyword.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { reachableNodes, reversed, subschemas } from "../../schema/subschemas.js";
import type { OpenNode } from "./read-keyword.js";

/** The classes of LangChain's messages, by what the schemas that it publishes say of `type`. */
const CLASSES: ReadonlyMap<string, string> = new Map(
  ["AI", "Human", "Chat", "System", "Function", "Tool", "Remove"].flatMap((kind) => [
    [kind.toLowerCase(), `${kind}Message`],
    [`${kind}MessageChunk`, `${kind}MessageChunk`],
  ]),
);

/**
 * Recognizes conversations in schemas that LangGraph published: lists of LangChain's messages. Python writes out the definitions of all its message
 * classes, and does not say that the list is one of messages.
 *
 * Unions of these classes become messages, and lists of them fields of the reducer `messages` where nothing else is said.
 *
 * @param roots - All nodes at hand lead on from these. They are changed in place.
 * @returns the nodes that stand for a message, as they were: definitions of which no code need be generated
 */
export function recognizeMessages(roots: readonly SchemaNode[]): ReadonlySet<SchemaNode> {
  const classes = new Set<SchemaNode>();
  const all = reachableNodes(roots);
  for (const node of all) if (isMessageClass(node)) classes.add(node);
  if (classes.size === 0) return classes;

  // Unions of unions: from the inside out, each as soon as all its branches are known. References are unions of one.
  const messages = new Set(classes);
  const waiting = reversed(all, (node) => branchesOf(node) ?? []);
  for (const message of messages) {
    for (const outer of waiting.get(message) ?? []) {
      if (branchesOf(outer)?.every((branch) => messages.has(branch)) === true) messages.add(outer);
    }
  }
  const lists = [...all].filter(
    ({ items, prefixItems, reducer = "messages" }) =>
      items !== undefined && messages.has(items) && prefixItems === undefined && reducer === "messages",
  );
  const any = [...messages].filter((node) => !classes.has(node) && isOfAnyClass(node));
  for (const node of [...any, ...lists.flatMap((list) => list.items ?? [])]) becomeMessage(node);
  for (const list of lists) (list as OpenNode).reducer = "messages";
  return messages;
}

/** Whether a schema is what LangChain's tools write for one of its message classes, or for their base class. */
function isMessageClass(node: SchemaNode): boolean {
  if (node.properties?.has("content") !== true) return false;
  const kind = node.properties.get("type");
  // A team may call its own messages that; they have a `role`.
  if (namesOf(node).includes("BaseMessage"))
    return kind !== undefined || node.properties.has("additional_kwargs");
  const [only, ...more] = kind?.const === undefined ? (kind?.enum ?? []) : [kind.const.value];
  const name = typeof only === "string" && more.length === 0 ? CLASSES.get(only) : undefined;
  return name !== undefined && namesOf(node).includes(name);
}

/** What a schema may be called: its title, and its key. TypeScript's tools add type arguments to the key. */
function namesOf({ title, origin }: SchemaNode): readonly string[] {
  const key = pointerTokens(origin.pointer).at(-1) ?? "";
  return [...(title === undefined ? [] : [title]), key.replace(/<.*/s, "")];
}

/** The branches of a union that says nothing else, or the target of a reference that doesn't. */
function branchesOf(node: SchemaNode): readonly SchemaNode[] | undefined {
  const branches = node.oneOf ?? node.anyOf ?? node.refs;
  const isElse = Object.entries(node).some(
    ([keyword, said]) => said !== undefined && said !== branches && !BESIDE.has(keyword),
  );
  return isElse || branches?.length === 0 ? undefined : branches;
}

/** What may stand beside: what only describes the message or the field, and the type that all its classes have. */
const BESIDE: ReadonlySet<string> = new Set<keyof SchemaNode>([
  ...plainKeys("annotation").filter((key) => key !== "tsType"),
  ...(["origin", "update", "type"] as const),
]);

/** Whether a message may be of several classes, or of their base class. */
function isOfAnyClass(message: SchemaNode): boolean {
  for (let node: SchemaNode | undefined = message; node !== undefined; ) {
    const branches = branchesOf(node);
    if (namesOf(node).includes("BaseMessage") || (branches?.length ?? 0) > 1) return true;
    node = branches?.[0];
  }
  return false;
}

function becomeMessage(node: OpenNode): void {
  if (node.isMessage === true) return;
  node.written = { ...node };
  for (const keyword of Object.keys(node) as (keyof SchemaNode)[]) {
    if (keyword !== "written" && keyword !== "type" && !BESIDE.has(keyword)) delete node[keyword];
  }
  node.type = ["object"];
  node.isMessage = true;
}

/**
 * The definitions of a document for which code is generated: not those that are only there for the sake of messages.
 *
 * @param messages - What {@link recognizeMessages} returned.
 */
export function withoutMessages<
  Entry extends { readonly root: SchemaNode; readonly defs: ReadonlyMap<string, SchemaNode> },
>(documents: readonly Entry[], messages: ReadonlySet<SchemaNode>): readonly Entry[] {
  if (![...messages].some(({ isMessage }) => isMessage === true)) return documents;
  const forMessages = reachableNodes(messages, nodesWrittenIn);
  const others = documents.flatMap(({ root, defs }) => [
    root,
    ...[...defs.values()].filter((entry) => !forMessages.has(entry)),
  ]);
  const used = reachableNodes(others);
  return documents.map((document) => {
    const defs = [...document.defs].filter(([, entry]) => used.has(entry) || !forMessages.has(entry));
    return defs.length === document.defs.size ? document : { ...document, defs: new Map(defs) };
  });
}

/** The nodes that a schema leads to in one step as it was written, messages as well. */
export function nodesWrittenIn(node: SchemaNode): readonly SchemaNode[] {
  return subschemas(node.written ?? node);
}
