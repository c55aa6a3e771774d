import { describe, expect, it } from "vitest";
import { discover } from "../../codegen/discover/discover.js";
import { misnamedMembers } from "../../codegen/discover/misnamed-member.js";
import { type Files, folder } from "../support/folder.js";

async function told(files: Files): Promise<string[]> {
  const { discovery, problems } = discover(folder({ "bot/state.schema.json": {}, ...files }));
  expect(problems).toEqual([]);
  return (await misnamedMembers(discovery, "schemas")).map(
    ({ severity, file, code, message, remedy }) => `${severity} ${file} ${code}: ${message}; ${remedy}`,
  );
}

describe("a file in a contract's folder that no schema refers to", () => {
  it.each([
    ["contxt.schema.yaml", "context.schema.yaml"],
    ["context.yaml", "context.schema.yaml"],
    ["Context.schema.json", "context.schema.json"],
    ["context-schema.yml", "context.schema.yml"],
    ["interrupt.schema.yaml", "interrupts.schema.yaml"],
    ["event.schema.json", "events.schema.json"],
    ["tool.json", "tools.schema.json"],
    ["send.schema.json", "sends.schema.json"],
    ["ouput.schema.json", "output.schema.json"],
  ])("and is called %s was surely meant as %s", async (file, meant) => {
    expect(await told({ [`bot/${file}`]: "{}" })).toEqual([
      `warning schemas/bot/${file} misnamed-member: the file ${file} is not read as a member of the contract "bot", and no schema refers to it; ` +
        `did you mean \`${meant}\`? If the file is not a member, move it out of the contract's folder`,
    ]);
  });

  it("is left alone where the contract has that member", async () => {
    expect(await told({ "bot/context.schema.json": {}, "bot/contxt.schema.yaml": "{}" })).toEqual([]);
    expect(await told({ "bot/states.schema.yaml": "{}" })).toEqual([]);
  });

  it("is left alone where its name is like no member's", async () => {
    expect(await told({ "bot/ticket.schema.json": {}, "bot/data.json": {}, "bot/schema.json": {} })).toEqual(
      [],
    );
  });

  it("is left alone in other folders", async () => {
    expect(
      await told({ "shared/contxt.schema.json": {}, "bot/parts/event.schema.json": {}, "event.json": {} }),
    ).toEqual([]);
  });
});

describe("a file in a contract's folder that a schema refers to", () => {
  const using = ($ref: string) => ({ properties: { x: { items: { $ref } } } });

  it.each(["event.json#/$defs/One", "./event.json", "../bot/event.json#"])(
    "as %s is there for that",
    async ($ref) => {
      expect(await told({ "bot/event.json": {}, "bot/state.schema.json": using($ref) })).toEqual([]);
    },
  );

  it("by its `$id` is there for that", async () => {
    const event = { $id: "https://example.org/event" };
    expect(
      await told({
        "bot/event.schema.json": event,
        "shared/a.schema.json": using("https://example.org/event#"),
      }),
    ).toEqual([]);
  });

  it("is still told of where only it refers to itself", async () => {
    expect(await told({ "bot/event.schema.json": using("event.schema.json") })).toHaveLength(1);
  });
});
