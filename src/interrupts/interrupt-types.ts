import type { Interrupt } from "@langchain/langgraph";

/** One interrupt of a contract, as generated types describe it. */
export interface InterruptTypes {
  /** What the client gets: defaults applied. */
  value: unknown;
  /** What a node passes to `interrupt`: defaults may be left out. */
  valueInput: unknown;
  /** The answer that the node gets: defaults applied. */
  resume: unknown;
  /** The answer that a client passes: defaults may be left out. */
  resumeInput: unknown;
}

/** What an interrupt of a contract carries to the client. */
export interface NamedInterrupt<Name, Value> {
  readonly name: Name;
  readonly value: Value;
}

/** The interrupts that a run stopped at, by the questions of its contract. */
export type InterruptOf<Interrupts> = {
  [Name in keyof Interrupts]: Interrupts[Name] extends InterruptTypes
    ? NamedInterrupt<Name, Interrupts[Name]["value"]>
    : never;
}[keyof Interrupts];

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
export type Interrupted<Interrupts, Fields = object> = {
  readonly __interrupt__: readonly AskedInterrupt<InterruptOf<Interrupts>>[];
} & Partial<Fields>;

/** What a client may answer, to whichever question of the contract. */
type AnswerOf<Interrupts> = {
  [Name in keyof Interrupts]: Interrupts[Name] extends InterruptTypes
    ? Interrupts[Name]["resumeInput"]
    : never;
}[keyof Interrupts];

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
export type ResumeOf<Interrupts> = AnswerOf<Interrupts> | AnswersById<AnswerOf<Interrupts>>;

/** The type of `runtime.interrupt` if the contract has interrupts: it takes the name of a question and its value, and returns the answer. */
export type Ask<Interrupts> = <Name extends keyof Interrupts & string>(
  name: Name,
  value: Interrupts[Name] extends InterruptTypes ? Interrupts[Name]["valueInput"] : never,
) => Interrupts[Name] extends InterruptTypes ? Interrupts[Name]["resume"] : never;
