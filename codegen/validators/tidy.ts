import { callTypeTests } from "./type-tests.js";

/**
 * Lays out the code that Ajv makes: a statement a line, indented by blocks. Works on lines, because a line is a statement or the border of a block;
 * strings never contain line breaks, and end a line only inside a statement.
 */
export function tidy(code: string): string {
  const lines: string[] = [];
  let depth = 0;
  const statements = shortenReports(withoutCounts(code.split("\n")));
  for (const line of joinConditions(statements)) {
    if (line.startsWith("}")) depth -= 1;
    const isElse = line.startsWith("else") && lines.at(-1)?.trim() === "}";
    const text = line.endsWith("{") ? spaced(line) : line;
    if (isElse) lines[lines.length - 1] += ` ${text}`;
    else lines.push("  ".repeat(depth) + text);
    if (line.endsWith("{")) depth += 1;
  }
  return lines.map(reworded).join("\n");
}

/** One look tells most lines that have nothing to reword: to read them word by word takes long. */
function reworded(line: string): string {
  const text = line.includes("rrors") || line.includes("instancePath") ? renamed(line) : line;
  return text.includes("typeof ") ? callTypeTests(text) : text;
}

/** Leaves out where Ajv counts the errors: what collects them knows how many there are. */
function withoutCounts(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (const line of lines) {
    if (line === "" || (COUNTING.test(line) && line.endsWith(";"))) continue;
    kept.push(line === "return errors === 0;" ? "return vErrors === null;" : line);
  }
  return kept;
}

const COUNTING = /^(?:let )?errors(?: = |\+\+;)/;

/** Ajv's names in the words of this package. */
function renamed(code: string): string {
  return code.replace(NAME, (name) => NAMES.get(name) ?? name);
}

/** How the number of errors that were found so far is told. */
const COUNT = "count(found)";

const NAMES: ReadonlyMap<string, string> = new Map([
  ["instancePath", "path"],
  ["vErrors", "found"],
  ["errors", COUNT],
]);

/** A string literal, or one of the names where it is not a property's. */
const NAME = /"(?:[^"\\]|\\.)*"|(?<![\w$.])(?:instancePath|vErrors|errors)(?![\w$])/g;

/** A statement, or a block with its first line. */
type Statement = string | { readonly head: string; readonly body: Statement[] };

/** A condition that only holds another becomes one with it. */
function joinConditions(lines: readonly string[]): string[] {
  const top: Statement[] = [];
  const open = [top];
  for (const line of lines) {
    if (line === "}") open.pop();
    else if (line.endsWith("{")) {
      const body: Statement[] = [];
      open.at(-1)?.push({ head: line, body });
      open.push(body);
    } else open.at(-1)?.push(line);
  }
  return linesOf(top);
}

function linesOf(statements: readonly Statement[], lines: string[] = []): string[] {
  for (const [index, statement] of statements.entries()) {
    if (typeof statement === "string") {
      lines.push(statement);
      continue;
    }
    let { head, body } = statement;
    const next = statements[index + 1];
    const hasElse = typeof next === "object" && next.head.startsWith("else");
    for (let inner = conditionIn(head, body, hasElse); inner !== undefined; ) {
      head = `if(${operand(head)} && ${operand(inner.head)}){`;
      body = inner.body;
      inner = conditionIn(head, body, hasElse);
    }
    lines.push(head);
    linesOf(body, lines).push("}");
  }
  return lines;
}

/** The condition that another one holds, and nothing else. */
function conditionIn(head: string, body: readonly Statement[], hasElse: boolean) {
  const [only] = body;
  const isOne = !hasElse && head.startsWith("if(") && body.length === 1;
  return isOne && typeof only === "object" && only.head.startsWith("if(") ? only : undefined;
}

/** What stands in the brackets of `if(…){`, as one side of `&&`. */
function operand(head: string): string {
  const condition = head.slice("if(".length, -"){".length);
  return /\|\||\?|=>/.test(condition) ? `(${condition})` : condition;
}

/** `if(` and the like get the space that people write. */
function spaced(line: string): string {
  if (line === "else{") return "else {";
  const keyword = KEYWORDS.find((each) => line.startsWith(`${each}(`));
  const start = keyword === undefined ? line : `${keyword} ${line.slice(keyword.length)}`;
  return start.endsWith("){") ? `${start.slice(0, -1)} {` : start;
}

const KEYWORDS = ["if", "for", "while", "else if"];

/** Ajv's own way of adding an error, which only its check of `type` uses, as the vocabulary's way. */
function shortenReports(lines: readonly string[]): string[] {
  const result: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const [, name, path, schemaPath, params] = (line.startsWith("const err") && TYPE_ERROR.exec(line)) || [];
    const rest = name === undefined ? [] : ADD_ERROR.map((each) => each.replace("NAME", name));
    if (name !== undefined && rest.every((each, offset) => lines[index + 1 + offset] === each)) {
      const error = schemaPath === undefined ? "" : `, ${path ?? "instancePath"}, ${schemaPath}, ${params}`;
      result.push(`vErrors = report(vErrors${error});`);
      index += rest.length;
    } else result.push(line);
  }
  return result;
}

/** Code up to what follows it; what is in string literals doesn't count. */
const CODE = String.raw`(?:"(?:[^"\\]|\\.)*"|[^"])*?`;
const TYPE_ERROR = new RegExp(
  String.raw`^const (err\d+) = \{(?:instancePath(?::(${CODE}))?,schemaPath:(${CODE}),keyword:"type",params:(\{${CODE}\}))?\};$`,
);

const ADD_ERROR = ["if(vErrors === null){", "vErrors = [NAME];", "}", "else {", "vErrors.push(NAME);", "}"];
