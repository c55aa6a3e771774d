import {
  Command,
  type Interrupt,
  interrupt,
  _markInvalidResume as markInvalidResume,
} from "@langchain/langgraph";
import type { Contract, QuestionDefinition } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { NodeConfig } from "../runtime/langgraph-runtime.js";
import type { Issue } from "../schema/issue.js";
import { unholdable } from "../state/serializable.js";

/** One question of a contract's interrupts, as generated types describe it. */
export interface InterruptTypes {
  /** What is asked: what a node passes. */
  value: unknown;
  /** What is asked, as the client gets it. */
  asked: unknown;
  /** What is answered, as the node gets it. */
  resume: unknown;
  /** What is answered: what a client passes. */
  answer: unknown;
}

/** What an interrupt of a contract carries to the client. */
export interface NamedInterrupt<Name, Value> {
  readonly name: Name;
  readonly value: Value;
}

/** The interrupts that a run stopped at, by the questions of its contract. */
export type InterruptOf<Questions> = {
  [Name in keyof Questions]: Questions[Name] extends InterruptTypes
    ? NamedInterrupt<Name, Questions[Name]["asked"]>
    : never;
}[keyof Questions];

/** An interrupt that waits for its answer: LangGraph's `Interrupt`. */
export interface AskedInterrupt<Asked> extends Interrupt<Asked> {
  readonly id: string;
  readonly value: Asked;
}

/**
 * What `invoke` returns where the run stopped at interrupts: the fields so far, and under `__interrupt__` what is asked.
 * `isInterrupted` of LangGraph, or `"__interrupt__" in result`, tells it from an output.
 *
 * @typeParam Fields - The state: what was written so far is no output yet, and was not checked as one.
 */
export type Interrupted<Questions, Fields = object> = {
  readonly __interrupt__: readonly AskedInterrupt<InterruptOf<Questions>>[];
} & Partial<Fields>;

/** What a client may answer, to whichever question of the contract. */
type AnswerOf<Questions> = {
  [Name in keyof Questions]: Questions[Name] extends InterruptTypes ? Questions[Name]["answer"] : never;
}[keyof Questions];

/** The names of the properties that an answer may have, where they are known. */
type KeyOf<Answer> = Answer extends readonly unknown[]
  ? never
  : Answer extends object
    ? string extends keyof Answer
      ? never
      : keyof Answer
    : never;

/** Answers by the ids of the interrupts. A property of an answer is no id, so that a wrong answer is not taken for these. */
type AnswersById<Answer> = { readonly [interruptId: string]: Answer } & {
  readonly [Key in KeyOf<Answer>]?: never;
};

/** What a run of a contract with interrupts may be resumed with: an answer or, where several questions are open, answers by the ids of the interrupts. */
export type ResumeOf<Questions> = AnswerOf<Questions> | AnswersById<AnswerOf<Questions>>;

/** A command with an answer that is checked already: for any graph, because the question may be that of a graph inside of it. */
export type AnswerCommand = Command<never, Record<string, never>, never>;

/** `runtime.interrupt` of a contract with interrupts: the name of a question and its value, and back comes the answer. */
export type Ask<Questions> = <Name extends keyof Questions & string>(
  name: Name,
  value: Questions[Name] extends InterruptTypes ? Questions[Name]["value"] : never,
) => Questions[Name] extends InterruptTypes ? Questions[Name]["resume"] : never;

/**
 * Answers a question of the contract: the command to call a graph with, its value typed and checked.
 *
 * @param contract - The contract of the graph whose node asks, e.g. `supportAgentContract`.
 * @param name - The question's name.
 * @param value - The answer.
 * @throws ContractError where the contract has no such question, or the answer does not fit it.
 *
 * @example
 * ```ts
 * await graph.invoke(answer(supportAgentContract, "approve_refund", { approved: true }), options);
 * ```
 */
export function answer<Types extends GraphTypes, Name extends keyof Types["Questions"] & string>(
  contract: Contract<Types>,
  name: Name,
  value: Types["Questions"][Name] extends InterruptTypes ? Types["Questions"][Name]["answer"] : never,
): AnswerCommand {
  const result = questionOf(contract, undefined, name).resume.safeParse(value);
  if (!result.success) throw refuseAtQuestion(contract, undefined, "resume", result.issues, name);
  return new Command({ resume: value as never });
}

/** LangGraph's note of what a task has been answered so far. */
interface Scratchpad {
  readonly interruptCounter: number;
  readonly resume: readonly unknown[];
  readonly nullResume?: unknown;
}

/**
 * Asks a question of the contract: stops the run until it is answered, then returns the answer.
 *
 * The answer is checked before LangGraph takes it, so that a wrong one leaves the question open and a right one still works.
 *
 * @throws ContractError where the contract has no such question, or the value or the answer does not fit it.
 */
export function ask(
  contract: Contract,
  node: string,
  config: NodeConfig,
  name: string,
  value: unknown,
): unknown {
  const question = questionOf(contract, node, name);
  const asked = question.value.safeParse(value);
  if (!asked.success) throw refuseAtQuestion(contract, node, "interrupt", asked.issues, name);
  const flaw = unholdable(asked.value);
  if (flaw !== undefined) throw refuseAtQuestion(contract, node, "interrupt", [flaw], name);
  const given = pendingAnswer(config);
  if (given !== undefined) {
    const answer = question.resume.safeParse(given);
    if (!answer.success) {
      const error = refuseAtQuestion(contract, node, "resume", answer.issues, name);
      markInvalidResume(error);
      throw error;
    }
    interrupt({ name, value: asked.value });
    return answer.value;
  }
  // LangGraph reads the schema's JSON Schema only, to tell the client what an answer looks like.
  const responseSchema = question.resume as never;
  return interrupt({ name, value: asked.value }, { responseSchema });
}

/** The question of that name; a ContractError where the contract has none. */
export function questionOf(contract: Contract, node: string | undefined, name: string): QuestionDefinition {
  const question = contract.questions?.find(([known]) => known === name)?.[1];
  if (question !== undefined) return question;
  const known = contract.questions?.map(([each]) => JSON.stringify(each)).join(", ");
  const message = `the contract has no interrupt ${JSON.stringify(name)}; it has ${known ?? "none"}`;
  throw refuseAtQuestion(
    contract,
    node,
    "interrupt",
    [{ path: "", keyword: "interrupt", message, schemaPath: "" }],
    name,
  );
}

/** The answer that LangGraph is about to give to the next interrupt of the running task, if any. */
function pendingAnswer(config: NodeConfig): unknown {
  const scratchpad = config.configurable?.__pregel_scratchpad as Scratchpad | undefined;
  if (scratchpad === undefined) return undefined;
  const next = scratchpad.interruptCounter + 1;
  return next < scratchpad.resume.length ? scratchpad.resume[next] : scratchpad.nullResume;
}

/** The error of a question that is asked or answered wrongly. */
export function refuseAtQuestion(
  contract: Contract,
  node: string | undefined,
  boundary: "interrupt" | "resume",
  issues: readonly Issue[],
  name: string,
): ContractError {
  const hint =
    boundary === "resume"
      ? `The interrupt ${JSON.stringify(name)} is still open: resume the thread with an answer that fits.`
      : undefined;
  return new ContractError({ graph: contract.name, boundary, node, issues, hint });
}
