import { genericText, interfaceText, unionText } from "../print/layout.js";
import type { WriteStatement } from "../print/statement.js";
import { contextType, type GraphPrinting, memberDefinition } from "./graph-printing.js";

/** `export interface GreetingTypes { Context: GreetingContext; … }` */
export function typesByRole(printing: GraphPrinting): WriteStatement {
  const { contract, imports } = printing;
  const { prefix, store, interrupts, sends } = contract;
  const input = memberDefinition(printing, "input");
  const events = memberDefinition(printing, "events");
  const output = `${prefix}Output`;
  const interrupted = (start: string): string =>
    genericText(
      imports.type("Interrupted"),
      [`${prefix}Interrupts`, `${prefix}State`],
      start.length + ";".length,
    );
  const roles: Record<string, string> = {
    Context: contextType(printing, "output"),
    ContextInput: contextType(printing, "input"),
    ContextRequired: String(isContextRequired(printing)),
    State: `${prefix}State`,
    Update: `${prefix}Update`,
    Input: input === undefined ? `${prefix}Input` : printing.parts.types.nameOf(input, "input"),
    Output: output,
    Result: interrupts ? unionText([output, interrupted("    | ")], "  Result: ") : output,
    Interrupted: interrupts ? interrupted("  Interrupted: ") : "never",
    Asked: interrupts ? `${imports.type("InterruptOf")}<${prefix}Interrupts>` : "unknown",
    Resume: interrupts ? `${imports.type("ResumeOf")}<${prefix}Interrupts>` : "unknown",
    Runtime: `${prefix}Runtime`,
    Event: events === undefined ? "unknown" : printing.parts.types.nameOf(events, "output"),
    Store: store ? `${prefix}Store` : "object",
    Interrupts: interrupts ? `${prefix}Interrupts` : "object",
    Sends: sends ? `${prefix}Sends` : "object",
  };
  const properties = Object.entries(roles).map(([key, type]) => ({ key, type }));
  return interfaceText("The graph's types by role.", `${prefix}Types`, properties);
}

/** Whether a call without a context can't be right: an empty one is refused even with all defaults in it. */
function isContextRequired({ contract, parts }: GraphPrinting): boolean {
  const context = contract.members.find(({ kind }) => kind === "context");
  if (context === undefined) return false;
  return !parts.defaults.accepts(context.node, {});
}
