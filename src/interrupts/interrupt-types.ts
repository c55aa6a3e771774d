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

/** An interrupt of the graph itself that waits for its answer. */
export interface OwnInterrupt<Asked> extends Interrupt<Asked> {
  readonly id: string;
  readonly value: Asked;
  readonly isOwn: true;
}

/** An interrupt of a graph inside that waits for its answer. What it asks, and what answers it, is not in the contract. */
export interface ForeignInterrupt extends Interrupt<unknown> {
  readonly id: string;
  readonly value: unknown;
  readonly isOwn: false;
}

/** An interrupt that waits for its answer: LangGraph's `Interrupt`. `isOwn` tells whether the graph itself asks, or a graph inside it, such as an agent. */
export type AskedInterrupt<Asked> = OwnInterrupt<Asked> | ForeignInterrupt;

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

/** Without the properties of an answer to a question of the contract, so that a wrong answer is not mistaken for something else. */
type NoAnswer<Answer> = { readonly [Key in KeyOf<Answer>]?: never };

/** Answers by the ids of the interrupts, also to questions of graphs inside. */
type AnswersById<Answer> = {
  readonly [interruptId: string]: Answer | (object & NoAnswer<Answer>);
} & NoAnswer<Answer>;

/**
 * Whether an answer may be one to a question of a graph inside: an object that has no property of the contract's own answers. Answers by ids are none.
 *
 * @typeParam Own - What answers the questions of the contract.
 */
export type IsForeignAnswer<Given, Own> = [Given] extends [readonly unknown[]]
  ? false
  : [Given] extends [object]
    ? string extends keyof Given
      ? false
      : [Extract<keyof Given, KeyOf<Own>>] extends [never]
        ? true
        : false
    : false;

/** What a run of a contract with interrupts may be resumed with: an answer or, where several questions are open, answers by the ids of the interrupts. */
export type ResumeOf<Interrupts> = AnswerOf<Interrupts> | AnswersById<AnswerOf<Interrupts>>;

/** The type of `runtime.interrupt` if the contract has interrupts: it takes the name of a question and its value, and returns the answer. */
export type Ask<Interrupts> = <Name extends keyof Interrupts & string>(
  name: Name,
  value: Interrupts[Name] extends InterruptTypes ? Interrupts[Name]["valueInput"] : never,
) => Interrupts[Name] extends InterruptTypes ? Interrupts[Name]["resume"] : never;
