const start = Date.now();
let count = 0;

/** The id of a thread that no database has, not even one that was tested before. It is a ticket's id, too. */
export function newThread(): string {
  count += 1;
  return `T-${start + count}`;
}
