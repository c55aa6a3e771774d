/** `support-agent` for `SupportAgent`, `support_agent` and "Support agent". */
export function kebabCase(name: string): string {
  return name
    .normalize("NFC")
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1-$2")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase();
}
