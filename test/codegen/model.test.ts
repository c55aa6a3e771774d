import { describe, expect, it } from "vitest";
import { discover } from "../../codegen/discover/discover.js";
import { load } from "../../codegen/load/load.js";
import { type ModelOptions, model } from "../../codegen/model/build-model.js";
import type { ContractModel, DefinitionModel } from "../../codegen/model/model.js";
import { type Files, folder } from "../support/folder.js";

const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
const state = (properties: object = {}, more: object = {}) => object(properties, more);
const ref = ($ref: string) => ({ $ref });

function modelOf(files: Files, options?: ModelOptions) {
  const { discovery, problems } = discover(folder(files));
  const loaded = load(discovery);
  expect([...problems, ...loaded.problems].filter(({ severity }) => severity === "error")).toEqual([]);
  return model(loaded, options);
}

function contractOf(files: Files): ContractModel {
  const [contract] = modelOf(files).contracts;
  if (contract === undefined) throw new Error("no contract");
  return contract;
}

/** The definitions by where they are written: `bot/state.schema.json#/$defs/Ticket` to `bot:Ticket`. */
function namesOf(files: Files): Record<string, string> {
  return Object.fromEntries(
    [...modelOf(files).definitions]
      .filter(([node]) => node.origin.pointer !== "" || !node.origin.document.path.startsWith("bot/"))
      .map(([node, { module, name }]) => [
        `${node.origin.document.path}#${node.origin.pointer}`,
        `${module}:${name}`,
      ]),
  );
}

function definition(files: Files, name: string): DefinitionModel | undefined {
  return [...modelOf(files).definitions.values()].find((each) => each.name === name);
}

const ticket = object({ id: { type: "string" } }, { required: ["id"] });

describe("a contract", () => {
  it("is named after its folder, and so are its members", () => {
    const contract = contractOf({
      "support-agent/state.schema.json": state(),
      "support-agent/context.schema.json": object({}),
    });
    expect(contract).toMatchObject({
      name: "support-agent",
      prefix: "SupportAgent",
      module: "support-agent",
    });
    expect(contract.members.map(({ kind, typeName }) => [kind, typeName])).toEqual([
      ["context", "SupportAgentContext"],
      ["state", "SupportAgentState"],
    ]);
  });

  it("has the properties of its state as fields, found through references and allOf too", () => {
    const { fields } = contractOf({
      "bot/state.schema.json": {
        allOf: [ref("#/$defs/Base"), object({ own: { type: "string" } })],
        required: ["id"],
        $defs: { Base: object({ id: { type: "string" }, own: { minLength: 1 } }, { required: ["own"] }) },
      },
    });
    expect(fields.map(({ name, required }) => [name, required])).toEqual([
      ["id", true],
      ["own", true],
    ]);
    expect(fields.find(({ name }) => name === "own")?.node.allOf).toHaveLength(2);
  });

  it("reads reducer, channel and default of a field, through its reference too", () => {
    const { fields } = contractOf({
      "bot/state.schema.json": state(
        {
          a: { type: "array", "x-reducer": "append" },
          b: { type: "string", "x-channel": "untracked" },
          c: { ...ref("#/$defs/C") },
          d: { type: "array", langgraph_type: "messages" },
          e: { type: "integer" },
        },
        { $defs: { C: { type: "integer", default: 3 } } },
      ),
    });
    expect(fields.map(({ reducer }) => reducer)).toEqual([
      "append",
      "replace",
      "replace",
      "messages",
      "replace",
    ]);
    expect(fields.map(({ tracked }) => tracked)).toEqual([true, false, true, true, true]);
    expect(fields.map((field) => field.default?.value)).toEqual([
      undefined,
      undefined,
      3,
      undefined,
      undefined,
    ]);
  });
});

describe("the update", () => {
  const fields = (properties: object, more: object = {}) =>
    contractOf({ "bot/state.schema.json": state(properties, more) });

  it("is a closed object of all fields, each optional, without the defaults of the state", () => {
    const { update } = fields({ a: { type: "string", default: "x" }, b: ticket }, { required: ["a", "b"] });
    expect(update.required).toBeUndefined();
    expect(update.additionalProperties).toMatchObject({ boolean: false });
    expect([...(update.properties ?? [])].map(([name]) => name)).toEqual(["a", "b"]);
    expect(update.properties?.get("a")).toMatchObject({ type: ["string"] });
    expect(update.properties?.get("a")).not.toHaveProperty("default");
  });

  it("drops a default that a field has from the target of its reference, and leaves a target without one as it is", () => {
    const { update, fields: all } = fields(
      { a: ref("#/$defs/A"), b: ref("#/$defs/B") },
      { $defs: { A: { type: "integer", default: 3 }, B: ticket } },
    );
    expect(update.properties?.get("a")?.refs?.[0]).not.toHaveProperty("default");
    expect(update.properties?.get("b")).toBe(all[1]?.node);
  });

  it("takes what x-update says", () => {
    const { update } = fields({ a: { type: "array", "x-reducer": "pick", "x-update": { type: "string" } } });
    expect(update.properties?.get("a")).toMatchObject({ type: ["string"] });
  });

  it("of messages may be whatever LangGraph makes messages of, with or without a schema for what is kept", () => {
    const { update, overwrite } = fields({
      m: { type: "array", items: ticket, minItems: 1, langgraph_type: "messages" },
    });
    expect(update.properties?.get("m")).toMatchObject({ type: ["object", "array", "string"] });
    expect(update.properties?.get("m")).not.toHaveProperty("minItems");
    expect(overwrite?.properties?.get("m")).toMatchObject({ minItems: 1 });
  });

  it("of a field that is merged is partial, through references and branches, and never fills in defaults", () => {
    const { update, overwrite } = fields(
      { prefs: { ...ref("#/$defs/Prefs"), "x-reducer": "merge" } },
      {
        $defs: {
          Prefs: {
            ...object({
              lang: { type: "string", default: "en" },
              theme: object({ dark: {} }, { required: ["dark"] }),
            }),
            required: ["lang", "theme"],
            minProperties: 2,
            oneOf: [{ required: ["lang"] }, { required: ["theme"] }],
          },
        },
      },
    );
    const prefs = update.properties?.get("prefs")?.refs?.[0];
    expect(prefs).not.toHaveProperty("required");
    expect(prefs).not.toHaveProperty("minProperties");
    expect(prefs).not.toHaveProperty("oneOf");
    expect(prefs?.anyOf).toEqual([
      expect.not.objectContaining({ required: expect.anything() }),
      expect.anything(),
    ]);
    expect(prefs?.properties?.get("lang")).not.toHaveProperty("default");
    // One level: what is inside a property is replaced as a whole.
    expect(prefs?.properties?.get("theme")?.required).toEqual(["dark"]);
    expect(overwrite?.properties?.get("prefs")?.refs?.[0]?.required).toEqual(["lang", "theme"]);
  });

  it("needs no overwrite of its own where no field is updated differently", () => {
    expect(
      fields({ a: { type: "string", default: "x" }, m: { type: "object", "x-reducer": "merge" } }).overwrite,
    ).toBeUndefined();
  });
});

describe("definitions", () => {
  it("are exported under their keys, by the module of their file", () => {
    expect(
      namesOf({
        "bot/state.schema.json": state(
          { t: ref("#/$defs/Ticket"), u: ref("../shared/user.schema.json") },
          { $defs: { Ticket: ticket, unused: {} } },
        ),
        "shared/user.schema.json": object(
          { a: ref("#/$defs/postal-address") },
          { $defs: { "postal-address": object({}) } },
        ),
        "shared/unreached.schema.json": object({}),
      }),
    ).toEqual({
      "bot/state.schema.json#/$defs/Ticket": "bot:Ticket",
      "bot/state.schema.json#/$defs/unused": "bot:Unused",
      "shared/user.schema.json#": "shared/user:User",
      "shared/user.schema.json#/$defs/postal-address": "shared/user:PostalAddress",
    });
  });

  it("of a file that only holds definitions don't include its root", () => {
    const names = namesOf({
      "bot/state.schema.json": state({ t: ref("../shared/ticketing.yaml#/$defs/Ticket") }),
      "shared/ticketing.yaml": { title: "Ticketing", $defs: { Ticket: ticket } },
    });
    expect(names).toEqual({ "shared/ticketing.yaml#/$defs/Ticket": "shared/ticketing:Ticket" });
  });

  it("that a root merely points to stand for the root", () => {
    const files = {
      "bot/state.schema.json": state({ u: ref("../shared/user.json") }),
      "shared/user.json": { $ref: "#/definitions/User", definitions: { User: object({ friend: ref("#") }) } },
    };
    expect(namesOf(files)).toEqual({
      "shared/user.json#": "shared/user:User",
      "shared/user.json#/definitions/User": "shared/user:User",
    });
    expect(definition(files, "User")?.node.origin.pointer).toBe("/definitions/User");
  });

  it("that several members of a graph repeat are one, recursive ones too, whatever their words and the order of their keys", () => {
    const tree = (description: string, keys: object) => ({ description, ...keys });
    const first = tree("A tree.", {
      type: "object",
      properties: { next: ref("#/$defs/Tree"), v: { type: "string" } },
    });
    const second = tree("Ein Baum.", {
      properties: { v: { type: "string" }, next: ref("#/$defs/Tree") },
      type: "object",
    });
    const library = modelOf({
      "bot/state.schema.json": state({ t: ref("#/$defs/Tree") }, { $defs: { Tree: first } }),
      "bot/input.schema.json": object({ t: ref("#/$defs/Tree") }, { $defs: { Tree: second } }),
    });
    const trees = [...library.definitions].filter(([, { name }]) => name === "Tree");
    expect(trees).toHaveLength(2);
    expect(new Set(trees.map(([, each]) => each)).size).toBe(1);
    expect(trees[0]?.[1].node.origin.document.path).toBe("bot/state.schema.json");
    expect(library.problems).toEqual([]);
  });

  it("that form a ring of a thousand are compared in bounded time, whether or not they are the same", () => {
    const ring = (odd: number) =>
      Object.fromEntries(
        Array.from({ length: 1000 }, (_, index) => [
          `D${index}`,
          object({ next: ref(`#/$defs/D${(index + 1) % 1000}`), v: { const: index === odd ? -1 : index } }),
        ]),
      );
    const count = (odd: number) => {
      const { definitions } = modelOf({
        "bot/state.schema.json": state({ first: ref("#/$defs/D0") }, { $defs: ring(-1) }),
        "bot/input.schema.json": object({ first: ref("#/$defs/D0") }, { $defs: ring(odd) }),
      });
      return new Set([...definitions.values()].filter(({ name }) => /D\d/.test(name))).size;
    };
    expect(count(-1)).toBe(1000);
    expect(count(500)).toBe(2000);
  }, 20_000);

  it("of one name that differ keep it in the state's file and are qualified elsewhere, with a warning", () => {
    const files = {
      "bot/context.schema.json": object(
        { t: ref("#/$defs/Ticket") },
        { $defs: { Ticket: object({ n: { type: "integer" } }) } },
      ),
      "bot/input.schema.json": object(
        { t: ref("#/$defs/Ticket") },
        { $defs: { Ticket: { type: "string" } } },
      ),
      "bot/state.schema.json": state({ t: ref("#/$defs/Ticket") }, { $defs: { Ticket: ticket } }),
    };
    expect(namesOf(files)).toEqual({
      "bot/state.schema.json#/$defs/Ticket": "bot:Ticket",
      "bot/context.schema.json#/$defs/Ticket": "bot:ContextTicket",
      "bot/input.schema.json#/$defs/Ticket": "bot:InputTicket",
    });
    const { problems } = modelOf(files);
    expect(problems.map(({ severity, code, message }) => [severity, code, message])).toEqual([
      [
        "warning",
        "name-clash",
        'another type already has the name Ticket, so the type of "Ticket" is named ContextTicket',
      ],
      [
        "warning",
        "name-clash",
        'another type already has the name Ticket, so the type of "Ticket" is named InputTicket',
      ],
    ]);
    expect(problems[0]?.position).toMatchObject({ line: expect.any(Number) });
  });

  it("don't take names that the graph's module needs, nor those of globals", () => {
    const $defs = { BotState: {}, BotRuntime: {}, BotTypes: {}, Record: {}, Bot: {} };
    expect(namesOf({ "bot/state.schema.json": state({}, { $defs }) })).toEqual({
      "bot/state.schema.json#/$defs/BotState": "bot:StateBotState",
      "bot/state.schema.json#/$defs/BotRuntime": "bot:StateBotRuntime",
      "bot/state.schema.json#/$defs/BotTypes": "bot:StateBotTypes",
      "bot/state.schema.json#/$defs/Record": "bot:StateRecord",
      "bot/state.schema.json#/$defs/Bot": "bot:Bot",
    });
  });

  it("of one name may live in several modules: each keeps it", () => {
    expect(
      namesOf({
        "bot/state.schema.json": state(
          {
            a: ref("../shared/a.json#/$defs/Item"),
            b: ref("../shared/b.json#/$defs/Item"),
            c: ref("#/$defs/Item"),
          },
          { $defs: { Item: { type: "string" } } },
        ),
        "shared/a.json": { $defs: { Item: { type: "integer" } } },
        "shared/b.json": { $defs: { Item: { type: "boolean" } } },
      }),
    ).toEqual({
      "shared/a.json#/$defs/Item": "shared/a:Item",
      "shared/b.json#/$defs/Item": "shared/b:Item",
      "bot/state.schema.json#/$defs/Item": "bot:Item",
    });
  });

  it("that only a reference makes are named after their place and stay inside the module", () => {
    const files = {
      "bot/state.schema.json": state(
        {
          owner: object({ address: object({}) }),
          copy: ref("#/properties/owner/properties/address"),
          first: ref("#/$defs/Ticket/properties/tags/items"),
        },
        { $defs: { Ticket: object({ tags: { type: "array", items: { type: "string" } } }) } },
      ),
    };
    expect(namesOf(files)).toMatchObject({
      "bot/state.schema.json#/properties/owner/properties/address": "bot:BotStateOwnerAddress",
      "bot/state.schema.json#/$defs/Ticket/properties/tags/items": "bot:TicketTagsItem",
    });
    expect(definition(files, "TicketTagsItem")?.exported).toBe(false);
  });

  it("with keys that are no words have names all the same, each its own", () => {
    const keys = ["", 'foo"bar', "%", "__proto__", "constructor", "a b", "a-b", "class"];
    const $defs = Object.fromEntries(keys.map((key, index) => [key, { const: index }]));
    const names = Object.values(namesOf({ "bot/state.schema.json": JSON.stringify(state({}, { $defs })) }));
    expect(new Set(names).size).toBe(keys.length);
    for (const name of names) expect(name).toMatch(/^bot:[\p{ID_Start}_]\p{ID_Continue}*$/u);
  });

  it("keep their names when another is added", () => {
    const bot = (more: object) => ({
      "bot/state.schema.json": state(
        { t: ref("#/$defs/Ticket"), u: ref("../shared/user.json") },
        { $defs: { ...more, Ticket: ticket, "a-b": {}, Zebra: {} } },
      ),
      "shared/user.json": object({}),
    });
    const before = namesOf(bot({}));
    const after = namesOf({
      ...bot({ Aaa: {}, TicketA: {}, aB: {} }),
      "bot/context.schema.json": object({}, { $defs: { Ticket: {}, User: {} } }),
      "other/state.schema.json": state(
        { x: ref("../shared/other.json") },
        { $defs: { Ticket: {}, User: {} } },
      ),
      "shared/other.json": object({}, { $defs: { Ticket: {}, User: {} } }),
    });
    expect(after).toMatchObject(before);
  });
});

describe("the parts of the store, interrupts, tools and sends members", () => {
  it("are named after what they are, unless they refer to something that has a name", () => {
    const files = {
      "bot/state.schema.json": state(),
      "bot/store.schema.json": object({ users: ref("../shared/user.json"), "users/{id}/notes": object({}) }),
      "bot/interrupts.schema.json": object({
        approve_it: object({ value: {}, resume: { type: "boolean" } }),
      }),
      "bot/tools.schema.json": object({
        find: { ...object({ input: object({}), output: {} }), description: "Finds." },
      }),
      "bot/sends.schema.json": object({ work_hard: object({}), greet: ref("../shared/user.json") }),
      "shared/user.json": object({}),
    };
    const { store, interrupts, tools, sends } = contractOf(files);
    expect(store?.map(({ path }) => path)).toEqual([["users"], ["users", "{id}", "notes"]]);
    expect(interrupts).toMatchObject([{ name: "approve_it", resume: { type: ["boolean"] } }]);
    expect(tools).toMatchObject([{ name: "find", description: "Finds." }]);
    expect(sends?.map(({ name }) => name)).toEqual(["work_hard", "greet"]);
    expect(Object.values(namesOf(files)).toSorted()).toEqual([
      "bot:BotApproveItResume",
      "bot:BotApproveItValue",
      "bot:BotFindArguments",
      "bot:BotFindResult",
      "bot:BotUsersNotesItem",
      "bot:BotWorkHardPayload",
      "shared/user:User",
    ]);
  });

  it("are absent without those members", () => {
    const contract = contractOf({ "bot/state.schema.json": state() });
    for (const part of ["store", "interrupts", "tools", "sends"]) expect(contract).not.toHaveProperty(part);
  });
});

describe("the fingerprint", () => {
  const of = (schema: object, more: Files = {}) =>
    contractOf({ "bot/state.schema.json": schema, ...more }).fingerprint;
  const base = state(
    { t: ref("#/$defs/Ticket"), n: { type: "integer" } },
    { required: ["t"], $defs: { Ticket: ticket } },
  );

  it("stays for other words, another order and another place", () => {
    const fingerprint = of(base);
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
    const words = state(
      {
        n: { type: "integer", description: "A number.", examples: [1] },
        t: { title: "T", ...ref("../shared/t.json#/$defs/Renamed") },
      },
      { title: "State", required: ["t"] },
    );
    expect(of(words, { "shared/t.json": { $defs: { Renamed: { title: "X", ...ticket } } } })).toBe(
      fingerprint,
    );
  });

  it.each<[string, object]>([
    ["a field", { ...base, properties: { ...base.properties, more: {} } }],
    ["a requirement", { ...base, required: [] }],
    [
      "something behind a reference",
      { ...base, $defs: { Ticket: object({ id: { type: "integer" } }, { required: ["id"] }) } },
    ],
    ["a default", { ...base, properties: { ...base.properties, n: { type: "integer", default: 1 } } }],
    [
      "a reducer",
      { ...base, properties: { ...base.properties, n: { type: "integer", "x-reducer": "add" } } },
    ],
  ])("changes with %s", (_, schema) => {
    expect(of(schema)).not.toBe(of(base));
  });
});

describe("a shared module", () => {
  it("lies where its file lies; names that no import can hold are made safe", () => {
    const files = [
      "shared/user.json",
      "shared/user.yaml",
      "shared/a b%.json",
      "deep/er/x.schema.json",
      "bot/extra.json",
    ];
    const refs = files.map((file) => ref(`../${encodeURI(file)}`));
    const { shared } = modelOf({
      "bot/state.schema.json": state({ all: { anyOf: refs } }),
      ...Object.fromEntries(files.map((file) => [file, object({})])),
    });
    expect(shared.map(({ module }) => module)).toEqual([
      "bot/extra",
      "deep/er/x",
      expect.stringMatching(/^shared\/a-b--[0-9a-f]{6}$/),
      "shared/user",
      expect.stringMatching(/^shared\/user-[0-9a-f]{6}$/),
    ]);
  });

  it("of a meta-schema lies under its host", () => {
    const { shared } = modelOf({
      "bot/state.schema.json": state({ schema: ref("http://json-schema.org/draft-07/schema#") }),
    });
    expect(shared.map(({ module }) => module)).toEqual(["json-schema.org/draft-07/schema"]);
  });
});

describe("a shared file", () => {
  const files = {
    "bot/state.schema.json": state({
      user: ref("../shared.json#/$defs/User"),
      city: ref("../other.json#/$defs/Place/properties/city"),
    }),
    "shared.json": {
      properties: { spare: ref("third.json#/$defs/Third") },
      $defs: {
        User: object({ id: ref("#/$defs/Id"), friends: { type: "array", items: ref("#/$defs/User") } }),
        Id: { type: "string" },
        Spare: object({
          id: ref("#/$defs/Id"),
          more: ref("#/$defs/More"),
          third: ref("third.json#/$defs/Third"),
        }),
        More: {},
      },
    },
    "other.json": { $defs: { Place: object({ city: { type: "string", minLength: 1 }, zip: {} }) } },
    "third.json": { $defs: { Third: {} } },
  };
  const named = (options?: ModelOptions) =>
    [...modelOf(files, options).definitions.values()]
      .filter(({ module }) => module !== "bot")
      .map(({ module, name }) => `${module}:${name}`)
      .sort();

  it("exports what contracts lead to", () => {
    expect(named()).toEqual(["other:PlaceCity", "shared:Id", "shared:User"]);
    expect(modelOf(files).shared.map(({ module }) => module)).toEqual(["other", "shared"]);
  });

  it("exports everything on request", () => {
    expect(named({ allDefinitions: true })).toEqual([
      "other:Place",
      "other:PlaceCity",
      "shared:Id",
      "shared:More",
      "shared:Shared",
      "shared:Spare",
      "shared:User",
      "third:Third",
    ]);
  });
});
