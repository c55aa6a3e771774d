import { type Identifier, Node, type SourceFile, type Symbol as TsSymbol } from "ts-morph";

/** The parts of a program that some expressions need: of each file, the statements that they lead to. */
export class Slice {
  readonly #needed = new Map<SourceFile, Set<Node>>();

  /** Adds what an expression needs. */
  visit(root: Node): void {
    const open: Node[] = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (Node.isTypeNode(node) && !Node.isExpressionWithTypeArguments(node)) continue;
      if (Node.isIdentifier(node)) this.#identifier(node);
      open.push(...node.forEachChildAsArray());
    }
  }

  /** The files that are needed. */
  get files(): Iterable<SourceFile> {
    return this.#needed.keys();
  }

  /** The text of what is needed of a file: its imports, the statements in their order, and what it passes on of others. */
  textOf(file: SourceFile): string {
    const needed = this.#needed.get(file) ?? new Set();
    const statements = [...needed].sort((a, b) => a.getPos() - b.getPos()).map((node) => node.getText());
    const imports = file
      .getImportDeclarations()
      .filter((each) => isWanted(each.getModuleSpecifierValue(), each));
    const exports = file.getExportDeclarations().flatMap((each) => {
      if (each.hasModuleSpecifier()) return [each.getText()];
      const known = each.getNamedExports().filter((name) => this.#has(name.getNameNode().getSymbol()));
      return known.length === 0 ? [] : [`export { ${known.map((name) => name.getText()).join(", ")} };`];
    });
    return [...imports.map((each) => each.getText()), ...statements, ...exports].join("\n");
  }

  #has(symbol: TsSymbol | undefined): boolean {
    const declarations = (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations() ?? [];
    return declarations.some((each) => {
      const statement = statementOf(each);
      return statement !== undefined && this.#needed.get(each.getSourceFile())?.has(statement) === true;
    });
  }

  #identifier(node: Identifier): void {
    const parent = node.getParent();
    if (Node.isPropertyAccessExpression(parent) && parent.getNameNode() === node) return;
    if (Node.isPropertyAssignment(parent) && parent.getNameNode() === node) return;
    const symbol = Node.isShorthandPropertyAssignment(parent) ? parent.getValueSymbol() : node.getSymbol();
    const target = symbol?.getAliasedSymbol() ?? symbol;
    for (const declaration of target?.getDeclarations() ?? []) this.#add(declaration);
  }

  #add(declaration: Node): void {
    const file = declaration.getSourceFile();
    if (file.isDeclarationFile() || file.isInNodeModules()) return;
    if (Node.isSourceFile(declaration)) {
      for (const statement of declaration.getStatements()) this.#need(file, statement);
      return;
    }
    const statement = statementOf(declaration);
    if (statement !== undefined) this.#need(file, statement);
  }

  #need(file: SourceFile, statement: Node): void {
    const needed = this.#needed.get(file) ?? new Set();
    this.#needed.set(file, needed);
    if ([...needed].some((each) => each === statement || statement.getAncestors().includes(each))) return;
    needed.add(statement);
    this.visit(statement);
  }
}

/** The statement that makes a declaration, at the top of its file or in a function; none for parameters. */
function statementOf(declaration: Node): Node | undefined {
  if (Node.isVariableDeclaration(declaration) || Node.isBindingElement(declaration)) {
    return declaration.getFirstAncestor(Node.isVariableStatement);
  }
  const isKept =
    Node.isFunctionDeclaration(declaration) ||
    Node.isClassDeclaration(declaration) ||
    Node.isEnumDeclaration(declaration) ||
    Node.isExportAssignment(declaration);
  return isKept ? declaration : undefined;
}

/** An import that is there for its effects only counts where it adds something to schemas. */
function isWanted(specifier: string, declaration: { getImportClause(): unknown }): boolean {
  return declaration.getImportClause() !== undefined || /zod|langgraph/.test(specifier);
}
