import { Runnable } from "@langchain/core/runnables";
import type { LangGraphRunnableConfig } from "@langchain/langgraph";

/** One of LangGraph's writers of a node, as far as it is looked into. */
type Writer = Runnable & {
  /** What the writer does, without the surroundings that its `invoke` makes. */
  readonly func?: (returned: unknown, config: LangGraphRunnableConfig) => unknown;
};

/**
 * Some of a node's writers as one: they turn what the node returned into writes, to the channels of the state or to those of the nodes that come next.
 *
 * LangGraph invokes each by itself, each time with an async context and a run tree of its own; for short nodes that is a quarter of a run. Only
 * code of users can tell, and a router gets its own later on. The writers' doing, and what is traced, stays the same.
 */
class NodeWriter extends Runnable<unknown, unknown> {
  override lc_namespace = ["graphwright"];
  readonly #writers: readonly Writer[];
  readonly #control: Writer | undefined;

  /**
   * @param writers - LangGraph's own, in their order.
   * @param control - The one among them that follows the commands of a node, and has nothing to do where there is none.
   */
  constructor(writers: readonly Writer[], control?: Writer) {
    super();
    this.#writers = writers;
    this.#control = control;
  }

  override async invoke(returned: unknown, config: LangGraphRunnableConfig = {}): Promise<unknown> {
    for (const writer of this.#writers) {
      if (writer === this.#control && !mayCommand(returned)) continue;
      if (writer.func === undefined) await writer.invoke(returned, config);
      else await writer.func(returned, config);
    }
    return returned;
  }
}

/**
 * What a node's writers are replaced by: one for the state, one for what comes next.
 *
 * @param writers - LangGraph's: the state's, then that of commands, then those of edges and routers.
 * @param routers - How many routers the node has.
 */
export function lighten(writers: readonly Runnable[], routers: number): Runnable[] {
  const [state, ...next] = writers;
  const branches = next.filter(({ name }) => name === "<branch_run>");
  const control = branches.length === routers + 1 && next[0] === branches[0] ? branches[0] : undefined;
  return [new NodeWriter(state === undefined ? [] : [state]), new NodeWriter(next, control)];
}

/** Whether a node's return may be or hold a `Command` or a `Send`. */
function mayCommand(returned: unknown): boolean {
  return (
    typeof returned === "object" && returned !== null && (Array.isArray(returned) || "lg_name" in returned)
  );
}
