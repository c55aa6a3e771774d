import {
  Node,
  type ObjectLiteralExpression,
  type PropertyAssignment,
  type Type,
  type TypeNode,
} from "ts-morph";
import { literalOf } from "./find-states.js";

/** What a program's text says of a field. */
export interface FieldType {
  readonly description?: string;
  /** `Value` of `Annotation<Value, Update>`. */
  readonly value?: Type;
  readonly update?: Type;
  /** The type as it is written. */
  readonly written?: string;
}

/** What the text of a state says of its fields, through constants, other files and spreads of other states. */
export function fieldTypes(state: Node): ReadonlyMap<string, FieldType> {
  const found = new Map<string, FieldType>();
  collect(state, found, new Set());
  return found;
}

function collect(state: Node, found: Map<string, FieldType>, met: Set<Node>): void {
  const literal = literalOf(state);
  if (literal === undefined || met.has(literal)) return;
  met.add(literal);
  for (const object of objectsOf(literal)) {
    for (const property of object.getProperties()) {
      if (Node.isSpreadAssignment(property)) {
        const spread = property.getExpression();
        collect(Node.isPropertyAccessExpression(spread) ? spread.getExpression() : spread, found, met);
      } else if (Node.isPropertyAssignment(property)) {
        found.set(nameOf(property), {
          ...described(property),
          ...typeOf(literalOf(property.getInitializer())),
        });
      }
    }
  }
}

/** The objects of fields in `Annotation.Root({ … })`, `new StateSchema({ … })`, `z.object({ … }).extend({ … })` and plain objects. */
function objectsOf(node: Node): ObjectLiteralExpression[] {
  if (Node.isObjectLiteralExpression(node)) return [node];
  if (!Node.isCallExpression(node) && !Node.isNewExpression(node)) return [];
  const callee = node.getExpression();
  const before = Node.isPropertyAccessExpression(callee) ? objectsOf(callee.getExpression()) : [];
  const [first] = node.getArguments();
  const own = literalOf(first);
  return [...before, ...(Node.isObjectLiteralExpression(own) ? [own] : [])];
}

function nameOf(property: PropertyAssignment): string {
  const name = property.getNameNode();
  return Node.isStringLiteral(name) ? name.getLiteralText() : name.getText();
}

/** The comment before a property, where it is one of documentation. */
function described(property: Node): { readonly description?: string } {
  const comment = property.getLeadingCommentRanges().at(-1)?.getText() ?? "";
  if (!comment.startsWith("/**")) return {};
  const lines = comment.slice(3, -2).split("\n");
  const text = lines
    .map((line) => line.replace(/^\s*\*? ?/, "").trimEnd())
    .join("\n")
    .trim();
  const [description = ""] = text.split(/\n\s*@/);
  return description === "" || description.startsWith("@") ? {} : { description };
}

function typeOf(initializer: Node | undefined): FieldType {
  if (initializer === undefined) return {};
  const isGeneric = Node.isCallExpression(initializer) || Node.isExpressionWithTypeArguments(initializer);
  if (!isGeneric || !isAnnotation(initializer.getExpression())) return {};
  const [value, update] = initializer.getTypeArguments();
  if (value !== undefined)
    return { ...read("value", value), ...read("update", update), written: value.getText() };
  // Without type arguments, TypeScript infers them.
  const [inferred] = initializer.getType().getTypeArguments();
  return inferred === undefined ? {} : { value: inferred };
}

/** Whether an expression is LangGraph's `Annotation`, whatever the program calls it. */
function isAnnotation(expression: Node): boolean {
  if (/^(?:\w+\.)?Annotation$/.test(expression.getText())) return true;
  const declarations = expression.getSymbol()?.getDeclarations() ?? [];
  return declarations.some((each) => Node.isImportSpecifier(each) && each.getName() === "Annotation");
}

function read(name: "value" | "update", node: TypeNode | undefined): FieldType {
  return node === undefined ? {} : { [name]: node.getType() };
}
