import { describe, expect, it } from "vitest";
import { createDefaults } from "../../codegen/defaults/defaults.js";
import { discover } from "../../codegen/discover/discover.js";
import { load } from "../../codegen/load/load.js";
import { model } from "../../codegen/model/build-model.js";
import type { LibraryTypes } from "../../codegen/types/library-types.js";
import { types } from "../../codegen/types/types.js";
import { type Files, folder } from "../support/folder.js";

/** The types of a folder of schema files. */
function typesOf(files: Files): LibraryTypes {
  const { discovery, problems } = discover(folder(files));
  const loaded = load(discovery);
  expect([...problems, ...loaded.problems].filter(({ severity }) => severity === "error")).toEqual([]);
  return types(
    model(loaded),
    createDefaults(() => true),
  );
}

/** One declaration of a module. */
function declaration(library: LibraryTypes, module: string, name: string): string | undefined {
  return library.module(module).declarations.find((found) => found.name === name)?.text;
}

const object = (properties: object, more: object = {}): object => ({ type: "object", properties, ...more });
const text = { type: "string" };
const list = { type: "array", items: text };

describe("the state", () => {
  const files = {
    "bot/state.schema.json": object(
      {
        needed: text,
        optional: text,
        given: { type: "string", default: "x", description: "What it starts as." },
        log: { ...list, "x-reducer": "append" },
        seen: { ...list, "x-reducer": "union" },
        facts: { type: "object", additionalProperties: text, "x-reducer": "merge" },
        count: { type: "integer", "x-reducer": "add" },
        best: { type: "number", "x-reducer": "max" },
        messages: { type: "array", "x-reducer": "messages" },
        mine: { type: "string", "x-reducer": "pick", "x-update": { type: "number" } },
      },
      { required: ["needed"], description: "What the nodes share." },
    ),
  };

  it("has every field that is there from the start, and no others", () => {
    expect(declaration(typesOf(files), "bot", "BotState")).toBe(`/** What the nodes share. */
export interface BotState {
  needed: string;
  optional?: string;
  /**
   * What it starts as.
   * @default "x"
   */
  given: string;
  log: string[];
  seen: string[];
  facts: { [key: string]: string };
  count: number;
  best?: number;
  messages: BaseMessage[];
  mine?: string;
}`);
  });

  it("is updated field by field, or overwritten where a reducer would fold", () => {
    const library = typesOf(files);
    expect(declaration(library, "bot", "BotUpdate")).toContain(`export interface BotUpdate {
  needed?: string;
  optional?: string;
  /** What it starts as. */
  given?: string;
  log?: string[] | Overwrite<string[]>;
  seen?: string[] | Overwrite<string[]>;
  facts?: { [key: string]: string } | Overwrite<{ [key: string]: string }>;
  count?: number | Overwrite<number>;
  best?: number | Overwrite<number>;
  messages?: Messages | Overwrite<BaseMessage[]>;
  mine?: number | Overwrite<string>;
}`);
    expect(library.module("bot").external).toEqual(["BaseMessage", "Messages", "Overwrite"]);
  });

  it("gives the input and the output where they have no schema", () => {
    const library = typesOf(files);
    expect(declaration(library, "bot", "BotInput")).toContain("export type BotInput = BotUpdate;");
    expect(declaration(library, "bot", "BotOutput")).toContain("export type BotOutput = BotState;");
  });

  it("that something refers to is spelt out there, as its schema is wider than what nodes get", () => {
    const library = typesOf({
      "bot/state.schema.json": object({ a: text }),
      "bot/output.schema.json": { $ref: "state.schema.json" },
    });
    expect(declaration(library, "bot", "BotOutput")).toBe(`export interface BotOutput {
  a?: string;
  [key: string]: unknown;
}`);
  });
});

describe("the views of a definition", () => {
  const files = {
    "bot/state.schema.json": object({ ticket: { $ref: "../shared/ticket.schema.json" } }),
    "bot/context.schema.json": object(
      { plan: { type: "string", default: "free" } },
      { additionalProperties: false },
    ),
    "bot/input.schema.json": object({
      ticket: { $ref: "../shared/ticket.schema.json" },
      thread: { $ref: "../shared/ticket.schema.json#/$defs/Thread" },
    }),
    "shared/ticket.schema.json": {
      ...object(
        { id: text, priority: { $ref: "#/$defs/Priority", default: "low" } },
        { additionalProperties: false },
      ),
      $defs: { Priority: { enum: ["low", "high"] }, Thread: { type: "array", items: { $ref: "#" } } },
    },
  };

  it("are two types where defaults make a difference, and one where they don't", () => {
    const library = typesOf(files);
    const { declarations } = library.module("shared/ticket");
    expect(declarations.map(({ name, view }) => `${name} ${view}`)).toEqual([
      "Ticket output",
      "TicketInput input",
      "Priority output",
      "Thread output",
      "ThreadInput input",
    ]);
    expect(declaration(library, "shared/ticket", "Ticket")).toContain("priority: Priority;");
    expect(declaration(library, "shared/ticket", "TicketInput")).toContain("priority?: Priority;");
    expect(declaration(library, "shared/ticket", "ThreadInput")).toBe(
      "export type ThreadInput = TicketInput[];",
    );
    for (const { definition, name, view } of declarations) {
      if (definition !== undefined) expect(library.nameOf(definition, view)).toBe(name);
    }
    const same = declarations.map(({ definition }) => definition && library.sameViews(definition));
    expect(same).toEqual([false, false, true, false, false]);
  });

  it("are named so that a member's own name is what one mostly means by it", () => {
    const library = typesOf(files);
    expect(declaration(library, "bot", "BotContext")).toContain("plan: string;");
    expect(declaration(library, "bot", "BotContextInput")).toContain("plan?: string;");
    expect(declaration(library, "bot", "BotInput")).toContain("ticket?: TicketInput;");
    expect(declaration(library, "bot", "BotInputAfterDefaults")).toContain("ticket?: Ticket;");
    expect(declaration(library, "bot", "BotUpdate")).toContain("ticket?: TicketInput;");
    expect(declaration(library, "bot", "BotState")).toContain("ticket?: Ticket;");
  });

  it("keep what a name says that ends in Input or Output", () => {
    const withDefault = object({ limit: { type: "integer", default: 3 } });
    const library = typesOf({
      "bot/state.schema.json": object({}),
      "bot/input.schema.json": withDefault,
      "bot/output.schema.json": withDefault,
      "bot/tools.schema.json": {
        ...object({
          find: object({ input: { $ref: "#/$defs/FindInput" }, output: { $ref: "#/$defs/FindOutput" } }),
        }),
        $defs: { FindInput: withDefault, FindOutput: withDefault },
      },
    });
    for (const name of ["BotInput", "FindInput"]) {
      expect(declaration(library, "bot", name)).toContain("limit?: number;");
      expect(declaration(library, "bot", `${name}AfterDefaults`)).toContain("limit: number;");
    }
    for (const name of ["BotOutput", "FindOutput"]) {
      expect(declaration(library, "bot", name)).toContain("limit: number;");
      expect(declaration(library, "bot", `${name}BeforeDefaults`)).toContain("limit?: number;");
    }
    const names = library.module("bot").declarations.map(({ name }) => name);
    expect(names.filter((name) => /InputInput|OutputInput|Tools/.test(name))).toEqual([]);
  });

  it("are imported where they are used", () => {
    expect(typesOf(files).module("bot").imports).toEqual([
      { module: "shared/ticket", names: ["Thread", "ThreadInput", "Ticket", "TicketInput"] },
    ]);
  });
});

describe("names", () => {
  it("that a module has already are imported in place", () => {
    const library = typesOf({
      "bot/state.schema.json": {
        ...object({
          theirs: { $ref: "../shared/user.schema.json" },
          ours: { $ref: "#/$defs/User" },
          log: { ...list, "x-reducer": "append" },
          over: { $ref: "#/$defs/Overwrite" },
        }),
        $defs: { User: object({ own: text }), Overwrite: { enum: ["on", "off"] } },
      },
      "shared/user.schema.json": object({ name: text }),
    });
    const state = declaration(library, "bot", "BotState");
    expect(state).toContain('theirs?: import("../shared/user/index.js").User;');
    expect(state).toContain("ours?: User;");
    expect(declaration(library, "bot", "BotUpdate")).toContain(
      'log?: string[] | import("graphwright").Overwrite<string[]>;',
    );
    expect(library.module("bot")).toMatchObject({ imports: [], external: [] });
  });

  it("that only one module uses are not exported; those that another comes to use are", () => {
    const library = typesOf({
      "bot/state.schema.json": object({
        a: { allOf: [{ $ref: "../shared/base.schema.json" }, { required: ["first"] }] },
        b: { $ref: "../shared/base.schema.json#/$defs/Uses" },
      }),
      "shared/base.schema.json": {
        ...object(
          { first: object({ x: text }), again: { $ref: "#/properties/first" } },
          { additionalProperties: false },
        ),
        $defs: {
          Uses: object(
            { one: { $ref: "#/$defs/Uses/$defs/inner" } },
            { $defs: { inner: object({ y: text }) } },
          ),
        },
      },
    });
    const { declarations } = library.module("shared/base");
    const heads = declarations.map((found) => found.text.slice(0, found.text.indexOf(" {")));
    expect(heads).toEqual([
      "export interface Base",
      "export interface Uses",
      "export interface BaseFirst",
      "interface UsesInner",
    ]);
    expect(library.module("bot").imports).toEqual([{ module: "shared/base", names: ["BaseFirst", "Uses"] }]);
  });

  it("are the same whatever else is there, and so is the text", () => {
    const files = {
      "bot/state.schema.json": object({ a: { $ref: "#/$defs/A" } }, { $defs: { A: object({ x: text }) } }),
    };
    const more = {
      "bot/state.schema.json": object(
        { a: { $ref: "#/$defs/A" } },
        { $defs: { 0: text, A: object({ x: text }), AInput: object({ z: text }) } },
      ),
      "other/state.schema.json": object({}),
    };
    const [one, other] = [typesOf(files), typesOf(more)];
    expect(declaration(other, "bot", "A")).toBe(declaration(one, "bot", "A"));
    expect(declaration(other, "bot", "BotState")).toBe(declaration(one, "bot", "BotState"));
  });
});
