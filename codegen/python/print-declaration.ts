import { pythonString } from "../print/python-literal.js";
import { isFieldName } from "../print/python-names.js";
import { commentsOf, docstringOf } from "./docs.js";
import type { PythonImports } from "./imports.js";
import { after, type Expression, flat, quoted, subscript } from "./layout.js";
import type { PythonDeclaration, PythonField } from "./type-printer.js";

/** What printing a declaration needs to know of its module. */
export interface DeclarationContext {
  readonly imports: PythonImports;
  /** The names that the module declares: a field of that name would hide one in its class. */
  readonly taken: ReadonlySet<string>;
  /** Whether a text uses a name that is declared further below. */
  usesLater(text: string): boolean;
}

/** A declaration as text. */
export function printDeclaration(declaration: PythonDeclaration, context: DeclarationContext): string {
  if (declaration.kind === "alias") return printAlias(declaration, context);
  const isPlain = declaration.fields.every(({ name }) => isFieldName(name, context.taken));
  return isPlain ? printClass(declaration, context) : printFunctional(declaration, context);
}

type Alias = PythonDeclaration & { readonly kind: "alias" };
type TypedDict = PythonDeclaration & { readonly kind: "class" };

function printAlias({ name, type, doc }: Alias, { imports, usesLater }: DeclarationContext): string {
  const head = `${name}: ${imports.name("typing", "TypeAlias")} = `;
  const text = usesLater(flat(type)) ? `${head}${quoted(type)}` : after(head, type, "");
  return [text, ...docstringOf(doc, "")].join("\n");
}

function printClass({ name, fields, doc }: TypedDict, { imports }: DeclarationContext): string {
  const isPartial = fields.length > 0 && fields.every(({ optional }) => optional);
  const total = isPartial ? ", total=False" : "";
  const head = `class ${name}(${imports.name("typing_extensions", "TypedDict")}${total}):`;
  const blocks = fields.map((field) => {
    const type = isPartial || !field.optional ? field.type : optional(field.type, imports);
    return [after(`    ${field.name}: `, type, "    "), ...docstringOf(field.doc, "    ")].join("\n");
  });
  const said = docstringOf(doc, "    ");
  return [head, classBody(said, blocks)].join("\n");
}

/** The lines of a class: a blank line after its docstring, and around fields that have one. */
export function classBody(said: readonly string[], blocks: readonly string[]): string {
  const parts = said.length === 0 ? [] : [said.join("\n")];
  let before = "";
  for (const block of blocks) {
    const isLong = block.includes('\n    """') || before.includes('\n    """');
    if (parts.length > 0) parts.push(before === "" || isLong ? "\n\n" : "\n");
    parts.push(block);
    before = block;
  }
  return parts.length === 0 ? "    pass" : parts.join("");
}

/** For fields whose names no class can have. */
function printFunctional({ name, fields, doc }: TypedDict, context: DeclarationContext): string {
  const { imports, usesLater } = context;
  const isPartial = fields.length > 0 && fields.every(({ optional }) => optional);
  const lines = fields.flatMap((field) => {
    const type = isPartial || !field.optional ? field.type : optional(field.type, imports);
    const head = `        ${pythonString(field.name)}: `;
    const isLater = usesLater(flat(type)) || flat(type).startsWith("None");
    const text = isLater ? `${head}${quoted(type)}` : after(head, type, "        ");
    return [...commentsOf(field.doc, "        "), `${text},`];
  });
  return [
    ...commentsOf(doc, ""),
    `${name} = ${imports.name("typing_extensions", "TypedDict")}(`,
    `    ${pythonString(name)},`,
    ...(lines.length === 0 ? ["    {},"] : ["    {", ...lines, "    },"]),
    ...(isPartial ? ["    total=False,"] : []),
    ")",
  ].join("\n");
}

function optional(type: Expression, imports: PythonImports): Expression {
  return subscript(imports.name("typing_extensions", "NotRequired"), type);
}

/** A field of a class. */
export type { PythonField };
