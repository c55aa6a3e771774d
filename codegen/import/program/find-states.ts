import { Node, type SourceFile, SyntaxKind } from "ts-morph";
import type { MemberKind } from "../../discover/member-kind.js";

/** The members of a graph, each as the expression that makes it. */
export interface StateDefinition {
  /** What the state is called in the program. */
  readonly name?: string;
  readonly members: ReadonlyMap<MemberKind, Node>;
}

/** The graphs that a file builds; where it builds none, the states that it declares. */
export function findStates(file: SourceFile, wanted: string | undefined): readonly StateDefinition[] {
  if (wanted !== undefined) {
    const declaration = file.getVariableDeclaration(wanted);
    const initializer = declaration?.getInitializer();
    if (initializer === undefined) return [];
    const graphs = graphsIn(initializer);
    return graphs.length > 0 ? graphs : [{ name: wanted, members: new Map([["state", initializer]]) }];
  }
  const graphs = graphsIn(file);
  if (graphs.length > 0) return unique(graphs);
  return file
    .getVariableDeclarations()
    .filter((each) => isState(each.getInitializer()))
    .map((each) => ({ name: each.getName(), members: new Map([["state", each.getInitializerOrThrow()]]) }));
}

/** What `new StateGraph(…)` is given. */
function graphsIn(root: Node): StateDefinition[] {
  const own = Node.isNewExpression(root) ? [root] : [];
  return [...own, ...root.getDescendantsOfKind(SyntaxKind.NewExpression)]
    .filter((each) => /^(?:\w+\.)?StateGraph$/.test(each.getExpression().getText()))
    .flatMap((each) => {
      const [first, second] = each.getArguments();
      const members = new Map([...membersOf(first, "state"), ...membersOf(second, "context")]);
      const state = members.get("state");
      if (state === undefined) return [];
      return [{ ...(Node.isIdentifier(first) ? { name: first.getText() } : {}), members }];
    });
}

const OPTIONS: Readonly<Record<string, MemberKind>> = {
  state: "state",
  stateSchema: "state",
  input: "input",
  inputSchema: "input",
  output: "output",
  outputSchema: "output",
  context: "context",
  contextSchema: "context",
};

function membersOf(argument: Node | undefined, otherwise: MemberKind): [MemberKind, Node][] {
  if (argument === undefined) return [];
  if (!Node.isObjectLiteralExpression(argument)) return [[otherwise, argument]];
  // `new StateGraph({ channels: … })` has no schemas.
  return argument.getProperties().flatMap((property): [MemberKind, Node][] => {
    const kind = Node.isPropertyAssignment(property) ? OPTIONS[property.getName()] : undefined;
    const shorthand = Node.isShorthandPropertyAssignment(property) ? OPTIONS[property.getName()] : undefined;
    if (kind !== undefined && Node.isPropertyAssignment(property))
      return [[kind, property.getInitializerOrThrow()]];
    return shorthand === undefined ? [] : [[shorthand, property.getFirstChildOrThrow()]];
  });
}

/** Where the literal of an expression is, through constants and other files. */
export function literalOf(expression: Node | undefined): Node | undefined {
  if (expression === undefined) return undefined;
  if (
    Node.isAsExpression(expression) ||
    Node.isSatisfiesExpression(expression) ||
    Node.isParenthesizedExpression(expression)
  )
    return literalOf(expression.getExpression());
  if (!Node.isIdentifier(expression)) return expression;
  const symbol = expression.getSymbol();
  const [declaration] = (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations() ?? [];
  return Node.isVariableDeclaration(declaration) ? literalOf(declaration.getInitializer()) : undefined;
}

function isState(initializer: Node | undefined): boolean {
  return /^(?:Annotation\.Root\(|new StateSchema\()/.test(initializer?.getText() ?? "");
}

function unique(graphs: readonly StateDefinition[]): StateDefinition[] {
  const byState = new Map<string, StateDefinition>();
  for (const graph of graphs) {
    const key = literalOf(graph.members.get("state"))?.getStart() ?? graph.name;
    byState.set(String(key), byState.get(String(key)) ?? graph);
  }
  return [...byState.values()];
}
