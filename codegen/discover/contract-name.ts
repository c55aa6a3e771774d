import { pascalCase } from "../print/identifiers.js";

/** The prefix of a contract's generated names, e.g. `SupportAgent` for `support-agent`. */
export function contractPrefix(name: string): string {
  return pascalCase(name);
}

/** Letters and digits of any script, and what separates words. Names of folders can hold more, but not names in code. */
const CHARACTERS = /^[\p{ID_Continue}\-. ]+$/u;

/** Why a folder's name can't name a contract; `undefined` where it can. Words of the language can: `case` gives `CaseState`. */
export function contractNameFault(
  name: string,
): { readonly message: string; readonly remedy: string } | undefined {
  const why = whyNot(name);
  if (why === undefined) return undefined;
  return {
    message: `the folder name ${JSON.stringify(name)} ${why}, so graphwright can't make names in code from it`,
    remedy: `rename the folder, e.g. to \`${suggestedName(name)}\``,
  };
}

function whyNot(name: string): string | undefined {
  if (!CHARACTERS.test(name)) {
    const [odd = ""] = /[^\p{ID_Continue}\-. ]/u.exec(name) ?? [];
    return `holds the character ${JSON.stringify(odd)}`;
  }
  if (!/[\p{L}\p{N}]/u.test(name)) return "holds neither letters nor digits";
  // Windows can't have such folders, and the generated code lies in one of that name.
  return /^ |[ .]$/.test(name) ? "begins or ends with a space or a dot" : undefined;
}

/** A name close to one that can't be used. */
function suggestedName(name: string): string {
  const plain = name
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return whyNot(plain) === undefined ? plain : "my-graph";
}
