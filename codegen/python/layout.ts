/** The width of a line, as `ruff format` has it. */
export const WIDTH = 88;

/** A type as Python writes it, before it is laid out on lines. */
export type Expression = string | Subscript | Union;

/** `name[argument, …]` */
export interface Subscript {
  readonly name: string;
  readonly arguments: readonly Expression[];
}

/** `one | other` */
export interface Union {
  readonly terms: readonly Expression[];
}

export function subscript(name: string, ...args: readonly Expression[]): Subscript {
  return { name, arguments: args };
}

/** A union; of one term, that term. */
export function union(terms: readonly Expression[]): Expression {
  const seen = new Set<string>();
  const distinct = terms
    .flatMap((term) => (isUnion(term) ? term.terms : [term]))
    .filter((term) => {
      const text = flat(term);
      return !seen.has(text) && seen.add(text);
    });
  const [only] = distinct;
  return distinct.length === 1 && only !== undefined ? only : { terms: distinct };
}

export function isUnion(expression: Expression): expression is Union {
  return typeof expression !== "string" && "terms" in expression;
}

/** On one line, however long. */
export function flat(expression: Expression): string {
  if (typeof expression === "string") return expression;
  if (isUnion(expression)) return expression.terms.map(flat).join(" | ");
  return `${expression.name}[${expression.arguments.map(flat).join(", ")}]`;
}

/** An annotation or the right side of an assignment after what stands before it on its line. */
export function after(head: string, expression: Expression, indent: string): string {
  const line = flat(expression);
  if (fits(head, line) || typeof expression === "string") return `${head}${line}`;
  if (!isUnion(expression)) return `${head}${inBrackets(expression, indent)}`;
  return `${head}(\n${inner(expression, `${indent}    `)}\n${indent})`;
}

/** A quoted annotation can't be broken. */
export function quoted(expression: Expression): string {
  const text = flat(expression);
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}

function inBrackets({ name, arguments: args }: Subscript, indent: string): string {
  const deeper = `${indent}    `;
  const [only, ...more] = args;
  if (only !== undefined && more.length === 0) return `${name}[\n${inner(only, deeper)}\n${indent}]`;
  return `${name}[\n${args.map((each) => `${inner(each, deeper, 1)},\n`).join("")}${indent}]`;
}

/** Inside brackets, on lines of its own. */
function inner(expression: Expression, indent: string, reserve = 0): string {
  const line = `${indent}${flat(expression)}`;
  if (line.length + reserve <= WIDTH || typeof expression === "string") return line;
  if (!isUnion(expression)) return `${indent}${inBrackets(expression, indent)}`;
  return expression.terms
    .map((term, index) => {
      const start = `${indent}${index === 0 ? "" : "| "}`;
      const text = flat(term);
      return fits(start, text) || typeof term === "string" || isUnion(term)
        ? `${start}${text}`
        : `${start}${inBrackets(term, indent)}`;
    })
    .join("\n");
}

function fits(head: string, text: string): boolean {
  const last = head.slice(head.lastIndexOf("\n") + 1);
  return last.length + text.length <= WIDTH;
}
