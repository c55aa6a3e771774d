import type { Workshop } from "./support/workshop.js";

/** One comparison: what graphwright takes, and what its peer takes in the same run. Less is better. */
export interface Figure {
  /** The row's name; where a row has several measures, followed by `/` and the measure. */
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  /** Of `ours` and `peer`. */
  readonly unit: string;
  /** `ours / peer`. */
  readonly ratio: number;
  /** What the ratio may be at most; `null` where the comparison is for information. */
  readonly target: number | null;
}

/** What a row found out. */
export interface Findings {
  readonly figures: readonly Figure[];
  /** What stands below the table: how it was measured, and what the figures alone don't tell. */
  readonly notes: readonly string[];
}

/** One row of the suite. */
export interface Row {
  readonly name: string;
  /** What is measured, in a few words. */
  readonly title: string;
  run(bench: Bench): Promise<Findings>;
}

/** What rows work with. */
export interface Bench {
  readonly workshop: Workshop;
  /** Fewer rounds and smaller numbers: to see that all works, not what it costs. */
  readonly quick: boolean;
}

/** A figure from its two sides. */
export function figure(
  name: string,
  sides: { readonly ours: number; readonly peer: number; readonly peerName: string; readonly unit: string },
  target: number | null = null,
): Figure {
  return { name, ...sides, ratio: sides.ours / sides.peer, target };
}
