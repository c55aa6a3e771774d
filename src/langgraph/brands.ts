/** By what LangGraph knows a command, also one of another copy of LangGraph. */
export interface CommandBrand {
  readonly lg_name: "Command";
}

/** How LangGraph's `Send` is distinguished from the name of a node. */
export interface SendBrand {
  readonly lg_name: string;
}

/** What neither of them fits. */
export interface NoBrand {
  readonly lg_name: never;
}

/** Whether a value is an object of LangGraph's own, such as a command. */
export function isBranded(value: object): boolean {
  return "lg_name" in value;
}
