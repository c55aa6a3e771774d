import { describe, expect, it } from "vitest";
import { circleIn, filesBelow, importsOf, textOf } from "./imports.js";
import { privateNames, srcLayers } from "./layers.js";

const imports = importsOf("src");

/** The folder of a file of `src/`; undefined for `index.ts`, which is above all of them. */
function folderOf(path: string): string | undefined {
  const [, folder = ""] = path.split("/");
  return folder === "index.ts" ? undefined : folder;
}

describe("the runtime", () => {
  it("has a line in the table for each of its folders, below those that it imports from", () => {
    const folders = new Set(filesBelow("src").flatMap((path) => folderOf(path) ?? []));
    expect([...folders].toSorted()).toEqual(srcLayers.map(({ folder }) => folder).toSorted());
    for (const [index, { folder, imports }] of srcLayers.entries()) {
      const below = srcLayers.slice(0, index).map((each) => each.folder);
      expect([folder, imports.filter((each) => !below.includes(each))]).toEqual([folder, []]);
    }
  });

  it("imports between folders only as the table says", () => {
    const allowed = new Map(srcLayers.map(({ folder, imports }) => [folder, imports]));
    const wrong = [...imports].flatMap(([path, targets]) => {
      const from = folderOf(path);
      if (from === undefined) return [];
      const others = targets.filter((target) => folderOf(target) !== from);
      return others
        .filter((target) => !allowed.get(from)?.includes(folderOf(target) ?? ""))
        .map((target) => `${path} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it("uses each direction that the table allows", () => {
    const used = new Set(
      [...imports].flatMap(([path, targets]) =>
        targets.map((target) => `${folderOf(path)} -> ${folderOf(target)}`),
      ),
    );
    const allowed = srcLayers.flatMap(({ folder, imports }) => imports.map((each) => `${folder} -> ${each}`));
    expect(allowed.filter((direction) => !used.has(direction))).toEqual([]);
  });

  it("has no circles", () => {
    expect(circleIn(imports)).toBeUndefined();
  });

  it("never imports the compiler", () => {
    const wrong = [...imports].filter(([, targets]) => targets.some((target) => !target.startsWith("src/")));
    expect(wrong).toEqual([]);
  });

  it("keeps what LangGraph does not document in src/langgraph/", () => {
    const wrong = filesBelow("src")
      .filter((path) => folderOf(path) !== "langgraph")
      .flatMap((path) => {
        const lines = textOf(path).split("\n");
        return lines.flatMap((line, index) =>
          privateNames.some((name) => name.test(line)) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
        );
      });
    expect(wrong).toEqual([]);
  });
});

describe("the test of layers", () => {
  it("finds a circle", () => {
    const circle = circleIn(
      new Map([
        ["a", ["b"]],
        ["b", ["c"]],
        ["c", ["b"]],
      ]),
    );
    expect(circle).toEqual(["b", "c", "b"]);
  });

  it("reads imports over several lines, types too", () => {
    expect(imports.get("src/graph/superstep.ts")).toContain("src/langgraph/loop.ts");
    expect(imports.get("src/index.ts")?.length).toBeGreaterThan(20);
  });
});
