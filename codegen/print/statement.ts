import CodeBlockWriter from "code-block-writer";

/** A statement of a generated module: its text, or what writes it. */
export type Statement = string | WriteStatement;

/** Writes code. It indents what stands in a block. */
export type WriteStatement = (writer: CodeBlockWriter) => void;

/** @returns The text of a statement, without a line end. */
export function printStatement(statement: Statement): string {
  if (typeof statement === "string") return statement.trimEnd();
  const writer = new CodeBlockWriter({ indentNumberOfSpaces: 2 });
  statement(writer);
  return writer.toString().trimEnd();
}
