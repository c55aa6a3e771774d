import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { generate } from "../../codegen/pipeline/generate.js";
import { docstring, pythonComment, pythonString } from "../../codegen/print/python-literal.js";
import { snakeCase } from "../../codegen/print/python-names.js";
import { type Files, filesIn, folder, put } from "../support/folder.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

async function pythonOf(files: Files, module = "bot"): Promise<string> {
  const place = folder(files);
  await generate({ cwd: place, python: "python" });
  return readFileSync(join(place, "python", module, "__init__.py"), "utf8");
}

describe("generate --python", () => {
  it("prints the greeting as a person would have written it", () => {
    const text = readFileSync(join(root, "python/tests/generated/examples/greeting/__init__.py"), "utf8");
    expect(text).toContain(`
@dataclass(frozen=True, kw_only=True, repr=False)
class GreetingContext(ContextObject):
    """What every run of the graph is told about its caller."""

    user_id: str
    """Whose memories to read: the key under the \`users\` namespace of the store.

    minLength: 1
    """
`);
    expect(text).toContain(`
class GreetingState(TypedDict, total=False):
    """What the nodes of the graph share."""

    response: str
    """The greeting, once a node has written it."""
`);
    expect(text).toContain("GreetingRuntime: TypeAlias = Runtime[GreetingContext]\n");
  });

  it("is in step with the schemas of the repository", async () => {
    const both = [
      { schemas: "schemas", out: "generated", python: "python/tests/generated/examples" },
      {
        schemas: "test/contracts/schemas",
        out: "test/contracts/generated",
        python: "python/tests/generated/cases",
      },
    ];
    for (const folders of both) {
      const { outOfStep } = await generate({ cwd: root, check: true, ...folders });
      expect(outOfStep).toEqual([]);
    }
  });

  it("writes into a folder of its own, repairs it, and removes what is stale", async () => {
    const state = { type: "object", properties: { note: { type: "string" } } };
    const place = folder({ "schemas/bot/state.schema.json": state, "schemas/old/state.schema.json": state });
    const first = await generate({ cwd: place, python: "python" });
    expect(first.written).toContain("python/old/contract.json");
    const again = await generate({ cwd: place, python: "python" });
    expect([...again.written, ...again.removed]).toEqual([]);
    put(place, { "python/bot/contract.json": "{}", "python/bot/mine.py": "" });
    expect((await generate({ cwd: place, python: "python" })).written).toEqual(["python/bot/contract.json"]);
    // The TypeScript alone is up to date, the Python is not.
    const { written } = await generate({ cwd: place, python: "other" });
    expect(written).toContain("other/bot/__init__.py");
    const { rmSync } = await import("node:fs");
    rmSync(join(place, "schemas/old"), { recursive: true });
    const { removed } = await generate({ cwd: place, python: "python" });
    expect(removed).toEqual(expect.arrayContaining(["python/old/__init__.py", "python/old/contract.json"]));
    expect(Object.keys(filesIn(join(place, "python")))).toContain("bot/mine.py");
  });

  it("refuses the folder of the TypeScript", async () => {
    const place = folder({ "schemas/bot/state.schema.json": { type: "object" } });
    await expect(generate({ cwd: place, python: "generated" })).rejects.toMatchObject({
      problems: [{ code: "output-shared" }],
    });
  });

  it("declares fields by a call where a class can't have them", async () => {
    const text = await pythonOf({
      "schemas/bot/state.schema.json": {
        type: "object",
        properties: { in: { type: "string" }, "a-b": { type: "integer" }, __x: { type: "number" } },
        required: ["in"],
      },
    });
    expect(text).toContain(`BotState = TypedDict(
    "BotState",
    {
        "in": str,
        "a-b": NotRequired[int],
        "__x": NotRequired[float],
    },
)`);
  });

  it("names the classes of a union after what sets them apart, and refers forward by text", async () => {
    const text = await pythonOf({
      "schemas/bot/state.schema.json": {
        type: "object",
        properties: { tree: { $ref: "#/$defs/Tree" } },
        $defs: {
          Tree: {
            oneOf: [
              { type: "object", properties: { kind: { const: "leaf" } }, required: ["kind"] },
              {
                type: "object",
                properties: {
                  kind: { const: "node" },
                  children: { type: "array", items: { $ref: "#/$defs/Tree" } },
                },
                required: ["kind", "children"],
              },
            ],
          },
        },
      },
    });
    expect(text).toContain("class TreeLeaf(TypedDict):");
    expect(text).toContain("    children: list[Tree]\n");
    expect(text).toContain("Tree: TypeAlias = TreeLeaf | TreeNode\n");
  });
});

describe("text of a schema in Python", () => {
  it("can't leave its string, docstring or comment", () => {
    expect(pythonString('a"b')).toBe("'a\"b'");
    expect(pythonString("a\"'b")).toBe(`"a\\"'b"`);
    expect(pythonString("\\\n\u2028\ud800")).toBe(String.raw`"\\\n\u2028\ud800"`);
    expect(pythonString("\u{e0001}")).toBe(String.raw`"\U000e0001"`);
    expect(docstring(['ends with """', 'and "'], "", 88)).toEqual([
      String.raw`"""ends with \"\"\"`,
      'and "',
      '"""',
    ]);
    expect(docstring(['"quoted"'], "", 88)).toEqual([String.raw`"""\"quoted\""""`]);
    expect(docstring(["back\\"], "", 88)).toEqual([String.raw`"""back\\"""`]);
    expect(pythonComment("a\nb type: ignore")).toBe("# a b type : ignore");
  });

  it("becomes names that Python takes", () => {
    const names = ["support-agent", "SupportAgent", "HTTPClient", "class", "1st", "日本", ""].map(snakeCase);
    expect(names).toEqual([
      "support_agent",
      "support_agent",
      "http_client",
      "class_",
      "n1st",
      "日本",
      "unnamed",
    ]);
  });
});
