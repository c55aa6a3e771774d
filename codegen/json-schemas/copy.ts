import type { Printable } from "./print-document.js";

/** An object that is being filled. */
export type Draft = { [name: string]: Printable };

/** Sets a property of a draft; `__proto__` is a property like any other here. */
export function put(draft: Draft, name: string, value: Printable): void {
  if (name !== "__proto__") draft[name] = value;
  else Object.defineProperty(draft, name, { value, writable: true, enumerable: true, configurable: true });
}

/**
 * Makes a copy of something nested without recursion, for it may be nested deeply.
 *
 * @param root - What to copy.
 * @param fill - Fills the copy of one thing. For each thing inside, `later` gives the copy at once, which is filled afterwards.
 */
export function copyNested<T>(
  root: T,
  fill: (item: T, draft: Draft, later: (inner: T) => Draft) => void,
): Draft {
  const tasks: { readonly item: T; readonly draft: Draft }[] = [];
  const later = (item: T): Draft => {
    const draft: Draft = {};
    tasks.push({ item, draft });
    return draft;
  };
  const result = later(root);
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) fill(task.item, task.draft, later);
  return result;
}
