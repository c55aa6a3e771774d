import { editDistance } from "../../src/schema/validation/edit-distance.js";

/** Words longer than this are not compared: no typo is found in them, and time grows with the square of the length. */
const MAX_LENGTH = 100;

/** Those of the candidates that a person may have meant, the nearest first, at most three. */
export function nearMatches(word: string, candidates: Iterable<string>): readonly string[] {
  if (word.length > MAX_LENGTH) return [];
  const limit = Math.max(1, Math.floor(word.length / 3));
  const wanted = word.toLowerCase();
  const found: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of candidates) {
    if (candidate.length > MAX_LENGTH || Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance <= limit) found.push({ candidate, distance });
  }
  return found
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** `a`, `a or b`, `a, b or c`, each in backquotes. */
export function oneOf(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}
