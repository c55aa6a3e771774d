import equal from "fast-deep-equal";
import { isRelayed, type PendingInterrupt } from "../langgraph/pending-interrupts.js";
import { answersOf, type Scratchpad } from "../langgraph/scratchpad.js";

/** A question as it was asked. */
export interface Asked {
  readonly name: string;
  readonly value: unknown;
}

/** What a task asked in earlier runs, by the task's scratchpad. */
const recorded = new WeakMap<Scratchpad, PendingInterrupt>();
const logs = new WeakMap<Scratchpad, QuestionLog>();

/** Remembers what a task waited at when its run was resumed. */
export function rememberAsked(scratchpad: Scratchpad, waitedAt: PendingInterrupt): void {
  recorded.set(scratchpad, waitedAt);
}

/** The log of a task's questions. */
export function questionLogOf(scratchpad: Scratchpad): QuestionLog {
  const known = logs.get(scratchpad);
  if (known !== undefined) return known;
  const log = new QuestionLog(scratchpad, recorded.get(scratchpad));
  logs.set(scratchpad, log);
  return log;
}

/**
 * Which question each answer of a task is for.
 *
 * LangGraph goes by the order alone. Where a node asks several questions at once, as the tools of one tool node do, the order is not the same each time that the
 * node runs, and an answer would go to another question.
 */
export class QuestionLog {
  readonly #scratchpad: Scratchpad;
  /** The questions in the order of their answers; undefined where nobody knows: LangGraph's own `interrupt` was called. */
  readonly #asked: (Asked | undefined)[];
  /** The answers that were given out since the node began. */
  readonly #taken = new Set<number>();
  /** Whether the answer that nobody has taken yet is for another task: this one stopped at what that one asks. */
  readonly isRelay: boolean;

  constructor(scratchpad: Scratchpad, waitedAt: PendingInterrupt | undefined) {
    this.#scratchpad = scratchpad;
    this.isRelay = waitedAt !== undefined && isRelayed(waitedAt);
    const before = Array.isArray(waitedAt?.answered) ? (waitedAt.answered as unknown[]) : [];
    const last = waitedAt === undefined || this.isRelay ? [] : [waitedAt.value];
    this.#asked = [...before, ...last].map(askedOf);
  }

  /** What an interrupt carries of the questions that were answered before it, for the node's next run. */
  get answered(): (Asked | null)[] {
    return this.#scratchpad.resume.map((_, index) => this.#asked[index] ?? null);
  }

  /** The answers that there are for the task's own questions. */
  get answers(): readonly unknown[] {
    return this.isRelay ? this.#scratchpad.resume : answersOf(this.#scratchpad);
  }

  /** How many questions were asked. */
  get length(): number {
    return this.#asked.length;
  }

  /**
   * Takes the answer to a question.
   *
   * @returns Which of the task's answers it is; undefined where the question has none yet.
   */
  take(asked: Asked): number | undefined {
    // LangGraph begins to count anew where it tries a node again.
    if (this.#scratchpad.interruptCounter < 0) this.#taken.clear();
    const next = this.#scratchpad.interruptCounter + 1;
    const { length } = this.answers;
    const isFree = (index: number): boolean => index < length && !this.#taken.has(index);
    const known = this.#asked.findIndex((each, index) => isFree(index) && isSame(each, asked));
    const found = known >= 0 ? known : this.#asked[next] === undefined && isFree(next) ? next : undefined;
    if (found === undefined) return undefined;
    this.#taken.add(found);
    this.#asked[found] = asked;
    return found;
  }
}

function askedOf(value: unknown): Asked | undefined {
  const isAsked = typeof value === "object" && value !== null && "name" in value && "value" in value;
  return isAsked && typeof value.name === "string" ? { name: value.name, value: value.value } : undefined;
}

/** One of them has been through a checkpoint. */
function isSame(one: Asked | undefined, other: Asked): boolean {
  return one?.name === other.name && equal(asJson(one.value), asJson(other.value));
}

function asJson(value: unknown): unknown {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text);
}
