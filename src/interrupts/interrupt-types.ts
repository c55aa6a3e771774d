import type { Interrupt } from "@langchain/langgraph";

/** One question of a contract's interrupts, as generated types describe it. */
export interface InterruptTypes {
  /** The value of the question, as a node passes it. */
  value: unknown;
  /** The value of the question, as the client gets it. */
  asked: unknown;
  /** The answer, as the node gets it. */
  resume: unknown;
  /** The answer, as a client passes it. */
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
 * What `invoke` returns if the run stopped at interrupts: the fields so far, and the interrupts under `__interrupt__`. LangGraph's
 * `isInterrupted(result)` and `"__interrupt__" in result` distinguish it from an output (LangGraph.js, Interrupts).
 *
 * @typeParam Fields - The state. The fields so far are not checked as an output.
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

/** Answers by the ids of the interrupts. A property of an answer is not an id, so a wrong answer is not mistaken for these. */
type AnswersById<Answer> = { readonly [interruptId: string]: Answer } & {
  readonly [Key in KeyOf<Answer>]?: never;
};

/** What a run of a contract with interrupts may be resumed with: an answer or, where several questions are open, answers by the ids of the interrupts. */
export type ResumeOf<Questions> = AnswerOf<Questions> | AnswersById<AnswerOf<Questions>>;

/** The type of `runtime.interrupt` if the contract has interrupts: it takes the name of a question and its value, and returns the answer. */
export type Ask<Questions> = <Name extends keyof Questions & string>(
  name: Name,
  value: Questions[Name] extends InterruptTypes ? Questions[Name]["value"] : never,
) => Questions[Name] extends InterruptTypes ? Questions[Name]["resume"] : never;
