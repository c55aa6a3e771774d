/** After a change, so many milliseconds have to pass without another one. */
const CALM = 20;
/** The same where many files change, as when git checks out another branch. */
const CALM_AFTER_MANY = 150;
const MANY = 20;
/** Nobody waits longer than this, even where files change all the time. */
const LONGEST = 2_000;

/** Turns many changes in a row into one. */
export class Quiet {
  #changes = 0;
  #first = 0;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;
  #wake: (() => void) | undefined;

  /** Whether something changed since {@link change} was last fulfilled. */
  get isDisturbed(): boolean {
    return this.#changes > 0;
  }

  /** Something changed. */
  disturb(): void {
    if (this.#changes === 0) this.#first = performance.now();
    this.#changes += 1;
    this.#schedule();
  }

  /** There will be no more changes. */
  end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#wake?.();
  }

  /** @returns `true` when something changed and it is quiet again, `false` at the end. */
  async change(): Promise<boolean> {
    if (!this.#isOver) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
        if (this.#changes > 0) this.#schedule();
      });
    }
    this.#wake = undefined;
    this.#changes = 0;
    return !this.#isOver;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const calm = this.#changes < MANY ? CALM : CALM_AFTER_MANY;
    const left = this.#first + LONGEST - performance.now();
    this.#timer = setTimeout(() => this.#wake?.(), Math.max(0, Math.min(calm, left)));
  }
}
