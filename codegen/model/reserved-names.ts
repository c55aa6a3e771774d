import { MEMBER_KINDS } from "../discover/member-kind.js";
import { camelCase, pascalCase } from "../print/identifiers.js";

/** The names that a graph's module declares itself, whichever members the contract has: no definition may take one. */
export function reservedNames(prefix: string): string[] {
  const roles = [...MEMBER_KINDS.map(pascalCase), "Update", "Overwrite"];
  const types = roles.flatMap((role) => [`${prefix}${role}`, `${prefix}${role}Input`]);
  return [
    ...types,
    ...[
      "Runtime",
      "Node",
      "StateGraph",
      "Types",
      "Reducers",
      "Spaces",
      "Questions",
      "Toolset",
      "ToolRuntime",
    ].map((role) => `${prefix}${role}`),
    ...["Contract", "Entrypoint", "Task"].map((value) => `${camelCase(prefix)}${value}`),
    toolFactoriesName(prefix),
  ];
}

/** The name of the factories of a contract's tools: `greetingTools`. Scripts without capitals have but one name where `GreetingTools` is the type. */
export function toolFactoriesName(prefix: string): string {
  const name = camelCase(prefix);
  return name === prefix ? `${prefix}ToolFactories` : `${name}Tools`;
}
