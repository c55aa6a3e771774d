/**
 * The name, or the first one like it that is not taken.
 *
 * @param another - The second name to try, the third, and so on; by default with that number at its end.
 */
export function freeName(
  name: string,
  taken: ReadonlySet<string>,
  another: (count: number) => string = (count) => `${name}${count}`,
): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = another(count);
  return free;
}

/** The same; takes it as well. */
export function takeName(name: string, taken: Set<string>, another?: (count: number) => string): string {
  const free = freeName(name, taken, another);
  taken.add(free);
  return free;
}
