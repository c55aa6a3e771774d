import { describe, expect, it } from "vitest";
import { circleIn, filesBelow, importsOf, packagesRunBy, textOf } from "./imports.js";
import {
  codegenLayers,
  OWN_ENTRIES,
  privateNames,
  SERVER_FACTS,
  SHARED_WITH_RUNTIME,
  srcLayers,
} from "./layers.js";

/** The folder of a file of `src/` or `codegen/`; undefined for `index.ts`, which is above all of them. */
function folderOf(path: string): string | undefined {
  const [, folder = ""] = path.split("/");
  return folder === "index.ts" ? undefined : folder;
}

describe.each([
  ["src", srcLayers],
  ["codegen", codegenLayers],
] as const)("the folders of %s", (root, layers) => {
  const imports = importsOf(root);
  const inside = new Map(
    [...imports].map(([path, targets]) => [path, targets.filter((target) => target.startsWith(`${root}/`))]),
  );

  it("have a line each in the table, below those that they import from", () => {
    const folders = new Set(filesBelow(root).flatMap((path) => folderOf(path) ?? []));
    expect([...folders].toSorted()).toEqual(layers.map(({ folder }) => folder).toSorted());
    for (const [index, { folder, imports: allowed }] of layers.entries()) {
      const below = layers.slice(0, index).map((each) => each.folder);
      expect([folder, allowed.filter((each) => !below.includes(each))]).toEqual([folder, []]);
    }
  });

  it("import from each other only as the table says", () => {
    const allowed = new Map(layers.map(({ folder, imports: those }) => [folder, those]));
    const wrong = [...inside].flatMap(([path, targets]) => {
      const from = folderOf(path);
      if (from === undefined) return [];
      const others = targets.filter((target) => folderOf(target) !== from);
      return others
        .filter((target) => !allowed.get(from)?.includes(folderOf(target) ?? ""))
        .map((target) => `${path} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it("use each direction that the table allows", () => {
    const used = new Set(
      [...inside].flatMap(([path, targets]) =>
        targets.map((target) => `${folderOf(path)} -> ${folderOf(target)}`),
      ),
    );
    const allowed = layers.flatMap(({ folder, imports: those }) =>
      those.map((each) => `${folder} -> ${each}`),
    );
    expect(allowed.filter((direction) => !used.has(direction))).toEqual([]);
  });

  it("have no circles of files", () => {
    expect(circleIn(imports)).toBeUndefined();
  });
});

describe("the compiler", () => {
  it("runs nothing of the runtime but what generated validators import", () => {
    const wrong = [...importsOf("codegen")].flatMap(([path, targets]) =>
      targets
        .filter((target) => target.startsWith("src/") && !SHARED_WITH_RUNTIME.test(target))
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("secrets", () => {
  it("are told by one file of the compiler: no other asks a schema whether it is `writeOnly`", () => {
    const asking = filesBelow("codegen").filter((path) => /\.writeOnly\b/.test(textOf(path)));
    expect(asking).toEqual(["codegen/schema/secrets.ts"]);
  });
});

describe("the runtime", () => {
  it("never imports the compiler", () => {
    const wrong = [...importsOf("src")].filter(([, targets]) =>
      targets.some((target) => !target.startsWith("src/")),
    );
    expect(wrong).toEqual([]);
  });

  it("keeps entry points of their own out of the index", () => {
    const [index] = [...importsOf("src")].filter(([path]) => path === "src/index.ts");
    expect(index?.[1].filter((target) => OWN_ENTRIES.some((folder) => folderOf(target) === folder))).toEqual(
      [],
    );
  });

  it("gives clients what needs no package at all", () => {
    expect(packagesRunBy("src/client/index.ts")).toEqual([]);
    expect(packagesRunBy("src/index.ts")).toContain("@langchain/langgraph");
  });

  it("keeps what LangGraph does not document in src/langgraph/, and what its server does not in one file", () => {
    const wrong = filesBelow("src")
      .filter((path) => folderOf(path) !== "langgraph" && path !== SERVER_FACTS)
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
    const imports = importsOf("src");
    expect(imports.get("src/graph/superstep.ts")).toContain("src/langgraph/loop.ts");
    expect(imports.get("src/index.ts")?.length).toBeGreaterThan(20);
  });
});
