import type { Interrupt } from "@langchain/langgraph";

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

/** `runtime.interrupt` of a contract with interrupts: the name of a question and its value, and back comes the answer. */
export type Ask<Questions> = <Name extends keyof Questions & string>(
  name: Name,
  value: Questions[Name] extends InterruptTypes ? Questions[Name]["value"] : never,
) => Questions[Name] extends InterruptTypes ? Questions[Name]["resume"] : never;
