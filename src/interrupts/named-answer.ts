/** An answer on its way, with the question that it is for. */
export interface NamedAnswer {
  readonly "~question": string;
  readonly answer: unknown;
}

/** Sends the name of the question along with an answer, so that it can't answer another one. */
export function nameAnswer(question: string, answer: unknown): NamedAnswer {
  return { "~question": question, answer };
}

/** Whether an answer came with the name of its question. It may have been through a checkpoint or a network. */
export function isNamedAnswer(value: unknown): value is NamedAnswer {
  return (
    typeof value === "object" &&
    value !== null &&
    "~question" in value &&
    typeof value["~question"] === "string" &&
    "answer" in value &&
    Object.keys(value).length === 2
  );
}
