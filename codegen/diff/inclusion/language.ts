import { createRequire } from "node:module";
import type { DFA, NoParent, JS as RefaJs, Word } from "refa";
import { readPattern } from "../../schema/pattern.js";

type Refa = typeof import("refa");
type Expression = ReturnType<RefaJs.Parser["parse"]>["expression"];
type Part = NoParent<Expression>["alternatives"][number]["elements"][number];

/** Bounds the work, the same on every machine. */
const MAX_NODES = 3_000;
/** Longer texts are not counted by an automaton. */
const MAX_LENGTH = 200;
const MAX_WORDS = 12;
const MAX_TRIED = 200;

/** What a text is known to be. */
export interface TextKnowledge {
  readonly patterns: readonly string[];
  readonly excludedPatterns: readonly string[];
  readonly minLength: number;
  /** May be infinite. */
  readonly maxLength: number;
  readonly excluded: readonly string[];
}

/** The texts that are as is known, as far as automata tell: none, or some of them, short ones first. */
export type Texts = "none" | readonly string[];

/**
 * Some texts that may match a pattern for which there is no automaton: those that do without what looks around.
 */
export function guesses(pattern: string): readonly string[] {
  const read = readPattern(pattern);
  if (read === undefined) return [];
  try {
    const { JS, NFA, DFA } = refa();
    const parser = JS.Parser.fromLiteral(read);
    const { expression, maxCharacter } = parser.parse({ assertions: "ignore", maxNodes: MAX_NODES });
    const nfa = NFA.fromRegex(expression, { maxCharacter }, {}, new NFA.LimitedNodeFactory(MAX_NODES));
    return wordsOf(DFA.fromFA(nfa, factory()));
  } catch {
    return [];
  }
}

/** The texts that match some patterns and don't match others; undefined where an automaton can't tell. */
export function textsOf(known: TextKnowledge): Texts | undefined {
  const { patterns, excludedPatterns, minLength, maxLength, excluded } = known;
  try {
    const automata = patterns.map((pattern) => automatonOf(pattern, false));
    for (const pattern of excludedPatterns) automata.push(automatonOf(pattern, true));
    const length = lengthPattern(minLength, maxLength);
    if (length !== undefined) automata.push(automatonOf(length, false));
    if (excluded.length > 0 && excluded.length <= MAX_TRIED) automata.push(allBut(excluded));
    const [first, ...others] = automata;
    if (first === undefined) return undefined;
    const { DFA } = refa();
    const all = others.reduce((left, right) => DFA.fromIntersection(left, right, factory()), first);
    return all.isEmpty ? "none" : wordsOf(all);
  } catch {
    // It has more states than the bound, or it is not a regular language.
    return undefined;
  }
}

let loaded: Refa | undefined;
function refa(): Refa {
  loaded ??= createRequire(import.meta.url)("refa") as Refa;
  return loaded;
}

function factory(): DFA.LimitedNodeFactory {
  return new (refa().DFA.LimitedNodeFactory)(MAX_NODES);
}

const automata = new Map<string, DFA | undefined>();

/**
 * The automaton of all texts in which a pattern matches, or in which it doesn't.
 *
 * @throws Error where there is none, or it has too many states.
 */
function automatonOf(pattern: string, isExcluded: boolean): DFA {
  const key = `${isExcluded ? "!" : "="}${pattern}`;
  if (!automata.has(key)) {
    if (automata.size > 1_000) automata.clear();
    automata.set(key, undefined);
    automata.set(key, makeAutomaton(pattern, isExcluded));
  }
  const found = automata.get(key);
  if (found === undefined) throw new Error("no automaton");
  return found;
}

function makeAutomaton(pattern: string, isExcluded: boolean): DFA {
  const { DFA, JS, NFA } = refa();
  const read = readPattern(pattern);
  // Without the flag, JavaScript counts in UTF-16.
  if (read?.flags !== "u") throw new Error("no regular language");
  const parser = JS.Parser.fromLiteral(read);
  const { expression, maxCharacter } = parser.parse({ backreferences: "throw", maxNodes: MAX_NODES });
  const searched = searchedBy(expression, maxCharacter);
  const nfa = NFA.fromRegex(searched, { maxCharacter }, {}, new NFA.LimitedNodeFactory(MAX_NODES));
  const dfa = DFA.fromFA(nfa, factory());
  dfa.minimize();
  if (isExcluded) dfa.complement(factory());
  return dfa;
}

/** The expression of whole texts for one that is searched in them: `^` and `$` at the ends of its alternatives, and anything where they aren't. */
function searchedBy({ alternatives }: Expression, maxCharacter: number): NoParent<Expression> {
  const any = (): Part => ({
    type: "Quantifier",
    min: 0,
    max: Number.POSITIVE_INFINITY,
    lazy: false,
    alternatives: [
      {
        type: "Concatenation",
        elements: [{ type: "CharacterClass", characters: refa().CharSet.all(maxCharacter) }],
      },
    ],
  });
  return {
    type: "Expression",
    alternatives: alternatives.map(({ elements }) => {
      const parts: Part[] = [...elements];
      if (isEdge(parts[0], "behind")) parts.shift();
      else parts.unshift(any());
      if (isEdge(parts.at(-1), "ahead")) parts.pop();
      else parts.push(any());
      return { type: "Concatenation", elements: parts };
    }),
  };
}

/** Whether a part is `^` or `$`, which are parsed as "no character before" and "no character after". */
function isEdge(part: Part | undefined, kind: "ahead" | "behind"): boolean {
  if (part?.type !== "Assertion" || part.kind !== kind || !part.negate) return false;
  const [alternative, ...more] = part.alternatives;
  const [character, ...others] = alternative?.elements ?? [];
  if (more.length > 0 || others.length > 0) return false;
  return character?.type === "CharacterClass" && character.characters.isAll;
}

/** A pattern for the length of a text, as far as an automaton can count; less than is known is right, too. */
function lengthPattern(min: number, max: number): string | undefined {
  const least = min <= MAX_LENGTH ? min : 0;
  if (max > MAX_LENGTH) return least === 0 ? undefined : `^[^]{${least},}$`;
  return `^[^]{${least},${max}}$`;
}

function allBut(texts: readonly string[]): DFA {
  const { DFA, Words } = refa();
  const words = texts.map((text) => Words.fromStringToUnicode(text));
  const dfa = DFA.fromWords(words, { maxCharacter: 0x10ffff }, factory());
  dfa.complement(factory());
  return dfa;
}

/** Some texts of an automaton, those that can be read where there are such. */
function wordsOf(automaton: DFA): string[] {
  const { Words } = refa();
  const found = new Set<string>();
  for (const set of automaton.wordSets()) {
    const word: Word | undefined = Words.pickMostReadableWord(set);
    if (word !== undefined) found.add(Words.fromUnicodeToString(word));
    if (found.size >= MAX_WORDS) break;
  }
  return [...found];
}
