// Tries the promises of the program that is the argument in their order, and then, with a runtime that has not seen anything yet, in the other: what one of
// them has shown, another need not notice.
const [, , program] = process.argv;
for (const order of ["forwards", "backwards"]) {
  const { tryAll } = await import(`${program}?${order}`);
  await tryAll(order);
}
