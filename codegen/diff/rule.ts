import type { Change } from "./change.js";
import type { Category, FindingSeverity } from "./finding.js";
import type { Found } from "./found.js";

/** One thing that a change of a contract can break: a code, whom it breaks, and how it is found. */
export interface Rule {
  /** Stable: teams configure by it, and record what they accept. */
  readonly code: string;
  readonly category: Category;
  /** What the rule finds, as a sentence for the page of rules. */
  readonly about: string;
  /** Who is broken, after "breaks". */
  readonly breaks: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Set where a team has to ask for the rule. By default, what it finds is an error. */
  readonly byDefault?: FindingSeverity | "off";
  find(change: Change): Iterable<Found>;
}
