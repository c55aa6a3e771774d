import { randomInt } from "node:crypto";

/** The seed outside of CI, so that a run on a developer's machine is the same each time. */
const FIXED_SEED = 20_201_212;

/**
 * The seed of the property tests: `PROPERTY_SEED` if it is set, drawn at random in CI, and fixed otherwise.
 *
 * @throws TypeError where `PROPERTY_SEED` is not a whole number.
 */
export function propertySeed(environment: NodeJS.ProcessEnv): number {
  const { PROPERTY_SEED: given = "", CI: ci = "" } = environment;
  if (given !== "") {
    const seed = Number(given);
    if (!Number.isSafeInteger(seed)) throw new TypeError("PROPERTY_SEED must be a whole number.");
    return seed;
  }
  return ci === "" || ci === "false" ? FIXED_SEED : randomInt(2 ** 31);
}
