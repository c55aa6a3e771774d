import { pascalCase } from "./names.js";

/** Words that TypeScript keeps for itself: a folder of such a name can't name a variable. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** The prefix of a contract's generated names, e.g. `SupportAgent` for `support-agent`. */
export function contractPrefix(name: string): string {
  return pascalCase(name);
}

/** Why a folder's name can't name a contract; `undefined` where it can. */
export function contractNameFault(
  name: string,
): { readonly message: string; readonly remedy: string } | undefined {
  const suggestion = suggestedName(name);
  const rename = `rename the folder, e.g. to \`${suggestion}\``;
  if (RESERVED.has(name)) {
    return { message: `the folder's name \`${name}\` is a reserved word of TypeScript`, remedy: rename };
  }
  if (/^\d/.test(name))
    return { message: `the folder's name \`${name}\` begins with a digit`, remedy: rename };
  if (!/^[A-Za-z][A-Za-z\d]*([-_]+[A-Za-z\d]+)*$/.test(name)) {
    const [odd] = /[^A-Za-z\d_-]/u.exec(name) ?? [];
    const why =
      odd === undefined
        ? "does not begin and end with a letter or digit"
        : `holds the character ${JSON.stringify(odd)}`;
    return {
      message: `the folder's name ${JSON.stringify(name)} ${why}, and can't become an identifier`,
      remedy: rename,
    };
  }
  return undefined;
}

/** A kebab-case name close to one that can't be used. */
function suggestedName(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z\d]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase();
  if (plain === "") return "my-graph";
  return /^\d/.test(plain) || RESERVED.has(plain) ? `graph-${plain}` : plain;
}
