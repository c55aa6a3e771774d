/** What a doc comment says. */
export interface Doc {
  readonly text?: string;
  readonly tags: readonly (readonly [tag: string, value: string])[];
}
