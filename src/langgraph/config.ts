import { getConfig, getPreviousState, type LangGraphRunnableConfig } from "@langchain/langgraph";
import { expectFact, rememberFailure } from "./facts.js";
import { scratchpadOf } from "./scratchpad.js";

type Config = Pick<LangGraphRunnableConfig, "configurable" | "metadata">;
type Configurable = LangGraphRunnableConfig["configurable"];

const TASK_ID = "__pregel_task_id";
const READ = "__pregel_read";
const PREVIOUS = "__pregel_previous";
const PUSH = "__pregel_push";
const PULL = "__pregel_pull";

/**
 * Whether a config is that of a task: of a node that runs, or of a graph that runs as a node or is called by one. That of `updateState` is not, though it
 * lets a node's writer read the state.
 *
 * @throws Error where it has some of what a task's config has, and not all.
 */
export function isInTask(configurable: Configurable): boolean {
  const { [TASK_ID]: id, [READ]: read } = configurable ?? {};
  const scratchpad = scratchpadOf(configurable);
  if (id === undefined && scratchpad === undefined) return false;
  expectFact("taskId", typeof id === "string");
  expectFact("readState", typeof read === "function");
  expectFact("scratchpad", scratchpad !== undefined);
  return true;
}

/** Tests that a node's config is that of a task. */
export function expectTask(config: Config): void {
  rememberFailure(() => {
    expectFact("taskId", isInTask(config.configurable));
    expectFact("nodeName", nodeName(config) !== undefined);
    wasSent(config);
  });
}

/** The id of a config's task; undefined outside of tasks. */
export function taskIdOf(configurable: Configurable): string | undefined {
  const id: unknown = configurable?.[TASK_ID];
  return typeof id === "string" ? id : undefined;
}

/** Whether a graph that is run is a node: it is run with its task's own config, and one that a node calls from inside the task. */
export function isNode(configurable: Configurable): boolean {
  return isInTask(configurable) && configurable?.[TASK_ID] !== getConfig()?.configurable?.[TASK_ID];
}

/** Reads the state that a node or an input is written to, as LangGraph lets them. */
export function stateReader(config: Config | undefined): (field: string) => unknown {
  const read: unknown = config?.configurable?.[READ];
  expectFact("readState", typeof read === "function");
  return (field) => {
    const state: unknown = read([field]);
    expectFact("readState", typeof state === "object" && state !== null);
    return Reflect.get(state, field);
  };
}

/** Whether a task's graph runs at the top, inside no other one; false outside of tasks. */
export function isAtTop({ executionInfo }: Pick<LangGraphRunnableConfig, "executionInfo">): boolean {
  return executionInfo !== undefined && !executionInfo.checkpointNs.includes("|");
}

/** The name of the node that is running; undefined outside a graph. */
export function nodeName({ metadata }: Config): string | undefined {
  const node: unknown = metadata?.langgraph_node;
  return typeof node === "string" ? node : undefined;
}

/** Whether the node that is running was reached by a `Send`, and so got its payload in the place of the state. */
export function wasSent({ metadata }: Config): boolean {
  const path: unknown = metadata?.langgraph_path;
  const [kind] = Array.isArray(path) ? path : [];
  expectFact("taskPath", kind === PUSH || kind === PULL);
  return kind === PUSH;
}

/** What the functional API's last run of the thread returned, or saved. */
export function previousState({ configurable }: Config): unknown {
  return configurable?.[PREVIOUS];
}

/** Tests, where a workflow's function is called, that its config has what LangGraph itself gives for the last run. */
export function expectPreviousState(config: Config): void {
  if (getConfig() === undefined) return;
  expectFact("previousState", Object.is(previousState(config), getPreviousState()));
}
