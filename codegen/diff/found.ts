import type { Witness } from "./finding.js";
import type { Place } from "./inclusion/difference.js";

/** What a rule found. */
export interface Found {
  readonly subject: string;
  readonly message: string;
  /** Where it is in the old contract and in the new one. */
  readonly before?: Place;
  readonly after?: Place;
  readonly witness?: Witness;
  /** Set where it can't be decided whether it breaks anything. */
  readonly isUndecided?: boolean;
}
