/** A repetition of at least so many rounds counts as one without end. */
export const MANY = 10;

/**
 * Whether a pattern repeats, without end or often, something that has a choice in it. Only such patterns can take exponential time; to tell which
 * do takes a library that takes time to load.
 */
export function isSuspicious(pattern: string): boolean {
  const groups = [false];
  let closed = false;
  for (const [token] of pattern.matchAll(TOKEN)) {
    const hadChoice = closed;
    closed = false;
    if (token.startsWith("\\") || token.startsWith("[")) continue;
    if (token.startsWith("(")) groups.push(false);
    else if (token === ")") {
      closed = groups.pop() ?? false;
      if (closed) groups[groups.length - 1] = true;
    } else if (token === "|" || QUANTIFIER.test(token)) {
      if (hadChoice && isLong(token)) return true;
      groups[groups.length - 1] = true;
    }
  }
  return false;
}

const TOKEN = /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?(?::|<?[=!]|<[^>]*>))?|\{\d+(?:,\d*)?\}|[\s\S]/g;
const QUANTIFIER = /^(?:[*+?]|\{.+\})$/;

function isLong(quantifier: string): boolean {
  if (quantifier === "*" || quantifier === "+") return true;
  const [, most] = /^\{(?:\d+,)?(\d*)\}$/.exec(quantifier) ?? [];
  return most !== undefined && (most === "" || Number(most) >= MANY);
}
