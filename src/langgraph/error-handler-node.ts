const HANDLER = "__error_handler__";

/**
 * LangGraph makes a node of each error handler, under a name that no user has heard of.
 *
 * @returns The name of the node that failed; undefined for any other node.
 */
export function handledBy(node: string): string | undefined {
  if (node === "__default_error_handler__") return "default error handler";
  return node.startsWith(HANDLER) ? node.slice(HANDLER.length) : undefined;
}
