import fc from "fast-check";
import { beforeEach } from "vitest";
import { propertySeed } from "./property-seed.js";

/** The seed of every property test. `vitest.config.ts` passes one seed to all files of a run. */
export const seed = propertySeed(process.env);

fc.configureGlobal({ seed });

beforeEach(({ onTestFailed }) => {
  onTestFailed(() => console.error(`To run the property tests with the same values: PROPERTY_SEED=${seed}`));
});

export { fc };
