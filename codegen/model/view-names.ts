/** What the types of a schema are called where its defaults make two types of it. */
export interface ViewNames {
  /** What one holds: a value after parsing, its defaults applied. */
  readonly output: string;
  /** What one may pass: defaults may be left out. */
  readonly input: string;
}

/**
 * `Ticket` is held, and `TicketInput` may be passed. A name that says already which of both it means keeps that meaning: `GreetingInput`
 * may be passed, and `GreetingOutput` is held.
 */
export function viewNames(name: string): ViewNames {
  if (name.endsWith("Input")) return { output: `${name}AfterDefaults`, input: name };
  return { output: name, input: `${name}${name.endsWith("Output") ? "BeforeDefaults" : "Input"}` };
}
