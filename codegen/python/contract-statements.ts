import type { MemberKind } from "../discover/member-kind.js";
import type { ContractModel, DefinitionModel, LibraryModel } from "../model/model.js";
import { takeName } from "../print/free-name.js";
import { pythonString } from "../print/python-literal.js";
import { snakeCase } from "../print/python-names.js";
import type { EvaluatedLibrary, View } from "../types/types.js";
import { definitionOf } from "../wrappers/graph-printing.js";
import { BUILT_IN } from "../wrappers/reducer-types.js";
import { docstringOf } from "./docs.js";
import type { PythonImports } from "./imports.js";
import { after, subscript } from "./layout.js";

/** What the statements of a contract are printed from. */
export interface StatementContext {
  readonly imports: PythonImports;
  readonly evaluated: EvaluatedLibrary;
  readonly library: LibraryModel;
  readonly isContextClass: boolean;
  /** Whether a type of the module is a class, not an alias. */
  isClass(name: string): boolean;
  nameOf(definition: DefinitionModel, view: View): string;
}

/** A statement, and whether it stands close to others like it. */
interface PythonStatement {
  readonly text: string;
  readonly isAlias: boolean;
}

/** What a contract's module has besides types: its runtime, the contract, its questions and its graph. */
export function contractStatements(contract: ContractModel, context: StatementContext): PythonStatement[] {
  const { imports, nameOf } = context;
  const { prefix } = contract;
  const type = (kind: MemberKind, view: View): string => {
    const member = contract.members.find((each) => each.kind === kind);
    const definition = member && context.library.definitions.get(member.node);
    if (definition === undefined || kind === "state") return `${prefix}${kind === "state" ? "State" : ""}`;
    return nameOf(definition, view);
  };
  const has = (kind: MemberKind) => contract.members.some((member) => member.kind === kind);
  const contextName = has("context") ? type("context", "output") : "None";
  const state = `${prefix}State`;
  const input = has("input") ? type("input", "input") : `${prefix}Update`;
  const output = has("output") ? type("output", "output") : state;
  const name = `${snakeCase(prefix)}_contract`;
  const any = (each: string) => (context.isClass(each) ? each : imports.name("typing", "Any"));
  const value = [
    `${name} = ${imports.name("graphwright", "Contract")}(`,
    `    ${imports.name("pathlib", "Path")}(__file__).with_name("contract.json"),`,
    `    state=${state},`,
    ...(context.isContextClass ? [`    context=${contextName},`] : []),
    ")",
  ].join("\n");
  return [
    {
      text: [
        after(
          `${prefix}Runtime: ${imports.name("typing", "TypeAlias")} = `,
          subscript(imports.name("langgraph.runtime", "Runtime"), contextName),
          "",
        ),
        ...docstringOf({ text: "What a node of the graph gets besides the state.", tags: [] }, ""),
      ].join("\n"),
      isAlias: true,
    },
    { text: value, isAlias: true },
    ...interruptStatements(contract, name, context),
    {
      text: graphClass(contract, name, [state, contextName, any(input), any(output)], imports),
      isAlias: false,
    },
  ];
}

function graphClass(
  { prefix, fields }: ContractModel,
  contract: string,
  types: readonly string[],
  imports: PythonImports,
): string {
  const custom = [...new Set(fields.map(({ reducer }) => reducer).filter((each) => !BUILT_IN.has(each)))];
  const base = imports.name("graphwright", "StateGraph");
  const line = `class ${prefix}StateGraph(${base}[${types.join(", ")}]):`;
  const head =
    line.length <= 88
      ? [line]
      : [`class ${prefix}StateGraph(`, ...after("    ", subscript(base, ...types), "    ").split("\n"), "):"];
  const reducer = custom.length === 0 ? "" : imports.name("graphwright.reducers", "Reducer");
  const init =
    custom.length === 0
      ? ["    def __init__(self) -> None:", `        super().__init__(${contract})`]
      : [
          `    def __init__(self, reducers: ${imports.name("collections.abc", "Mapping")}[str, ${reducer}]) -> None:`,
          `        super().__init__(${contract}, reducers)`,
        ];
  const names = custom.map((each) => `\`${each}\``).join(", ");
  const doc = {
    text: `Builds the graph; all that crosses its border is checked.${custom.length === 0 ? "" : ` Supply the reducers ${names}.`}`,
    tags: [],
  };
  return [...head, ...docstringOf(doc, "    "), "", ...init].join("\n");
}

/** A class with a method for each question to a person. */
function interruptStatements(
  { prefix, interrupts }: ContractModel,
  contract: string,
  { imports, library, nameOf }: StatementContext,
): PythonStatement[] {
  if (interrupts === undefined) return [];
  const taken = new Set<string>();
  const methods = interrupts.map(({ name, description, value, resume }) => {
    const method = takeName(snakeCase(name), taken);
    const asked = nameOf(definitionOf(value, library), "input");
    const answer = nameOf(definitionOf(resume, library), "output");
    const line = `    def ${method}(self, value: ${asked}) -> ${answer}:`;
    const body = `        self, value: ${asked}`;
    const head =
      line.length <= 88
        ? [line]
        : body.length <= 88
          ? [`    def ${method}(`, body, `    ) -> ${answer}:`]
          : [`    def ${method}(`, "        self,", `        value: ${asked},`, `    ) -> ${answer}:`];
    return [
      ...head,
      ...docstringOf(description === undefined ? undefined : { text: description, tags: [] }, "        "),
      `        answer: ${answer} = self._ask(${pythonString(name)}, value)`,
      "        return answer",
    ].join("\n");
  });
  const head = [
    `class ${prefix}Interrupts(${imports.name("graphwright", "Interrupts")}):`,
    ...docstringOf({ text: "The questions that the graph asks people.", tags: [] }, "    "),
  ];
  const text = [head.join("\n"), ...methods].join("\n\n");
  const value = `${snakeCase(prefix)}_interrupts = ${prefix}Interrupts(${contract})`;
  return [
    { text, isAlias: false },
    { text: value, isAlias: false },
  ];
}
