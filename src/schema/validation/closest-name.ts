import { editDistance } from "./edit-distance.js";

const MAX_CANDIDATES = 200;
const MAX_LENGTH = 40;

/** The known name that a mistyped one was surely meant to be; undefined where none is near. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  let nearest: string | undefined;
  let least = name.length < 2 ? 1 : name.length < 4 ? 2 : 3;
  for (const candidate of known.slice(0, MAX_CANDIDATES)) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const edits = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (edits < least) [nearest, least] = [candidate, edits];
  }
  return nearest;
}
