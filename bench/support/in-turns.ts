import { median } from "./median.js";

/**
 * Runs several long tasks in turns.
 *
 * @param tasks - Each returns its measures of one run, by name.
 * @returns Of each task, the median of each measure.
 */
export async function inTurns<Name extends string, Measure extends string>(
  tasks: Readonly<Record<Name, () => Promise<Readonly<Record<Measure, number>>>>>,
  rounds: number,
): Promise<Record<Name, Record<Measure, number>>> {
  const names = Object.keys(tasks) as Name[];
  const runs = new Map<Name, Readonly<Record<Measure, number>>[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const turn = round % names.length;
    for (const name of [...names.slice(turn), ...names.slice(0, turn)])
      runs.get(name)?.push(await tasks[name]());
  }
  return Object.fromEntries(
    names.map((name) => {
      const all = runs.get(name) ?? [];
      const measures = Object.keys(all[0] ?? {}) as Measure[];
      return [name, Object.fromEntries(measures.map((each) => [each, median(all.map((run) => run[each]))]))];
    }),
  ) as Record<Name, Record<Measure, number>>;
}
