import type { MemberKind } from "../discover/member-kind.js";
import { pascalCase } from "../print/identifiers.js";
import { interfaceText, objectTypeText } from "../print/layout.js";
import { propertyKey } from "../print/property-key.js";
import type { WriteStatement } from "../print/statement.js";
import type { GraphPrinting } from "./graph-printing.js";

/** A part of a member with the types that it has by role. */
export interface PartTypes {
  readonly name: string;
  readonly description?: string | undefined;
  readonly types: Readonly<Record<string, string>>;
}

/**
 * The interface of a member that lists parts: a property a part.
 *
 * @param doc - What the interface is, where the schema doesn't say it.
 * @param parts - Undefined where the contract has no such member.
 */
export function partsType(
  { contract: { prefix, members } }: GraphPrinting,
  kind: MemberKind,
  doc: string,
  parts: readonly PartTypes[] | undefined,
): WriteStatement[] {
  if (parts === undefined) return [];
  const said = members.find((member) => member.kind === kind)?.node.description;
  const properties = parts.map(({ name, description, types }) => {
    const key = propertyKey(name);
    const type = objectTypeText(Object.entries(types), key.length + 5);
    return { key, type, ...(description?.trim() ? { doc: description.trim() } : {}) };
  });
  return [interfaceText(said?.trim() || doc, `${prefix}${pascalCase(kind)}`, properties)];
}
