import type { MemberKind } from "../discover/member-kind.js";
import { pascalCase } from "../print/identifiers.js";
import type { SchemaNode } from "../schema/schema-node.js";
import { objectShape } from "./fields.js";
import type { InterruptModel, MemberModel, NamespaceModel, SendModel, ToolModel } from "./model.js";

/** The members that are made of parts with roles of their own: what the store, the interrupts, the tools and the sends member list. */
export interface MemberParts {
  readonly store?: readonly NamespaceModel[];
  readonly interrupts?: readonly InterruptModel[];
  readonly tools?: readonly ToolModel[];
  readonly sends?: readonly SendModel[];
}

/** A part with the name that its type has where its schema has none of its own. */
export interface NamedPart {
  readonly node: SchemaNode;
  readonly name: string;
}

/** What a contract's members list. */
export function partsOf(members: readonly MemberModel[]): MemberParts {
  const listed = <Part>(
    kind: MemberKind,
    make: (name: string, node: SchemaNode) => Part,
  ): Part[] | undefined => {
    const member = members.find((each) => each.kind === kind);
    if (member === undefined) return undefined;
    const { properties } = objectShape(member.node);
    return [...properties].flatMap(([name, [node]]) => (node === undefined ? [] : [make(name, node)]));
  };
  const store = listed("store", (name, node) => ({
    name,
    ...described(node),
    path: name.split("/"),
    node,
  }));
  const interrupts = listed("interrupts", (name, node) => ({
    name,
    ...described(node),
    value: partOf(node, "value"),
    resume: partOf(node, "resume"),
  }));
  const tools = listed("tools", (name, node) => ({
    name,
    description: node.description ?? "",
    input: partOf(node, "input"),
    output: partOf(node, "output"),
  }));
  const sends = listed("sends", (name, node) => ({ name, ...described(node), node }));
  return {
    ...(store === undefined ? {} : { store }),
    ...(interrupts === undefined ? {} : { interrupts }),
    ...(tools === undefined ? {} : { tools }),
    ...(sends === undefined ? {} : { sends }),
  };
}

/** The parts with names for their types, e.g. `SupportAgentApproveRefundResume`. */
export function namedParts(prefix: string, { store, interrupts, tools, sends }: MemberParts): NamedPart[] {
  return [
    ...(store ?? []).map(({ path, node }) => {
      const words = path.filter((segment) => !isPlaceholder(segment)).map(pascalCase);
      return { node, name: `${prefix}${words.join("")}Item` };
    }),
    ...(interrupts ?? []).flatMap(({ name, value, resume }) => {
      const start = `${prefix}${pascalCase(name)}`;
      return [
        { node: value, name: `${start}Value` },
        { node: resume, name: `${start}Resume` },
      ];
    }),
    ...(tools ?? []).flatMap(({ name, input, output }) => {
      const start = `${prefix}${pascalCase(name)}`;
      return [
        { node: input, name: `${start}Arguments` },
        { node: output, name: `${start}Result` },
      ];
    }),
    ...(sends ?? []).map(({ name, node }) => ({ node, name: `${prefix}${pascalCase(name)}Payload` })),
  ];
}

/** Whether a segment of a namespace stands for any one, e.g. `{user_id}`. */
export function isPlaceholder(segment: string): boolean {
  return segment.startsWith("{") && segment.endsWith("}");
}

/** What the schema says about a part. */
function described({ description }: SchemaNode): { readonly description?: string } {
  return description === undefined ? {} : { description };
}

/** A property of an object schema; one that it doesn't declare can be anything. */
function partOf(node: SchemaNode, name: string): SchemaNode {
  return objectShape(node).properties.get(name)?.[0] ?? { origin: node.origin, boolean: true };
}
