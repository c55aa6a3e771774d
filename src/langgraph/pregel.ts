/** Whether a node is a graph of its own, perhaps of another copy of LangGraph. */
export function isPregel(node: unknown): boolean {
  return typeof node === "object" && node !== null && "lg_is_pregel" in node && node.lg_is_pregel === true;
}
