/** Thrown where graphwright is used wrongly, so that no contract is to blame: a wrong config, a graph that isn't there. The command exits with 2. */
export class UseError extends Error {
  override readonly name: string = "UseError";
  /** What to do about it, in one sentence without a final full stop. */
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}
