import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { InMemoryStore } from "@langchain/langgraph";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../../codegen/pipeline/generate.js";
import { put } from "../support/folder.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
const ref = ($ref: string) => ({ $ref });

/** Names that generated code uses itself. */
const OURS = [
  "Schema",
  "StateGraph",
  "Runtime",
  "Contract",
  "Reducer",
  "Overwrite",
  "Messages",
  "BaseMessage",
  "JsonSchema",
];
/** Names of shared types that a graph's module has another meaning for. */
const BORROWED = [...OURS, "ContractStore", "ToolFactories", "BorrowedTypes", "BorrowedStore", "Note"];
/** Names that no identifier can be made of as they are. */
const ODD = [
  "",
  "class",
  'foo"bar',
  "*/",
  `$${""}{x}`,
  "`",
  "\\",
  "a\nb",
  "\u2028",
  "naïve",
  "constructor",
  "__proto__",
  "用户",
  "2fast",
];

/** Names that no field of a LangGraph state can have. */
const FORBIDDEN = new Set(["__proto__", "constructor"]);

const odd = (make: (name: string, index: number) => object) =>
  JSON.parse(
    `{${ODD.map((name, index) => `${JSON.stringify(name)}: ${JSON.stringify(make(name, index))}`).join(",")}}`,
  );

/** Folders that name contracts, each with the prefix that follows: words of the language, names of our own, other scripts. */
const FOLDERS: Readonly<Record<string, string>> = {
  case: "Case",
  default: "Default",
  "class-room": "ClassRoom",
  "2fast": "_2fast",
  tool: "Tool",
  state: "State",
  contract: "Contract",
  node: "Node",
  base: "Base",
  object: "Object",
  naïve: "Naïve",
  日本: "日本",
  "support agent": "SupportAgent",
  "v1.2-agent": "V12Agent",
};

const everyMember = (name: string): [string, object][] => [
  [`${name}/context.schema.json`, object({ user: ref("../shared/left.schema.json") })],
  [
    `${name}/state.schema.json`,
    object({ log: { type: "array", "x-reducer": "append" }, best: { "x-reducer": "best" } }),
  ],
  [`${name}/store.schema.json`, object({ users: ref("../shared/left.schema.json") })],
  [`${name}/events.schema.json`, { type: "string" }],
  [
    `${name}/interrupts.schema.json`,
    object({ ok: object({ value: { type: "string" }, resume: { type: "boolean" } }) }),
  ],
  [`${name}/tools.schema.json`, object({ find: object({ input: object({}), output: { type: "array" } }) })],
  [`${name}/sends.schema.json`, object({ work: ref("../shared/left.schema.json") })],
];

const schemas = {
  ...Object.fromEntries(Object.keys(FOLDERS).flatMap(everyMember)),
  "odd-names/context.schema.json": {
    ...object({ ...odd(() => ({ type: "string" })) }),
    description: `Ends */ here, $${"{not}"} there.\u2028 And @so on.`,
  },
  "odd-names/state.schema.json": JSON.stringify({
    ...object(
      Object.fromEntries([
        ...ODD.filter((name) => !FORBIDDEN.has(name)).map((name, index) => [
          name || "empty",
          { type: "array", items: ref(`#/$defs/${OURS[index % OURS.length]}`), "x-reducer": "append" },
        ]),
        ["kept", { $ref: "#/$defs/Record", "x-reducer": "pick best" }],
        ["also", { type: "integer", "x-reducer": "pick best" }],
        [
          "third",
          { type: "integer", default: 1, "x-reducer": "constructor", "x-update": { type: "string" } },
        ],
        ["chat", { langgraph_type: "messages" }],
      ]),
      { required: ["kept"] },
    ),
    $defs: {
      ...Object.fromEntries(OURS.map((name) => [name, object({ own: { type: "string", default: name } })])),
      Record: object({ next: ref("#/$defs/Record") }),
      OddNamesState: { type: "integer" },
      OddNamesContract: { type: "integer" },
    },
  }),
  "plain/state.schema.json": object({}),
  "all-parts/state.schema.json": object({}),
  "all-parts/store.schema.json": object({
    users: ref("../shared/left.schema.json"),
    'a"b/{x y}/{user_id}/*/\n': object({ note: { type: "string", default: "" } }),
  }),
  "all-parts/interrupts.schema.json": object(
    {
      ...odd(() => object({ value: ref("#/$defs/Question"), resume: { type: "boolean" } })),
      "only value": object({ value: { type: "string" } }),
    },
    { $defs: { Question: object({ text: { type: "string" } }) } },
  ),
  "all-parts/tools.schema.json": object({
    find: {
      description: "Finds `*/ things.",
      ...object({ input: object({ limit: { type: "integer", default: 3 } }), output: { type: "array" } }),
    },
    find_: object({ input: {} }),
  }),
  "all-parts/sends.schema.json": object({
    work: ref("../shared/left.schema.json"),
    'say "*/': { description: "Ends */ here.", ...object({ limit: { type: "integer", default: 3 } }) },
    "1": { type: "string" },
    __proto__x: true,
  }),
  // Parts that other modules declare, named like what the graph's module imports or declares itself.
  "borrowed/state.schema.json": object(
    {
      all: ref("tools.schema.json"),
      note: ref("#/$defs/Note"),
    },
    { $defs: { Note: object({ own: { type: "boolean" } }) } },
  ),
  "borrowed/input.schema.json": object({ limit: { type: "integer", default: 3 } }),
  "borrowed/store.schema.json": object(
    Object.fromEntries(BORROWED.map((name) => [name, ref(`../shared/names.schema.json#/$defs/${name}`)])),
  ),
  "borrowed/tools.schema.json": object({
    again: object({ input: ref("input.schema.json"), output: ref("output.schema.json") }),
  }),
  "borrowed/output.schema.json": object({ done: { type: "boolean", default: true } }),
  "shared/names.schema.json": {
    $defs: Object.fromEntries(
      BORROWED.map((name) => [name, object({ of: { type: "string", default: name } })]),
    ),
  },
  "events-only/state.schema.json": object(
    { BaseStore: ref("#/$defs/BaseStore") },
    { $defs: { BaseStore: object({}) } },
  ),
  "events-only/events.schema.json": { type: "string" },
  "all-defaults/context.schema.json": object(
    {
      lang: { type: "string", default: "en" },
      limits: object({ max: { type: "integer", default: 3 } }, { required: ["max"], default: {} }),
    },
    { required: ["lang", "limits"] },
  ),
  "all-defaults/state.schema.json": object(
    {
      prefs: { ...ref("#/$defs/Prefs"), "x-reducer": "merge" },
      other: ref("../plain/state.schema.json"),
      left: ref("../shared/left.schema.json"),
    },
    {
      $defs: {
        Prefs: object({ a: { type: "string", default: "x" }, b: { type: "integer" } }, { required: ["b"] }),
      },
    },
  ),
  "all-defaults/input.schema.json": object({ prefs: ref("state.schema.json#/$defs/Prefs"), nothing: {} }),
  "all-defaults/output.schema.json": object({ left: ref("state.schema.json#/properties/left") }),
  "shared/left.schema.json": object({
    right: ref("right.schema.json"),
    name: { type: "string", default: "left" },
  }),
  "shared/right.schema.json": object({ left: ref("left.schema.json") }),
};

let place = "";

beforeAll(async () => {
  // Inside the package, so that `graphwright` means it.
  mkdirSync(join(root, "test/fixtures"), { recursive: true });
  place = mkdtempSync(join(root, "test/fixtures/tmp-"));
  put(join(place, "schemas"), schemas);
  await generate({ cwd: place });
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

const read = (path: string) => readFileSync(join(place, "generated", path), "utf8");
const load = (module: string) => import(pathToFileURL(join(place, "generated", module, "index.ts")).href);

describe("a graph's module", () => {
  it("compiles under the strictest flags, whatever the schema's names", () => {
    writeFileSync(
      join(place, "tsconfig.json"),
      JSON.stringify({
        extends: "../../../tsconfig.json",
        compilerOptions: {
          noEmit: true,
          declaration: true,
          isolatedDeclarations: true,
          noPropertyAccessFromIndexSignature: true,
          rootDir: "../../..",
          types: ["node"],
        },
        include: ["generated"],
        exclude: [],
      }),
    );
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", place], { encoding: "utf8" });
    // The package's own sources, which are compiled along here, are not held to all of these flags.
    const errors = stdout.split("\n").filter((line) => !/^(src\/.*|\s.*|)$/.test(line));
    expect(errors).toEqual([]);
  });

  it.each(Object.entries(FOLDERS))("may lie in a folder that is called %s", async (folder, prefix) => {
    const module = await load(folder);
    expect(module[`${prefix}State`].parse({ log: [1] })).toEqual({ log: [1] });
    const graph = new module[`${prefix}StateGraph`]({ best: (_: unknown, update: unknown) => update });
    const compiled = graph
      .addNode("note", () => ({ log: ["noted"] }), { ends: ["work"] })
      .addSentNode("work", () => undefined)
      .setEntryPoint("note")
      .compile({ store: new InMemoryStore() });
    expect(await compiled.invoke({ log: [] }, { context: {} })).toMatchObject({ log: ["noted"] });
    const small = `${prefix.charAt(0).toLowerCase()}${prefix.slice(1)}`;
    expect(module[`${small}Contract`].name).toBe(folder);
    const factories = module[small === prefix ? `${prefix}ToolFactories` : `${small}Tools`];
    expect(Object.keys(factories)).toEqual(["find"]);
  });

  it("has no line of code that is longer than 110 characters, however long the names are", async () => {
    const cwd = mkdtempSync(join(root, "node_modules/.wrappers-"));
    const name = "the-agent-that-answers-questions-about-orders";
    put(join(cwd, "schemas"), {
      ...Object.fromEntries(everyMember(name)),
      [`${name}/context.schema.json`]: object({ limit: { type: "integer", default: 1 } }),
      "shared/left.schema.json": object({}),
      "shared/right.schema.json": object({}),
    });
    await generate({ cwd });
    const lines = ["client.ts", "index.ts"].flatMap((file) =>
      readFileSync(join(cwd, "generated", name, file), "utf8").split("\n"),
    );
    rmSync(cwd, { recursive: true });
    expect(lines.filter((line) => line.length > 110 && !line.startsWith("//"))).toEqual([]);
    expect(lines).toContain("> = /* @__PURE__ */ new Schema({");
    expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
    expect(lines).toContain(
      "> = /* @__PURE__ */ entrypointOf(theAgentThatAnswersQuestionsAboutOrdersContract);",
    );
  });

  it("imports this package's names under others where the schema has them", async () => {
    const text = read("odd-names/client.ts");
    expect(text).toContain("Schema as GraphwrightSchema");
    expect(text).toContain(
      "export const Schema: GraphwrightSchema<Schema, SchemaInput> = /* @__PURE__ */ new GraphwrightSchema({",
    );
    const module = await load("odd-names");
    expect(module.Schema.parse({})).toEqual({ own: "Schema" });
    expect(module.oddNamesContract.name).toBe("odd-names");
  });

  it("has nothing of a description but its words", () => {
    const text = read("odd-names/client.ts");
    expect(text).not.toContain("Ends */ here");
    expect(text).toContain(`$${"{not}"} there.`);
  });

  it("demands the reducers that the schema names", async () => {
    const text = read("odd-names/index.ts");
    expect(text).toContain("export type OddNamesReducers = {");
    expect(text).toContain("constructor(reducers: OddNamesReducers) {");
    expect(text).toContain(
      `"pick best": GraphwrightReducer<OddNamesState["kept"]> &\n    GraphwrightReducer<Exclude<OddNamesState["also"], undefined>>;`,
    );
    expect(text).toContain(
      `constructor: GraphwrightReducer<\n    OddNamesState["third"],\n    Exclude<OddNamesUpdate["third"], GraphwrightOverwrite | undefined>\n  >;`,
    );
    const { OddNamesStateGraph } = await load("odd-names");
    expect(() => new OddNamesStateGraph({})).toThrow("pick best");
    const pick = (current: unknown) => current;
    expect(new OddNamesStateGraph({ "pick best": pick, constructor: pick })).toBeInstanceOf(
      OddNamesStateGraph,
    );
  });

  it("says of a graph without context that it takes none", () => {
    const text = read("plain/client.ts");
    expect(text).toContain("export type PlainRuntime = Runtime<undefined>;");
    expect(text).toContain("Context: undefined;");
    expect(text).toContain("ContextRequired: false;");
    expect(text).toContain("fields: {},");
  });

  it("requires a context where an empty one is refused even with all its defaults", () => {
    expect(read("all-defaults/client.ts")).toContain("ContextRequired: false;");
    expect(read("odd-names/client.ts")).toContain("ContextRequired: false;");
  });

  it("gives each member's schema, and what an update becomes without input and output members", async () => {
    const odd = await load("odd-names");
    expect(odd.OddNamesInput).toBe(odd.OddNamesUpdate);
    expect(odd.OddNamesOutput).toBe(odd.OddNamesState);
    const {
      AllDefaultsInput,
      AllDefaultsUpdate,
      AllDefaultsState,
      allDefaultsContract: contract,
    } = await load("all-defaults");
    expect(AllDefaultsInput).not.toBe(AllDefaultsUpdate);
    expect(contract).toMatchObject({
      input: AllDefaultsInput,
      update: AllDefaultsUpdate,
      state: AllDefaultsState,
    });
    expect(contract.inputFields).toEqual(["prefs"]);
    expect(contract.outputFields).toEqual(["left"]);
    expect(contract.fields.map(([name]: [string]) => name)).toEqual(["prefs", "other", "left"]);
  });

  it("applies defaults to what is whole, and none to an update that is merged", async () => {
    const { AllDefaultsState, AllDefaultsUpdate, AllDefaultsContext } = await load("all-defaults");
    expect(AllDefaultsState.parse({ prefs: { b: 1 }, left: {} })).toEqual({
      prefs: { a: "x", b: 1 },
      left: { name: "left" },
    });
    expect(AllDefaultsUpdate.parse({ prefs: {}, left: { right: { left: {} } } })).toEqual({
      prefs: {},
      left: { name: "left", right: { left: { name: "left" } } },
    });
    expect(AllDefaultsContext.parse({})).toEqual({ lang: "en", limits: { max: 3 } });
  });

  it("types what the store, the interrupts, the tools and the sends list, and gives the schema of each", async () => {
    const text = read("all-parts/client.ts");
    expect(text).toContain('users: { namespace: ["users"]; value: Left; valueInput: LeftInput };');
    expect(text).toContain('namespace: ["a\\"b", string, user_id: string, "*", "\\n"];');
    const { allPartsContract: contract } = await load("all-parts");
    const { Left } = await load("shared/left");
    expect(contract.store[0]).toEqual({ path: ["users"], schema: Left });
    expect(contract.store[1].schema.parse({})).toEqual({ note: "" });
    expect(contract.interrupts.map(([name]: [string]) => name).toSorted()).toEqual(
      [...ODD, "only value"].toSorted(),
    );
    const [, { value, resume }] = contract.interrupts.find(([name]: [string]) => name === "__proto__");
    expect([value.is({ text: "a" }), value.is({ text: 1 }), resume.is(true), resume.is("yes")]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    const [, { resume: anything }] = contract.interrupts.find(([name]: [string]) => name === "only value");
    expect(anything.is({ any: "thing" })).toBe(true);
    const sends = new Map(contract.sends);
    expect([...sends.keys()].toSorted()).toEqual(["1", "__proto__x", 'say "*/', "work"]);
    expect(sends.get("work")).toBe(Left);
    expect((sends.get('say "*/') as typeof Left).parse({})).toEqual({ limit: 3 });
    expect(text).toContain("work: { payload: Left; payloadInput: LeftInput };");
    const [[, find]] = contract.tools;
    expect(find.description).toBe("Finds `*/ things.");
    expect(find.input.parse({})).toEqual({ limit: 3 });
  });

  it("has no type, validator or schema of the store, the interrupts, the tools and the sends as a whole", async () => {
    const module = await load("all-parts");
    for (const name of ["AllPartsStore", "AllPartsInterrupts", "AllPartsTools", "AllPartsSends"]) {
      expect(module).not.toHaveProperty(name);
      expect(read("all-parts/client.ts")).not.toContain(`${name}Input`);
    }
    const others = `${read("all-parts/validators.ts")}${read("all-parts/schemas.ts")}`;
    expect(others).not.toMatch(/AllParts(?:Store|Interrupts|Tools|Sends)\b/i);
  });

  it("lists parts of other modules, whatever they are called", async () => {
    const { borrowedContract: contract, BorrowedInput, BorrowedOutput } = await load("borrowed");
    const names = await load("shared/names");
    expect(contract.store.map(({ schema }: { schema: unknown }) => schema)).toEqual(
      BORROWED.map((name) => names[name]),
    );
    expect(contract.tools[0][1]).toMatchObject({ input: BorrowedInput, output: BorrowedOutput });
    expect(read("borrowed/client.ts")).toContain(`export interface BorrowedTools {
  again: {
    args: BorrowedInput;
    input: BorrowedInputAfterDefaults;
    returned: BorrowedOutputBeforeDefaults;
    output: BorrowedOutput;
  };`);
  });

  it("types the runtime by what the contract has", () => {
    const runtime = /AllPartsRuntime = StoreRuntime<([^;]*)>;/.exec(read("all-parts/client.ts"))?.[1];
    expect(runtime?.split(",").map((type) => type.trim())).toEqual([
      "undefined",
      "ContractStore<AllPartsStore>",
      "unknown",
      "Ask<AllPartsInterrupts>",
    ]);
    const text = read("events-only/client.ts");
    expect(text).toContain('import type { BaseStore as GraphwrightBaseStore } from "@langchain/langgraph";');
    expect(text).toContain("Runtime<undefined, GraphwrightBaseStore, EventsOnlyEvents>;");
  });

  it("reads like this", () => {
    expect(
      read("plain/client.ts"),
    ).toBe(`// Generated by graphwright from schemas/plain. Do not edit: change the schemas and run \`graphwright generate\`.
import { defineContract, Schema } from "graphwright/client";
import type { Contract, Runtime, StreamTypes } from "graphwright";
import * as schemas from "./schemas.js";
import * as validators from "./validators.js";

export interface PlainState {
  [key: string]: never;
}

export const PlainState: Schema<PlainState> = /* @__PURE__ */ new Schema({
  name: "PlainState",
  validate: validators.validatePlainState,
  jsonSchema: schemas.plainStateSchema,
});

/** What a node returns: the fields to update. */
export interface PlainUpdate {
  [key: string]: never;
}

export const PlainUpdate: Schema<PlainUpdate> = /* @__PURE__ */ new Schema({
  name: "PlainUpdate",
  validate: validators.validatePlainUpdate,
  jsonSchema: schemas.plainUpdateSchema,
});

/** What a run starts from: an update of the state. */
export type PlainInput = PlainUpdate;

export const PlainInput: Schema<PlainUpdate> = PlainUpdate;

/** What a run ends with: the state. */
export type PlainOutput = PlainState;

export const PlainOutput: Schema<PlainState> = PlainState;

/** What a node of the graph gets besides the state. */
export type PlainRuntime = Runtime<undefined>;

/** The graph's types by role. */
export interface PlainTypes {
  Context: undefined;
  ContextInput: undefined;
  ContextRequired: false;
  State: PlainState;
  Update: PlainUpdate;
  Input: PlainInput;
  Output: PlainOutput;
  Result: PlainOutput;
  Interrupted: never;
  Asked: unknown;
  Resume: unknown;
  Runtime: PlainRuntime;
  Event: unknown;
  Store: object;
  Interrupts: object;
  Sends: object;
}

/** The types of the graph for React: \`useStream<PlainStream, PlainStream>(…)\` of LangGraph's SDK. */
export type PlainStream = StreamTypes<PlainTypes>;

export const plainContract: Contract<PlainTypes> = /* @__PURE__ */ defineContract<PlainTypes>({
  name: "plain",
  fingerprint: "${/fingerprint: "(\w+)"/.exec(read("plain/client.ts"))?.[1]}",
  state: PlainState,
  update: PlainUpdate,
  fields: {},
});
`);
    expect(
      read("plain/index.ts"),
    ).toBe(`// Generated by graphwright from schemas/plain. Do not edit: change the schemas and run \`graphwright generate\`.
import {
  type EntrypointFactory,
  entrypointOf,
  type NodeFunction,
  StateGraph,
  type TaskFactory,
  taskOf,
} from "graphwright";
import { plainContract, type PlainInput, type PlainOutput, type PlainTypes } from "./client.js";

export * from "./client.js";

/** A node of the graph as a function: of the state and the runtime, to an update. */
export type PlainNode = NodeFunction<PlainTypes>;

export class PlainStateGraph extends StateGraph<PlainTypes> {
  constructor() {
    super(plainContract);
  }
}

/** Makes a workflow of a function: LangGraph's \`entrypoint\`, with context, input and output checked. */
export const plainEntrypoint: EntrypointFactory<PlainTypes, PlainInput, PlainOutput> =
  /* @__PURE__ */ entrypointOf(plainContract);

/** Makes a task: LangGraph's \`task\`, with the contract's runtime and without retries of a \`ContractError\`. */
export const plainTask: TaskFactory = /* @__PURE__ */ taskOf(plainContract);
`);
  });
});

describe("a shared module", () => {
  it("holds types and schemas only, and may lead back to the module that it is imported from", async () => {
    const { Left } = await load("shared/left");
    const { Right } = await load("shared/right");
    expect(Right.parse({ left: { right: {} } })).toEqual({ left: { name: "left", right: {} } });
    expect(Left.is({ right: { left: { name: 1 } } })).toBe(false);
    expect(read("shared/left/index.ts")).not.toContain("Contract");
  });
});
