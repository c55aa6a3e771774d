import { areInternationalLabels } from "./idna.js";
import { ipv4Source, ipv6Source } from "./ip.js";

/** Mailboxes: RFC 5321, 4.1.2, and the same with more letters: RFC 6531, 3.3. */

const MAILBOX = /* @__PURE__ */ pattern({ isInternational: false });
const INTERNATIONAL = /* @__PURE__ */ pattern({ isInternational: true });

/** The format `email`: RFC 5321, `Mailbox` (JSON Schema Validation 7.3.2). */
export function isEmail(text: string): boolean {
  return MAILBOX.test(text);
}

/** The format `idn-email`: RFC 6531, `Mailbox` (JSON Schema Validation 7.3.2). */
export function isIdnEmail(text: string): boolean {
  const domain = INTERNATIONAL.exec(text)?.[1];
  return domain !== undefined && (domain.startsWith("[") || areInternationalLabels(domain.split(".")));
}

/**
 * A mailbox whose domain is in the first group; an international one may be anything. The only tag of an address that is registered is `IPv6`.
 */
function pattern({ isInternational }: { readonly isInternational: boolean }): RegExp {
  const letters = isInternational ? "\\u{80}-\\u{d7ff}\\u{e000}-\\u{10ffff}" : "";
  const label = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
  const domain = isInternational ? "[^@[\\]]+" : `${label}(?:\\.${label})*`;
  const atom = `[a-zA-Z0-9!#$%&'*+\\-/=?^_\`{|}~${letters}]+`;
  const quoted = `"(?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e${letters}]|\\\\[\\x20-\\x7e])*"`;
  const address = `\\[(?:${ipv4Source()}|[Ii][Pp][Vv]6:${ipv6Source()})\\]`;
  return new RegExp(`^(?:${atom}(?:\\.${atom})*|${quoted})@(${address}|${domain})$`, "u");
}
