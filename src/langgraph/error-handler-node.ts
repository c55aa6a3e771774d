const HANDLER = "__error_handler__";
const DEFAULT_HANDLER = "__default_error_handler__";

/**
 * LangGraph makes a node of each error handler, under a name that no user has heard of.
 *
 * @param name - A node's name.
 * @returns The name of the node whose failure it handles; undefined if it is not an error handler.
 */
export function handledNode(name: string): string | undefined {
  if (name === DEFAULT_HANDLER) return "default error handler";
  return name.startsWith(HANDLER) ? name.slice(HANDLER.length) : undefined;
}
