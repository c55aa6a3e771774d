import { defineConfig } from "vitest/config";
import { propertySeed } from "./test/support/property-seed.js";

export default defineConfig({
  resolve: { conditions: ["@graphwright/source"] },
  ssr: { resolve: { conditions: ["@graphwright/source"] } },
  test: {
    include: ["test/**/*.test.ts"],
    // They need servers: `npm run databases` starts them.
    exclude: ["test/databases/**"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Drawn once, so that all test files of a run share it.
    env: { PROPERTY_SEED: String(propertySeed(process.env)) },
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
  },
});
