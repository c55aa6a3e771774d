import { stringLiteral } from "./string-literal.js";

/**
 * How a file of one generated module imports that of another, as a string literal: `support-agent` imports `shared/user` as
 * `"../shared/user/index.js"`.
 *
 * @param file - The file of the other module, without its ending.
 */
export function moduleSpecifier(from: string, to: string, file = "index"): string {
  const [here, there] = [from.split("/"), to.split("/")];
  let shared = 0;
  while (shared < here.length && shared < there.length && here[shared] === there[shared]) shared += 1;
  const up = here.slice(shared).map(() => "..");
  const path = [...(up.length === 0 ? ["."] : up), ...there.slice(shared), `${file}.js`];
  return stringLiteral(path.join("/"));
}
