/** LangGraph refuses generators, but can't see one behind a function of ours. */
export function refuseGenerator(run: unknown, what: string): void {
  if (/Generator/.test(Object.prototype.toString.call(run))) {
    throw new TypeError(`A generator can't be ${what}. To stream, use runtime.streamWriter.`);
  }
}
