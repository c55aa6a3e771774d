import { Lexer } from "yaml";

/** The parser recurses into what it reads, and must never get near the end of the stack. */
export const MAX_YAML_DEPTH = 500;

/** Where a text is nested too deep for the parser, by its tokens alone: brackets, and columns that grow. */
export function tooDeepAt(text: string): number | undefined {
  const columns: number[] = [];
  let flow = 0;
  let offset = 0;
  let lineStart = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (MARKERS.has(lexeme)) continue;
    if (lexeme === "[" || lexeme === "{") flow += 1;
    else if (lexeme === "]" || lexeme === "}") flow -= 1;
    else if (flow === 0 && lexeme.trim() !== "") {
      const column = offset - lineStart;
      while ((columns.at(-1) ?? -1) >= column) columns.pop();
      columns.push(column);
    }
    if (flow + columns.length > MAX_YAML_DEPTH) return offset;
    offset += lexeme.length;
    const newline = lexeme.lastIndexOf("\n");
    if (newline !== -1) lineStart = offset - lexeme.length + newline + 1;
  }
  return undefined;
}

/** What the lexer puts between tokens that stands for no text: where a document, a scalar or a broken bracket is. */
const MARKERS: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001f"]);
