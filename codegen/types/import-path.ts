/** How one generated module imports another: `support-agent` imports `shared/user` as `../shared/user/index.js`. */
export function importPath(from: string, to: string): string {
  const [here, there] = [from.split("/"), to.split("/")];
  let shared = 0;
  while (shared < here.length && shared < there.length && here[shared] === there[shared]) shared += 1;
  const up = here.slice(shared).map(() => "..");
  return [...(up.length === 0 ? ["."] : up), ...there.slice(shared), "index.js"].join("/");
}
