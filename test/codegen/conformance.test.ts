import { expect, it } from "vitest";
import { measure } from "../../scripts/conformance/measure.js";
import { isBroken, jsonReport, textReport } from "../../scripts/conformance/report.js";
import { readSuite } from "../../scripts/conformance/suite.js";
import { folder } from "../support/folder.js";

const test = (description: string, data: unknown, valid: boolean) => ({ description, data, valid });

/** Cases of our own, laid out like the official suite. */
const FILES = {
  "tests/draft2020-12/type.json": [
    {
      description: "strings",
      schema: { type: "string" },
      tests: [test("a string", "x", true), test("a number", 1, false)],
    },
    {
      description: "a document at an address",
      schema: { $ref: "http://localhost:1234/draft2020-12/name.json" },
      tests: [test("a name", "Ann", true), test("too short", "", false)],
    },
    {
      description: "a document that nobody gave",
      schema: { $ref: "http://localhost:1234/missing.json" },
      tests: [test("anything", 1, true)],
    },
  ],
  "tests/draft2020-12/format.json": [
    {
      description: "an annotation to the suite, an assertion here",
      schema: { format: "ipv4" },
      tests: [test("no address", "x", true)],
    },
  ],
  "tests/draft2020-12/optional/ignored.json": [
    { description: "not required", schema: false, tests: [test("anything", 1, true)] },
  ],
  "tests/draft2020-12/optional/format/uuid.json": [
    {
      description: "the meaning of a format",
      schema: { format: "uuid" },
      tests: [
        test("a UUID", "2eb8aa08-aa98-11ea-b4aa-73b441d16380", true),
        test("another type", 1, true),
        test("wrong on purpose", "2eb8aa08", true),
      ],
    },
  ],
  "tests/draft7/items.json": [
    {
      description: "a tuple as draft-07 writes it",
      schema: { items: [{ type: "number" }], additionalItems: false },
      tests: [test("short", [], true), test("fitting", [1], true), test("long", [1, 2], false)],
    },
  ],
  "remotes/draft2020-12/name.json": { type: "string", minLength: 1 },
};

it("measures every dialect through the whole pipeline", { timeout: 120_000 }, async () => {
  const results = await measure(readSuite(folder(FILES)), { peer: true });
  expect(jsonReport(results)).toEqual({
    draft7: {
      groups: 1,
      refused: [],
      cases: 3,
      judgedRight: 3,
      formats: { cases: 0, judgedRight: 0 },
      valid: 2,
      assignable: 2,
      invalid: 1,
      rejected: 1,
    },
    "draft2020-12": {
      groups: 4,
      refused: [
        {
          file: "type.json",
          group: "a document that nobody gave",
          reason: expect.stringContaining("http://localhost:1234/missing.json"),
        },
      ],
      cases: 5,
      judgedRight: 4,
      formats: { cases: 3, judgedRight: 2 },
      valid: 3,
      assignable: 3,
      invalid: 2,
      rejected: 1,
    },
  });
  const text = textReport(results);
  expect(text).toMatch(/valid instances assignable to the type +3 of 3 \(100 %\)/);
  expect(text).toContain("no address: refused (formats are asserted)");
  expect(text).toContain("type.json: a document that nobody gave: ");
  expect(results.map(({ broken }) => broken)).toEqual([[], []]);
  expect(text).toContain("uuid.json: the meaning of a format: wrong on purpose: refused");
  expect(results.map(isBroken)).toEqual([false, true]);
});

it("says so where there is nothing to measure", () => {
  expect(() => readSuite(folder({ "tests/draft9/type.json": [] }))).toThrow("has no cases");
});
