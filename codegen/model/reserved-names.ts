import { listsParts, MEMBER_KINDS } from "../discover/member-kind.js";
import { camelCase, pascalCase } from "../print/identifiers.js";
import { viewNames } from "./view-names.js";

/** The names that a graph's module declares itself, whichever members the contract has: no definition may take one. */
export function reservedNames(prefix: string): string[] {
  const members = MEMBER_KINDS.flatMap((kind) => {
    const name = `${prefix}${pascalCase(kind)}`;
    return listsParts(kind) ? [name] : Object.values(viewNames(name));
  });
  const types = [
    "Stream",
    "Update",
    "Overwrite",
    "Runtime",
    "Node",
    "StateGraph",
    "Types",
    "Reducers",
    "ToolRuntime",
  ];
  return [
    ...members,
    ...types.map((role) => `${prefix}${role}`),
    ...["Contract", "Entrypoint", "Task"].map((value) => `${camelCase(prefix)}${value}`),
    toolFactoriesName(prefix),
  ];
}

/** The name of the factories of a contract's tools: `greetingTools`. Scripts without capitals have but one name where `GreetingTools` is the type. */
export function toolFactoriesName(prefix: string): string {
  const name = camelCase(prefix);
  return name === prefix ? `${prefix}ToolFactories` : `${name}Tools`;
}
