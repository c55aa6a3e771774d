import { Runnable } from "@langchain/core/runnables";
import { isCommand, type LangGraphRunnableConfig, type PregelNode, Send } from "@langchain/langgraph";
import { expectFact } from "./facts.js";
import type { WriteMapper } from "./write-mapper.js";

/** One of LangGraph's writers of a node, as far as it is looked into. */
type Writer = Runnable & {
  /** What the writer does, without the surroundings that its `invoke` makes. */
  readonly func?: (returned: unknown, config: LangGraphRunnableConfig) => unknown;
  /** What LangGraph's `ChannelWrite` writes. */
  readonly writes?: readonly { mapper?: Runnable }[];
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
 * Puts a mapper in the place of LangGraph's, in the one writer that turns a node's result into writes, and makes two writers of all: one for the state, one for what
 * comes next.
 *
 * @param node - A node of a compiled graph. Its writers are the state's, then that of commands, then those of edges and routers.
 * @param routers - How many routers the node has.
 */
export function replaceWriters(node: PregelNode, mapper: WriteMapper, routers: number): void {
  const writers: readonly Writer[] = node.writers;
  const entry = writers
    .flatMap(({ writes = [] }) => writes)
    .find((write) => Runnable.isRunnable(write.mapper));
  expectFact("writerMapper", entry !== undefined);
  entry.mapper = mapper;
  const [state, ...next] = writers;
  const branches = next.filter(({ name }) => name === "<branch_run>");
  const control = branches.length === routers + 1 && next[0] === branches[0] ? branches[0] : undefined;
  node.writers = [new NodeWriter(state === undefined ? [] : [state]), new NodeWriter(next, control)];
}

/** Whether a node's return may be or hold a `Command` or a `Send`. */
function mayCommand(returned: unknown): boolean {
  return Array.isArray(returned) || isCommand(returned) || returned instanceof Send;
}
