import { areInternationalLabels } from "./idna.js";

/** Names of hosts: RFC 1123, 2.1, and international ones: RFC 5890, 2.3.2.3. */

const HOSTNAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;
const MAX_LENGTH = 253;

/** The format `hostname`: RFC 1123; labels with `xn--` must decode to valid international labels (JSON Schema Validation 7.3.3). */
export function isHostname(text: string): boolean {
  if (text.length > MAX_LENGTH || !HOSTNAME.test(text)) return false;
  return !/(?:^|\.)xn--/i.test(text) || areInternationalLabels(text.split("."), { mayBeReserved: true });
}

/** The format `idn-hostname`: RFC 5890 to 5893 (JSON Schema Validation 7.3.3). */
export function isIdnHostname(text: string): boolean {
  return areInternationalLabels(text.split(/[.\u3002\uff0e\uff61]/));
}
