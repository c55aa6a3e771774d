import { defineConfig } from "vitest/config";
import base from "../../vitest.config.js";

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ["test/databases/*.test.ts"],
    exclude: [],
    testTimeout: 300_000,
    typecheck: { enabled: false },
  },
});
