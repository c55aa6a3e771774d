import { stringLiteral } from "./string-literal.js";

/** How imports of generated files may end: in `.js`, as Node wants it of what `tsc` emits; in `.ts`; or in the file's bare name, as bundlers take it. */
export const IMPORT_EXTENSIONS = ["js", "ts", "none"] as const;

/** The value of {@link GenerateOptions.importExtension}. */
export type ImportExtension = (typeof IMPORT_EXTENSIONS)[number];

/**
 * How a file of one generated module imports that of another, as a string literal: `support-agent` imports `shared/user` as
 * `"../shared/user/index.js"`.
 *
 * @param file - The file of the other module, without its extension.
 */
export function moduleSpecifier(
  from: string,
  to: string,
  extension: ImportExtension,
  file = "index",
): string {
  const [here, there] = [from.split("/"), to.split("/")];
  let shared = 0;
  while (shared < here.length && shared < there.length && here[shared] === there[shared]) shared += 1;
  const up = here.slice(shared).map(() => "..");
  const name = extension === "none" ? file : `${file}.${extension}`;
  const path = [...(up.length === 0 ? ["."] : up), ...there.slice(shared), name];
  return stringLiteral(path.join("/"));
}
