import { isCommand } from "@langchain/langgraph";
import equal from "fast-deep-equal";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import type { AnyCompiledGraph } from "../graph/contract-graph.js";
import type { Loop, PendingWrite } from "../langgraph/run-loop.js";
import type { Issue } from "../schema/issue.js";
import { refuseAtQuestion } from "./interrupts.js";

/** An interrupt that a thread waits at, as its checkpoint has it; one of a workflow's task once for the task and once for the workflow. */
interface OpenInterrupt {
  readonly id?: unknown;
  readonly value?: unknown;
  readonly response_schema?: unknown;
}

/**
 * Checks the answers that a run is resumed with against the questions that its thread waits at, before anything runs.
 *
 * It looks at those only that were asked with the schema that the contract has for them: others are those of graphs inside this one or
 * of an older contract, or nobody said what an answer looks like. All are checked again where they are asked.
 *
 * @throws ContractError where one does not fit, or where the thread has nothing to go on from.
 */
export async function checkAnswers(
  graph: { readonly contract: Contract } & Pick<AnyCompiledGraph, "getState">,
  { input, checkpoint, checkpointPendingWrites = [], config }: Loop,
): Promise<void> {
  const { contract } = graph;
  if (!isCommand(input)) return;
  if (hasAnswer(input.resume) && Object.keys(checkpoint.channel_versions).length === 0) {
    throw nothingToResume(contract, config.configurable?.thread_id);
  }
  if (contract.questions === undefined) return;
  const open = openInterrupts(checkpointPendingWrites);
  for (const [interrupt, answer] of pairs(open, input.resume)) {
    const wrong = wrongAnswer(contract, interrupt, answer);
    if (wrong === undefined) continue;
    const { tasks } = await graph.getState(config);
    const node = tasks.find(({ interrupts }) => interrupts.some(({ id }) => id === interrupt.id))?.name;
    throw refuseAtQuestion(contract, node, "resume", wrong.issues, wrong.name);
  }
}

function hasAnswer(resume: unknown): boolean {
  return resume !== undefined && resume !== null;
}

/** LangGraph would run nothing, and end with nothing. */
function nothingToResume(contract: Contract, thread: unknown): ContractError {
  const message = `the thread ${JSON.stringify(thread)} has no checkpoint, so that no question is open on it`;
  const issues = [{ path: "", keyword: "resume", message, schemaPath: "" }];
  const hint =
    "Resume the thread that was interrupted, by its thread_id and with the checkpointer that it was run with.";
  return new ContractError({ graph: contract.name, boundary: "resume", issues, hint });
}

/** The interrupts of tasks that have not gone on since. */
function openInterrupts(pending: readonly PendingWrite[]): OpenInterrupt[] {
  const done = new Set(pending.filter(([, channel]) => !RESERVED.has(channel)).map(([task]) => task));
  return pending
    .filter(([task, channel]) => channel === "__interrupt__" && !done.has(task))
    .flatMap(([, , written]) => {
      const interrupts = (Array.isArray(written) ? written : [written]) as (object | null | undefined)[];
      return interrupts.map((interrupt) => ({ ...interrupt }));
    });
}

/** What LangGraph writes beside a task's own writes. */
const RESERVED = new Set(["__interrupt__", "__resume__", "__error__", "__error_source_node__"]);

/** Each answer with the interrupt that it is for, as LangGraph deals them out. */
function pairs(open: readonly OpenInterrupt[], resume: unknown): [OpenInterrupt, unknown][] {
  if (resume === undefined || resume === null) return [];
  const byId: readonly [string, unknown][] = typeof resume === "object" ? Object.entries(resume) : [];
  if (byId.length > 0 && byId.every(([key]) => INTERRUPT_ID.test(key))) {
    return byId.flatMap(([key, answer]) =>
      open.filter(({ id }) => id === key).map((each): [OpenInterrupt, unknown] => [each, answer]),
    );
  }
  const [only, ...others] = open;
  return only === undefined || others.some(({ id }) => id !== only.id) ? [] : [[only, resume]];
}

const INTERRUPT_ID = /^[0-9a-f]{32}$/;

function wrongAnswer(
  contract: Contract,
  { value, response_schema }: OpenInterrupt,
  answer: unknown,
): { readonly name: string; readonly issues: readonly Issue[] } | undefined {
  const name: unknown =
    typeof value === "object" && value !== null && "name" in value ? value.name : undefined;
  const question = contract.questions?.find(([known]) => known === name);
  if (question === undefined || !equal(response_schema, question[1].resume.jsonSchema)) return undefined;
  const result = question[1].resume.safeParse(answer);
  return result.success ? undefined : { name: question[0], issues: result.issues };
}
