/**
 * The types of one graph by role, as `graphwright generate` writes them: a flat interface, so that the type checker looks types
 * up instead of computing them.
 */
export interface GraphTypes {
  /** What nodes read of the context: defaults applied. `undefined` without a context member. */
  Context: unknown;
  /** What a caller may pass as the context. `undefined` without a context member. */
  ContextInput: unknown;
  /** Whether the schema requires something of the context, so that a call without one can't be right. */
  ContextRequired: boolean;
  /** What a node reads of the state. */
  State: object;
  /** What a node returns. */
  Update: object;
  /** What a run starts from. */
  Input: object;
  /** What a run ends with. */
  Output: object;
  /** What nodes and routers get as their second argument. */
  Runtime: object;
  /** What `invoke` returns: the output or, where the contract has interrupts, the interrupts that the run stopped at. */
  Result: object;
  /** What comes in the place of an output or a state where a run stops at interrupts; `never` without an interrupts member. */
  Interrupted: object;
  /** What an interrupt carries to the client; anything without an interrupts member. */
  Asked: unknown;
  /** What a run may be resumed with; anything without an interrupts member. */
  Resume: unknown;
  /** What is read from the custom stream. */
  Event: unknown;
  /** The namespaces of the store, by name. */
  Store: object;
  /** The interrupts, by name. */
  Interrupts: object;
  /** What `Send` gives nodes, by their names. */
  Sends: object;
}
