import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { contracts } from "../../bench/support/contracts.js";
import { discover } from "../../codegen/discover/discover.js";
import { divide } from "../../codegen/pipeline/batches/batches.js";
import { compile } from "../../codegen/pipeline/compile.js";
import { fc } from "../support/fast-check.js";
import { type Files, folder } from "../support/folder.js";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** What a library compiles to, and whether that took beginning anew. */
async function compiled(schemas: string, whole: number) {
  const files = new Map<string, string>();
  let restarts = 0;
  const { discovery } = discover(schemas);
  const options = { cwd: schemas, source: "schemas", limits: { whole, batch: 1 } };
  const problems = await compile(discovery, options, {
    put: (path, text) => files.set(path, text),
    clear: () => {
      files.clear();
      restarts += 1;
    },
  });
  const isFaulty = problems.some(({ severity }) => severity === "error");
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return { result: { problems, files: isFaulty ? [] : sorted }, restarts };
}

/** Compiles a library in batches that are as small as can be, and compares that with all of it at once. */
async function inBatches(schemas: string) {
  const whole = await compiled(schemas, Number.POSITIVE_INFINITY);
  const parts = await compiled(schemas, 1);
  expect(parts.result).toEqual(whole.result);
  const batches = divide(discover(schemas).discovery, { whole: 1, batch: 1 })?.batches ?? [];
  return { batches: batches.map((batch) => [...batch.contracts]), restarts: parts.restarts, ...whole.result };
}

const published = JSON.parse(
  readFileSync("test/fixtures/published/langchain-core-1.8.3.json", "utf8"),
).conversation;
const DRAFT_04 = "http://json-schema.org/draft-04/schema#";
const string = { type: "string" };
const object = (properties: Files, rest: Files = {}) => ({ type: "object", properties, ...rest });
const ref = (to: string, rest: Files = {}) => ({ $ref: to, ...rest });
const user = object(
  { name: string, address: object({ city: string, zip: { type: "string", default: "0" } }) },
  { $defs: { Id: string } },
);
const state = (properties: Files = {}, rest: Files = {}) => object({ note: string, ...properties }, rest);

describe("a library in batches", () => {
  it.each(["schemas", "test/contracts/schemas", "bench/schemas"])("is that of %s", async (path) => {
    const schemas = join(folder(), "schemas");
    cpSync(join(repository, path), schemas, { recursive: true });
    await inBatches(schemas);
  });

  it("is that of realistic contracts, without beginning anew", async () => {
    const { batches, restarts } = await inBatches(folder(Object.fromEntries(contracts(12))));
    expect(batches).toHaveLength(12);
    expect(restarts).toBe(0);
  });

  it.each<[string, number, Files]>([
    [
      "files with one `$id`, and dynamic references that stay in their file",
      3,
      {
        "a/state.schema.json": { $id: "https://example.com/state", ...state() },
        "b/state.schema.json": { $id: "https://example.com/state", ...state() },
        "c/state.schema.json": state(
          { tree: ref("#/$defs/Tree") },
          { $defs: { Tree: { $dynamicAnchor: "node", ...object({ next: { $dynamicRef: "#node" } }) } } },
        ),
        "d/state.schema.json": state(),
      },
    ],
    [
      "contracts that refer to each other's files",
      2,
      {
        "a/state.schema.json": state({ b: ref("../b/state.schema.json#/properties/note") }),
        "b/state.schema.json": state({}, { $defs: { Part: string } }),
        "c/state.schema.json": state({ b: ref("../d/input.schema.json") }),
        "d/state.schema.json": state(),
        "d/input.schema.json": object({ note: string }),
      },
    ],
    [
      "a shared file that leads to a contract's",
      2,
      {
        "a/state.schema.json": state({ link: ref("../shared/link.schema.json") }),
        "b/state.schema.json": state({}, { $defs: { Part: object({ inner: string }) } }),
        "c/state.schema.json": state(),
        "shared/link.schema.json": object({ part: ref("../b/state.schema.json#/$defs/Part") }),
      },
    ],
    [
      "references into the middle of shared files, from contracts and other shared files",
      4,
      {
        "a/state.schema.json": state({ user: ref("../shared/user.schema.json") }),
        "b/state.schema.json": state({ city: ref("../shared/user.schema.json#/properties/address") }),
        "c/state.schema.json": state({
          city: ref("../shared/user.schema.json#/properties/address/properties/city"),
        }),
        "d/state.schema.json": state({ team: ref("../shared/team.schema.json#/$defs/Team") }),
        "shared/user.schema.json": user,
        "shared/team.schema.json": {
          $defs: {
            Team: object({
              name: ref("user.schema.json#/properties/name"),
              id: ref("user.schema.json#/$defs/Id"),
            }),
          },
        },
      },
    ],
    [
      "unevaluated properties beside a shared schema, in one contract only",
      3,
      {
        "a/state.schema.json": state({ user: ref("../shared/user.schema.json") }),
        "b/state.schema.json": state({
          user: ref("../shared/user.schema.json", {
            unevaluatedProperties: false,
            properties: { age: { type: "integer" } },
          }),
        }),
        "c/state.schema.json": state({ user: ref("../shared/user.schema.json") }),
        "shared/user.schema.json": user,
      },
    ],
    [
      "a shared schema that is a secret in one contract only",
      3,
      {
        "a/state.schema.json": state({ user: ref("../shared/user.schema.json") }),
        "b/state.schema.json": state(),
        "b/context.schema.json": object({ user: ref("../shared/user.schema.json", { writeOnly: true }) }),
        "c/state.schema.json": state({ user: ref("../shared/user.schema.json") }),
        "shared/user.schema.json": user,
      },
    ],
    [
      "schemas that are referred to by their `$id`",
      3,
      {
        "a/state.schema.json": state({ user: ref("https://example.com/schemas/user") }),
        "b/state.schema.json": state({ user: ref("https://example.com/schemas/user#/properties/name") }),
        "c/state.schema.json": state({ user: ref("https://example.com/schemas/part") }),
        "shared/user.schema.json": {
          $id: "https://example.com/schemas/user",
          ...user,
          $defs: { P: { $id: "part", ...string } },
        },
      },
    ],
    [
      "a folder of a contract that a shared file would go to",
      3,
      {
        "user/state.schema.json": state(),
        "b/state.schema.json": state({ user: ref("../user.schema.json") }),
        "user.schema.json": user,
        "c/state.schema.json": state({ user: ref("../user.schema.json") }),
      },
    ],
    [
      "shared files that nobody uses, and one that is no schema",
      3,
      {
        "a/state.schema.json": state(),
        "b/state.schema.json": state(),
        "shared/user.schema.json": { ...user, requird: ["name"] },
        "shared/team.schema.json": object({ user: ref("user.schema.json") }),
        "shared/data.json": { a: 1 },
      },
    ],
    [
      "warnings of contracts and of shared files",
      3,
      {
        "a/state.schema.json": state({ user: ref("../shared/user.schema.json") }, { required: ["gone"] }),
        "b/state.schema.json": state({ user: ref("../shared/user.schema.json") }),
        "c/state.schema.json": state({ n: { type: "integer", default: "none" } }),
        "shared/user.schema.json": { ...user, required: ["gone"], default: 1 },
      },
    ],
    [
      "YAML, and a file that only a reference makes a schema",
      2,
      {
        "a/state.schema.yaml": "type: object\nproperties:\n  user: { $ref: ../shared/user.yaml }\n",
        "b/state.schema.yml":
          "type: object\nproperties:\n  user: { $ref: ../shared/user.yaml#/properties/name }\n",
        "shared/user.yaml": "type: object\nproperties:\n  name: { type: string }\n",
      },
    ],
    [
      "meta-schemas",
      2,
      {
        "a/state.schema.json": state({ schema: ref("https://json-schema.org/draft/2020-12/schema") }),
        "b/state.schema.json": state({
          schema: ref("http://json-schema.org/draft-07/schema#/properties/title"),
        }),
      },
    ],
  ])("has %s", async (_, count, files) => {
    const { batches, restarts, problems, files: generated } = await inBatches(folder(files));
    expect(batches).toHaveLength(count);
    expect(restarts).toBe(0);
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(generated.length).toBeGreaterThan(0);
  });

  it.each<[string, Files]>([
    [
      "whose types of shared schemas depend on each other's names",
      {
        "a/state.schema.json": state({ user: ref("../shared/user.schema.json") }),
        "b/state.schema.json": state({ first: ref("../shared/user.schema.json#/properties/input") }),
        "shared/user.schema.json": object({ input: string, level: { type: "integer", default: 1 } }),
      },
    ],
    [
      "of which only one uses a shared schema as a field of the state",
      {
        "a/state.schema.json": { $ref: "../shared/base.schema.json" },
        "b/state.schema.json": state({ base: ref("../shared/base.schema.json") }),
        "shared/base.schema.json": object({ log: { type: "array", items: string, "x-reducer": "append" } }),
      },
    ],
    [
      "with two places that want the same name in a shared file",
      {
        "a/state.schema.json": state({ x: ref("../shared/user.schema.json#/properties/a_b") }),
        "b/state.schema.json": state({ x: ref("../shared/user.schema.json#/properties/aB") }),
        "c/state.schema.json": state({ x: ref("../shared/user.schema.json#/properties/a_b") }),
        "shared/user.schema.json": object({ a_b: object({ c: string }), aB: object({ d: string }) }),
      },
    ],
    [
      "with dynamic references",
      {
        "a/state.schema.json": state({ list: ref("../shared/list.schema.json") }),
        "b/state.schema.json": state(
          { list: ref("#/$defs/strings") },
          {
            $defs: {
              strings: {
                $id: "strings",
                $ref: "../shared/list.schema.json",
                $defs: { item: { $dynamicAnchor: "item", ...string } },
              },
            },
          },
        ),
        "shared/list.schema.json": {
          type: "array",
          items: { $dynamicRef: "#item" },
          $defs: { item: { $dynamicAnchor: "item" } },
        },
      },
    ],
    [
      "with one `$id` for two files",
      {
        "a/state.schema.json": { $id: "https://example.com/state", ...state() },
        "b/state.schema.json": { $id: "https://example.com/state", ...state() },
      },
    ],
    [
      "with one `$id` for two files that contracts of their own use",
      {
        "a/state.schema.json": state({ u: ref("../shared/a.json") }),
        "b/state.schema.json": state({ u: ref("../shared/b.json") }),
        "shared/a.json": { $id: "https://example.com/user", ...user },
        "shared/b.json": { $id: "https://example.com/user", ...string },
      },
    ],
    [
      "with one `$id` for two files of which one is not used",
      {
        "a/state.schema.json": state({ u: ref("../shared/b.schema.json") }),
        "b/state.schema.json": state({ u: ref("../shared/c.schema.json") }),
        "shared/a.schema.json": { $id: "https://example.com/user", ...user },
        "shared/b.schema.json": { $id: "https://example.com/user", ...string },
        "shared/c.schema.json": { $id: "https://example.com/c", ...string },
        "shared/d.json": { $id: "https://example.com/c", ...user },
      },
    ],
    [
      "with one `id` of draft-04 for two files",
      Object.fromEntries(
        ["a", "b"].flatMap((name) => [
          [`${name}/state.schema.json`, state({ u: ref(`../shared/${name}.json`) })],
          [`shared/${name}.json`, { $schema: DRAFT_04, id: "https://example.com/user", type: "string" }],
        ]),
      ),
    ],
    ...["Fine", "Faulty", "LeadsThere"].map((used): [string, Files] => [
      `one of which uses the definition ${used} beside a faulty one`,
      {
        "a/state.schema.json": state({ x: ref("../shared/mixed.schema.json#/$defs/Fine") }),
        "b/state.schema.json": state({ x: ref(`../shared/mixed.schema.json#/$defs/${used}`) }),
        "c/state.schema.json": state(
          {},
          { $defs: { Own: ref("../shared/mixed.schema.json#/$defs/Faulty") } },
        ),
        "shared/mixed.schema.json": {
          $defs: { Fine: string, Faulty: { pattern: "(" }, LeadsThere: { items: ref("#/$defs/Faulty") } },
        },
        "shared/unused.schema.json": { type: "strin" },
        "shared/broken.schema.json": "{",
      },
    ]),
    [
      "with unused references that were meant for others' files",
      {
        "a/state.schema.json": state({}, { $defs: { A: ref("../shared/user.schema.json") } }),
        "b/state.schema.json": state({}, { $defs: { B: ref("../sharde/team.schema.json") } }),
        "c/state.schema.json": state({}, { $defs: { C: ref("https://example.com/team#/x") } }),
        "d/state.schema.json": state({}, { $defs: { D: ref("../d/states.schema.json") } }),
        "other/user.schema.json": user,
        "shared/team.schema.json": "{",
        "shared/old.schema.json": {
          $schema: DRAFT_04,
          definitions: { team: { id: "https://example.com/team", x: { type: "string" } } },
        },
      },
    ],
    ...[ref("#/properties/tags"), ref("#/$defs/AIMessage")].map((own): [string, Files] => [
      `with a published conversation that they share, beside ${own.$ref}`,
      {
        "a/state.schema.json": state({ m: ref("../shared/chat.schema.json#/properties/messages") }),
        "b/state.schema.json": state({ last: ref(`../shared/chat.schema.json${own.$ref}`) }),
        "c/state.schema.json": ref("../shared/chat.schema.json"),
        "shared/chat.schema.json": published,
      },
    ]),
    [
      "with errors",
      {
        "a/state.schema.json": "{",
        "b/state.schema.json": state({ user: ref("../shard/user.schema.json") }),
        "c/state.schema.json": state({
          p: { type: "string", pattern: "(" },
          n: { type: "integer", default: "x" },
        }),
        "d/state.schema.json": string,
        "shared/user.schema.json": user,
      },
    ],
    [
      "with an error that only shows in the last",
      {
        "a/state.schema.json": state({ n: { type: "integer", default: "x" } }),
        "b/state.schema.json": state(),
        "c/state.schema.json": state({ p: { type: "string", pattern: "(" } }),
      },
    ],
  ])("comes out the same for contracts %s", async (_, files) => {
    const { problems, files: generated } = await inBatches(folder(files));
    expect(problems.length + generated.length).toBeGreaterThan(0);
  });

  it("is one for contracts that share an `$id`, and only for those", async () => {
    const { batches, restarts } = await inBatches(
      folder({
        "a/state.schema.json": { $id: "https://example.com/state", ...state() },
        "b/state.schema.json": state(),
        "c/state.schema.json": { $id: "https://example.com/state", ...state() },
      }),
    );
    expect(batches).toEqual([["a", "c"], ["b"]]);
    expect(restarts).toBe(0);
  });

  it("comes out the same whatever contracts make of shared files", async () => {
    const targets = [
      ...["user.schema.json", "user.schema.json#/properties/name", "user.schema.json#/properties/address"],
      ...["user.schema.json#/$defs/Id", "team.schema.json", "team.schema.json#/properties/lead"],
      ...[
        "parts.schema.json#/$defs/Fine",
        "parts.schema.json#/$defs/Fine",
        "parts.schema.json#/$defs/Faulty",
      ],
    ];
    const use = fc.record(
      {
        $ref: fc.constantFrom(...targets.map((target) => `../shared/${target}`)),
        unevaluatedProperties: fc.constant(false),
        writeOnly: fc.constant(true),
        required: fc.constant(["name"]),
        properties: fc.constant({ name: { type: "string", minLength: 2 } }),
      },
      { requiredKeys: ["$ref"] },
    );
    const contract = fc.record({
      uses: fc.dictionary(fc.constantFrom("x", "y", "z"), use, { maxKeys: 2 }),
      sibling: fc.option(fc.constantFrom("a", "b", "c"), { nil: undefined, freq: 5 }),
    });
    const team = object({
      lead: ref("user.schema.json", { unevaluatedProperties: false }),
      zip: ref("user.schema.json#/properties/address/properties/zip"),
    });
    await fc.assert(
      fc.asyncProperty(fc.record({ a: contract, b: contract, c: contract, d: contract }), async (library) => {
        const states = Object.entries(library).map(([name, { uses, sibling }]) => [
          `${name}/state.schema.json`,
          state({
            ...uses,
            ...(sibling && { other: ref(`../${sibling}/state.schema.json#/properties/note`) }),
          }),
        ]);
        const files = {
          ...Object.fromEntries(states),
          "shared/user.schema.json": user,
          "shared/team.schema.json": team,
          "shared/parts.schema.json": object(
            { faulty: ref("#/$defs/Faulty") },
            { $defs: { Fine: string, Faulty: { $ref: "#/nowhere" } } },
          ),
        };
        await inBatches(folder(files));
      }),
      { numRuns: 25 },
    );
  });
});
