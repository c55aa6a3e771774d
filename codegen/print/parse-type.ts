import { createRequire } from "node:module";
import type { ts as compiler } from "ts-morph";

type Compiler = typeof compiler;
type SyntaxNode = compiler.Node;

/**
 * Parses a text as one type of TypeScript.
 *
 * @returns The type on one line; undefined if the text is not one type, or has comments or anything that would run if it weren't in
 * a type.
 */
export function parseType(text: string): string | undefined {
  try {
    return oneType(text, typescript());
  } catch (error) {
    // A type that is nested too deeply for the parser.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function oneType(text: string, ts: Compiler): string | undefined {
  const source = `export type T =\n${text}\n;`;
  const { diagnostics, outputText } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  });
  if (diagnostics?.length !== 0 || !NOTHING.test(outputText)) return undefined;
  const file = ts.createSourceFile("type.ts", source, ts.ScriptTarget.ESNext, true);
  const [only, ...others] = file.statements;
  if (only === undefined || others.length > 0 || !ts.isTypeAliasDeclaration(only)) return undefined;
  const spans = only.type.getStart() === source.indexOf("\n") + 1 && only.type.end === source.length - 2;
  if (!spans || !isOnlyType(only, ts)) return undefined;
  return text.includes("\n") || text.includes("\r") ? onOneLine(only.type, ts) : text;
}

/** What the compiler emits for a file with types only. */
const NOTHING = /^\s*export \{\};\s*$/;

/** It takes most of a second to load, and few schemas need it. */
function typescript(): Compiler {
  loaded ??= (createRequire(import.meta.url)("ts-morph") as { ts: Compiler }).ts;
  return loaded;
}
let loaded: Compiler | undefined;

/** Whether there are neither comments in a node nor anything but types, names and literals. */
function isOnlyType(root: SyntaxNode, ts: Compiler): boolean {
  const { text } = root.getSourceFile();
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const hasComment = text.slice(node.getFullStart(), node.getStart()).trim() !== "";
    if (hasComment || (node !== root && !isAllowed(node, ts))) return false;
    open.push(...node.getChildren());
  }
  return true;
}

/** What the compiler only refuses later, when it checks types, or not at all. */
function isAllowed(node: SyntaxNode, ts: Compiler): boolean {
  if (ts.isStatement(node) || ts.isDecorator(node) || ts.isPrivateIdentifier(node)) return false;
  if (ts.isJSDocAllType(node) || ts.isJSDocUnknownType(node)) return false;
  if (ts.isJSDocNullableType(node) || ts.isJSDocNonNullableType(node)) return false;
  if (ts.isTypeReferenceNode(node)) return !isReserved(node.typeName, ts);
  if (ts.isTypeQueryNode(node)) return !isReserved(node.exprName, ts);
  if ("initializer" in node && node.initializer !== undefined) return false;
  return !ts.isExpression(node) || isHarmless(node, ts);
}

/** Whether a name begins with a word that the language keeps for itself. */
function isReserved(name: SyntaxNode, ts: Compiler): boolean {
  if (ts.isQualifiedName(name)) return isReserved(name.left, ts);
  const word = ts.isIdentifier(name) ? ts.identifierToKeywordKind(name) : undefined;
  if (word === undefined || word === ts.SyntaxKind.ThisKeyword) return false;
  const { LastReservedWord, FirstFutureReservedWord, LastFutureReservedWord } = ts.SyntaxKind;
  const isFuture = word >= FirstFutureReservedWord && word <= LastFutureReservedWord;
  return word <= LastReservedWord || isFuture || word === ts.SyntaxKind.AwaitKeyword;
}

/** Expressions that a type may hold: literals, `-1`, and the names after `typeof` and in `[Symbol.iterator]`. */
function isHarmless(node: compiler.Expression, ts: Compiler): boolean {
  return (
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isLiteralExpression(node) ||
    ts.isPrefixUnaryExpression(node) ||
    ts.isExpressionWithTypeArguments(node) ||
    ts.isToken(node)
  );
}

function onOneLine(type: compiler.TypeNode, ts: Compiler): string | undefined {
  const open: SyntaxNode[] = [type];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    ts.setEmitFlags(node, ts.EmitFlags.SingleLine);
    ts.forEachChild(node, (child) => void open.push(child));
  }
  const printer = ts.createPrinter({ removeComments: true });
  const line = printer.printNode(ts.EmitHint.Unspecified, type, type.getSourceFile());
  // A template with a line break in it has no other form.
  return line.includes("\n") ? undefined : line;
}
