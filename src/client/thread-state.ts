import type { GraphTypes } from "../contract/graph-types.js";
import type { AskedInterrupt } from "../interrupts/interrupt-types.js";
import type { WireState } from "./wire-state.js";

/** The state of a thread, as a server sends it. */
export interface WireThreadState<Types extends GraphTypes> {
  readonly values: WireState<Types["State"]>;
  /** The nodes that run next. */
  readonly next: readonly string[];
  readonly tasks: readonly WireTask<Types["Asked"]>[];
  readonly checkpoint: { readonly checkpoint_id?: string | null; readonly [key: string]: unknown } | null;
  readonly metadata: { readonly [key: string]: unknown } | null;
  readonly created_at: string | null;
}

export interface WireTask<Asked> {
  readonly id: string;
  readonly name: string;
  readonly error?: string | null;
  readonly interrupts: readonly AskedInterrupt<Asked>[];
}

/** The questions that are open on a thread. */
export function openOn<Types extends GraphTypes>({
  tasks,
}: WireThreadState<Types>): readonly AskedInterrupt<Types["Asked"]>[] {
  return tasks.flatMap(({ interrupts }) => interrupts);
}
