import type { Case, Choice } from "./case.js";
import type { Step } from "./refusal.js";
import { undecidedIn } from "./unevaluated.js";

/** What choosing needs to know. */
export interface Chooser {
  /** A case in which more is known; undefined where there is none. */
  extended(known: Case, step: Step): Case | undefined;
  /** Whether a case is impossible whatever is chosen, as far as its kind tells. */
  isFutile(known: Case): boolean;
}

/** With more ways to go on than this, the shortest choice is taken as it is. */
const MAX_LOOKED_AT = 150;

/** The choice to make next, as the cases that it leads to: one that leaves nothing open, else the most urgent one with the fewest. */
export function nextCases(known: Case, chooser: Chooser): readonly Case[] | undefined {
  const all: { readonly choice: Choice; readonly cases: readonly Case[] }[] = [];
  for (const [index, choice] of known.choices.entries()) {
    const rest = { ...known, choices: known.choices.filter((_, other) => other !== index) };
    const cases = choice.steps.flatMap((step) => chooser.extended(rest, step) ?? []);
    if (cases.length <= 1) return cases;
    all.push({ choice, cases });
  }
  const total = all.reduce((sum, { cases }) => sum + cases.length, 0);
  // A closer look takes longer.
  const looked =
    total > MAX_LOOKED_AT
      ? all
      : all.map(({ choice, cases }) => ({ choice, cases: cases.filter((each) => !chooser.isFutile(each)) }));
  const settled = looked.find(({ cases }) => cases.length <= 1);
  if (settled !== undefined) return settled.cases;
  const urgency = urgencyIn(known.choices);
  return looked.toSorted(
    (one, other) => urgency(one.choice) - urgency(other.choice) || one.cases.length - other.cases.length,
  )[0]?.cases;
}

/**
 * What to choose first: in what way the one schema refuses that is asked about, then what the value is, and last in what ways many schemas refuse it,
 * most of which have nothing to do with it.
 */
function urgencyIn(choices: readonly Choice[]): (choice: Choice) => number {
  const isAlone = choices.filter(({ refusal }) => refusal !== undefined).length === 1;
  return ({ refusal }) => (refusal === undefined ? 1 : isAlone ? 0 : 2);
}

/** A case without refusals that say nothing new: of schemas that can't accept the value anyway, such as other branches of a tagged union. */
export function withoutIdle(known: Case, chooser: Chooser): Case {
  const plain = { ...known, choices: [] };
  const choices = known.choices.filter(({ refusal }) => {
    if (refusal === undefined) return true;
    const accepted = chooser.extended({ ...plain, refused: new Set() }, { accepted: [refusal] });
    return accepted !== undefined && !chooser.isFutile(accepted);
  });
  return choices.length === known.choices.length ? known : { ...known, choices };
}

/** Where `unevaluated*` depends on a schema of which nothing is known: the case where it accepts the value, and the one where it refuses it. */
export function eitherWay(known: Case, chooser: Chooser): readonly Case[] | undefined {
  const watching = [
    ...known.facts.filter(
      (fact) => fact.unevaluatedProperties !== undefined || fact.unevaluatedItems !== undefined,
    ),
    ...known.denials.flatMap((denial) => ("unevaluatedBy" in denial ? (denial.unevaluatedBy ?? []) : [])),
  ];
  for (const node of watching) {
    const open = undecidedIn(node, known);
    if (open === undefined) continue;
    return [{ accepted: [open] }, { refused: [open] }].flatMap((step) => chooser.extended(known, step) ?? []);
  }
  return undefined;
}
