import { measure } from "mitata";
import { median } from "./median.js";

/** How long to measure. */
export interface Effort {
  readonly rounds: number;
  /** Milliseconds a variant and round. */
  readonly slice: number;
}

/**
 * Measures several ways to do the same, in turns: each round gives each of them a short slice, so that whatever else the machine does
 * hits all alike.
 *
 * @returns Of each, the median over the rounds of the median time of one call, in nanoseconds.
 */
export async function interleave<Name extends string>(
  variants: Readonly<Record<Name, () => unknown>>,
  { rounds, slice }: Effort,
): Promise<Record<Name, number>> {
  const names = Object.keys(variants) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  const one = async (name: Name, milliseconds: number): Promise<number> => {
    const stats = await measure(variants[name], {
      min_cpu_time: milliseconds * 1e6,
      min_samples: 3,
      gc: false as never,
    });
    return stats.p50;
  };
  for (const name of names) await one(name, 2 * slice);
  for (let round = 0; round < rounds; round++) {
    // Nobody always comes first.
    const turn = round % names.length;
    for (const name of [...names.slice(turn), ...names.slice(0, turn)])
      times.get(name)?.push(await one(name, slice));
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}
