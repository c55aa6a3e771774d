import type { ImportNote } from "../imported.js";

/** Says that a schema accepts more than what it comes from. */
export function lossNote(place: string, what: string): ImportNote {
  return {
    place,
    message: `JSON Schema can't say ${what}: check the schema, which accepts more`,
    needsHand: true,
  };
}
