/** IP addresses: RFC 2673, 3.2 and RFC 4291, 2.2. */

const IPV4 = /* @__PURE__ */ whole(ipv4Source);
const IPV6 = /* @__PURE__ */ whole(ipv6Source);

/** The format `ipv4`: RFC 2673, 3.2 (JSON Schema Validation 7.3.4). */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

/** The format `ipv6`: RFC 4291, 2.2, without a zone (JSON Schema Validation 7.3.4). */
export function isIpv6(text: string): boolean {
  return IPV6.test(text);
}

/** The rule `IPv4address` as a regular expression. */
export function ipv4Source(): string {
  const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  return `${octet}(?:\\.${octet}){3}`;
}

/** The rule `IPv6address` as a regular expression. */
export function ipv6Source(): string {
  const part = "[0-9a-fA-F]{1,4}";
  const last = `(?:${part}:${part}|${ipv4Source()})`;
  const before = (most: number) => `(?:(?:${part}:){0,${most}}${part})?::`;
  const forms = [
    `(?:${part}:){6}${last}`,
    `::(?:${part}:){5}${last}`,
    `(?:${part})?::(?:${part}:){4}${last}`,
    `${before(1)}(?:${part}:){3}${last}`,
    `${before(2)}(?:${part}:){2}${last}`,
    `${before(3)}${part}:${last}`,
    `${before(4)}${last}`,
    `${before(5)}${part}`,
    before(6),
  ];
  return `(?:${forms.join("|")})`;
}

function whole(source: () => string): RegExp {
  return new RegExp(`^${source()}$`);
}
