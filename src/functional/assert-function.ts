/**
 * Refuses what can't be an entrypoint or a task. LangGraph refuses generators, but can't see one behind a function of ours.
 *
 * @param what - What it is to be, e.g. `a task`.
 * @throws TypeError
 */
export function assertFunction(run: unknown, what: string): void {
  if (typeof run !== "function") {
    throw new TypeError(`Only a function can be ${what}, but this is ${run === null ? "null" : typeof run}.`);
  }
  if (/Generator/.test(Object.prototype.toString.call(run))) {
    throw new TypeError(`A generator can't be ${what}. To stream, use runtime.streamWriter.`);
  }
}
