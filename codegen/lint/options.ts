import type { Defaults } from "../defaults/defaults.js";

/** The options of `lint`. */
export interface LintOptions {
  /** Which defaults are applied. Without it, the rules that need to know find nothing. */
  readonly defaults?: Pick<Defaults, "accepts" | "allRisks">;
  /** Refuse what only schemas of trusted people may say. */
  readonly untrusted?: boolean;
}
