import { measure } from "mitata";
import { median } from "./median.js";

/** How long to measure. */
export interface Effort {
  /** How often each variant has a turn; for calls that are long enough to be timed one by one, there are more and shorter turns. */
  readonly rounds: number;
  /** Milliseconds a variant and round. */
  readonly slice: number;
}

/** Nanoseconds. A call that takes longer is timed by itself. */
const LONG = 50_000;

/**
 * Measures several ways to do the same, in turns as short as can be, so that whatever else the machine does hits all alike.
 *
 * @returns Of each, the median time of one call, in nanoseconds.
 */
export async function interleave<Name extends string>(
  variants: Readonly<Record<Name, () => unknown>>,
  { rounds, slice }: Effort,
): Promise<Record<Name, number>> {
  const names = Object.keys(variants) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  const warm: number[] = [];
  for (const name of names) warm.push(await warmUp(variants[name]));
  const areLong = warm.every((time) => time > LONG);
  const once = areLong ? timeOne : (call: () => unknown) => timeMany(call, slice);
  const end = now() + rounds * names.length * slice * 1e6;
  for (let round = 0; areLong ? now() < end : round < rounds; round++) {
    // Nobody always comes first.
    const turn = round % names.length;
    for (const name of [...names.slice(turn), ...names.slice(0, turn)]) {
      times.get(name)?.push(await once(variants[name]));
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

/** Calls until engines have seen enough; returns the time of the last call. */
async function warmUp(call: () => unknown): Promise<number> {
  let last = 0;
  for (let count = 0; count < 100; count++) last = await timeOne(call);
  return last;
}

async function timeOne(call: () => unknown): Promise<number> {
  const start = now();
  await call();
  return now() - start;
}

/** Calls that are too short for the clock: the median of many batches. */
async function timeMany(call: () => unknown, slice: number): Promise<number> {
  const { p50 } = await measure(call, { min_cpu_time: slice * 1e6, min_samples: 3, gc: false as never });
  return p50;
}

/** Nanoseconds. */
function now(): number {
  return performance.now() * 1e6;
}
