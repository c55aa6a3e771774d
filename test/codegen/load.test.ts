import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { discover } from "../../codegen/discover/discover.js";
import { type LoadedLibrary, type LoadOptions, load } from "../../codegen/load/load.js";
import { formatProblem } from "../../codegen/problems/problem.js";
import type { SchemaNode } from "../../codegen/schema/schema-node.js";
import { type Files, folder } from "../support/folder.js";

const STATE = { "bot/state.schema.json": { type: "object" } };

function loadFolder(root: string, options: LoadOptions = {}): LoadedLibrary {
  return load(discover(root).discovery, { cwd: root, ...options });
}

function loaded(files: Files, options: LoadOptions = {}): LoadedLibrary {
  return loadFolder(folder(files), options);
}

/** A library without problems. */
function sound(files: Files, options: LoadOptions = {}): LoadedLibrary {
  const library = loaded(files, options);
  expect(library.problems).toEqual([]);
  return library;
}

function rootOf({ documents }: LoadedLibrary, path: string): SchemaNode {
  const found = documents.get(path);
  if (found === undefined) throw new Error(`${path} was not loaded`);
  return found.root;
}

function property(node: SchemaNode, name: string): SchemaNode {
  const found = node.properties?.get(name);
  if (found === undefined) throw new Error(`no property ${name}`);
  return found;
}

const targetOf = (node: SchemaNode): SchemaNode | undefined => node.refs?.[0];

const brief = ({ problems }: LoadedLibrary): string[] =>
  problems.map(({ file, position, code }) => `${file}:${position?.line}:${position?.column} ${code}`);

describe("references across files", () => {
  it("are relative to the file they are written in", () => {
    const library = sound({
      "bot/state.schema.json": {
        properties: {
          user: { $ref: "../shared/user.schema.yaml" },
          name: { $ref: "../shared/user.schema.yaml#/$defs/name" },
          ticket: { $ref: "ticket.json" },
          city: { $ref: "./parts/address%20book.yml#city" },
        },
      },
      "bot/ticket.json": { properties: { owner: { $ref: "../shared/user.schema.yaml" } } },
      "bot/parts/address book.yml": "$defs:\n  city: {$anchor: city, title: City}\n",
      "shared/user.schema.yaml": "title: User\n$defs:\n  name: {title: Name}\n",
    });
    const state = rootOf(library, "bot/state.schema.json");
    const user = rootOf(library, "shared/user.schema.yaml");
    expect(targetOf(property(state, "user"))).toBe(user);
    expect(targetOf(property(state, "name"))).toBe(
      library.documents.get("shared/user.schema.yaml")?.defs.get("name"),
    );
    expect(targetOf(property(rootOf(library, "bot/ticket.json"), "owner"))).toBe(user);
    expect(targetOf(property(state, "city"))?.title).toBe("City");
  });

  it("go around between files", () => {
    const library = sound({
      "bot/state.schema.json": { properties: { a: { $ref: "../shared/a.schema.json" } } },
      "shared/a.schema.json": { properties: { b: { $ref: "b.schema.json" } } },
      "shared/b.schema.json": { properties: { a: { $ref: "a.schema.json" } } },
    });
    const a = rootOf(library, "shared/a.schema.json");
    const b = rootOf(library, "shared/b.schema.json");
    expect(targetOf(property(a, "b"))).toBe(b);
    expect(targetOf(property(b, "a"))).toBe(a);
  });

  it("go by `$id` as the specification has it, and by path where that cannot be resolved", () => {
    const library = sound({
      "bot/state.schema.json": {
        $id: "https://example.com/bot/state",
        properties: {
          byId: { $ref: "/shared/user" },
          byPath: { $ref: "../shared/user.schema.json" },
          both: { $ref: "either.schema.json" },
        },
      },
      "bot/either.schema.json": { title: "by path" },
      "other/x.schema.json": { $id: "https://example.com/bot/either.schema.json", title: "by $id" },
      "shared/user.schema.json": { $id: "https://example.com/shared/user", title: "User" },
    });
    const state = rootOf(library, "bot/state.schema.json");
    expect(targetOf(property(state, "byId"))?.title).toBe("User");
    expect(targetOf(property(state, "byPath"))?.title).toBe("User");
    expect(targetOf(property(state, "both"))?.title).toBe("by $id");
  });

  it.each(["a b", "50%", "a#b", "a?b", "naïve", "[x]", "a+b"])("find files and folders called %s", (name) => {
    const file = `${name}.schema.json`;
    const library = sound({
      "bot/state.schema.json": { $ref: `../${encodeURIComponent(name)}/${encodeURIComponent(file)}` },
      [`${name}/${file}`]: { $ref: encodeURIComponent(`2 ${file}`) },
      [`${name}/2 ${file}`]: { title: "found" },
    });
    const first = targetOf(rootOf(library, "bot/state.schema.json"));
    expect(first && targetOf(first)?.title).toBe("found");
  });

  it("find files written in another dialect", () => {
    const library = sound({
      "bot/state.schema.json": { $ref: "../shared/old.schema.json" },
      "shared/old.schema.json": {
        $schema: "http://json-schema.org/draft-04/schema#",
        minimum: 1,
        exclusiveMinimum: true,
      },
    });
    expect(rootOf(library, "shared/old.schema.json").exclusiveMinimum).toBe(1);
    expect(library.documents.get("shared/old.schema.json")?.document.dialect).toBe("draft-04");
  });

  it("find meta-schemas among the files", () => {
    const library = sound({
      "bot/state.schema.json": { $schema: "https://example.com/meta", type: "object", minimum: 5 },
      "shared/meta.schema.json": {
        $schema: "https://json-schema.org/draft/2019-09/schema",
        $id: "https://example.com/meta",
        $vocabulary: { "https://json-schema.org/draft/2019-09/vocab/core": true },
      },
    });
    expect(rootOf(library, "bot/state.schema.json").type).toBeUndefined();
    expect(library.documents.get("bot/state.schema.json")?.document.dialect).toBe("2019-09");
  });

  it("tell of files that are not there, with what may be meant", () => {
    const library = loaded({
      "bot/state.schema.json": {
        allOf: [
          { $ref: "shared/user.schema.json" },
          { $ref: "../shared/usr.schema.json" },
          { $ref: "../../outside.schema.json" },
          { $ref: "../shared/user.schema.json#/$defs/nam" },
        ],
      },
      "shared/user.schema.json": { $defs: { name: {} } },
    });
    expect(brief(library)).toEqual([
      "bot/state.schema.json:4:7 unresolved-ref",
      "bot/state.schema.json:7:7 unresolved-ref",
      "bot/state.schema.json:10:7 unresolved-ref",
      "bot/state.schema.json:13:7 unresolved-ref",
    ]);
    expect(library.problems.map(({ remedy }) => remedy)).toEqual([
      "did you mean `shared/user.schema.json`? A path is relative to the file that contains it",
      "did you mean `shared/user.schema.json`?",
      "move the file into the schemas folder, and refer to it there",
      "did you mean `name`?",
    ]);
    expect(library.problems[3]?.message).toContain("shared/user.schema.json has no `/$defs/nam`");
  });

  it("to a remote document work as its message says: by a copy's path, or by the copy's `$id`", () => {
    const remote = "https://example.com/address";
    const state = (reference: string) => ({
      "bot/state.schema.json": { properties: { address: { $ref: reference } } },
    });
    const [problem, ...others] = loaded(state(remote)).problems;
    expect(others).toEqual([]);
    expect(problem?.remedy).toBe(
      "copy the document into the schemas folder, and refer to the copy by its path; where the copy's `$id` is that URI, the reference may stay as it is",
    );
    sound({ ...state("../shared/address.json"), "shared/address.json": { title: "Address" } });
    for (const name of ["address.json", "address.schema.json"]) {
      const library = sound({ ...state(remote), [`shared/${name}`]: { $id: remote, title: "Address" } });
      const address = property(rootOf(library, "bot/state.schema.json"), "address");
      expect(targetOf(address)).toBe(rootOf(library, `shared/${name}`));
    }
  });

  it("never leave the schemas folder, though there is a file", () => {
    const root = folder({
      "secret.schema.json": {},
      "schemas/bot/state.schema.json": { $ref: "../../secret.schema.json" },
    });
    const { problems } = loadFolder(join(root, "schemas"));
    expect(problems).toMatchObject([
      { code: "unresolved-ref", message: expect.stringContaining("points outside the schemas folder") },
    ]);
  });

  it("find documents that were given for a URI", () => {
    const library = sound(
      { "bot/state.schema.json": { $ref: "https://example.com/x#/$defs/y" } },
      { documents: { "https://example.com/x": { $defs: { y: { title: "Y" } } } } },
    );
    expect(targetOf(rootOf(library, "bot/state.schema.json"))?.title).toBe("Y");
    expect([...library.documents.keys()]).toEqual(["bot/state.schema.json"]);
  });
});

describe("files", () => {
  it("are listed in the order of paths, however they are linked", () => {
    const library = sound({
      "zoo/state.schema.json": { $ref: "../shared/b.schema.json" },
      "ant/state.schema.json": {},
      "shared/b.schema.json": {},
      "shared/a.schema.json": {},
    });
    expect([...library.documents.keys()]).toEqual([
      "ant/state.schema.json",
      "shared/a.schema.json",
      "shared/b.schema.json",
      "zoo/state.schema.json",
    ]);
  });

  it("that don't say they are schemas count only where something refers to them", () => {
    const library = sound({
      "bot/state.schema.json": { $ref: "used.json" },
      "bot/used.json": { $ref: "../shared/also-used.yaml" },
      "shared/also-used.yaml": "title: used\n",
      "bot/example.json": [1, 2],
      "package.json": { type: "module" },
      "broken.yaml": "a: [",
    });
    expect([...library.documents.keys()]).toEqual([
      "bot/state.schema.json",
      "bot/used.json",
      "shared/also-used.yaml",
    ]);
  });

  it("that can't be read are told of once, not again at each reference", () => {
    const library = loaded({
      "bot/state.schema.json": {
        allOf: [{ $ref: "broken.json" }, { $ref: "../shared/broken.schema.json#/x" }],
      },
      "bot/broken.json": "{",
      "shared/broken.schema.json": "{,}",
    });
    expect(brief(library)).toEqual([
      "bot/broken.json:1:2 bad-json",
      "shared/broken.schema.json:1:2 bad-json",
    ]);
  });

  it("are all read, and all their problems told, in the order of files", () => {
    const library = loaded({
      "b/state.schema.yaml": "type: objct\nproperties:\n  a: {$ref: '#/nope'}\n",
      "a/state.schema.json": '{\n  "a": 1,\n  "a": 2,\n}',
      "a/input.schema.json": "[]",
      "c/state.schema.json": { properties: { x: { $ref: "../d.schema.json#/y" } } },
      "d.schema.json": { minimum: "x" },
    });
    expect(brief(library)).toEqual([
      "a/input.schema.json:1:1 not-a-schema",
      "a/state.schema.json:3:3 duplicate-key",
      "a/state.schema.json:4:1 bad-json",
      "b/state.schema.yaml:1:1 bad-keyword-value",
      "b/state.schema.yaml:3:7 unresolved-ref",
      "c/state.schema.json:4:7 unresolved-ref",
      "d.schema.json:2:3 bad-keyword-value",
    ]);
  });

  it("must be UTF-8, and there", () => {
    const root = folder(STATE);
    writeFileSync(join(root, "bot", "input.schema.json"), Buffer.from('{"title": "caf\u00e9"}', "latin1"));
    writeFileSync(join(root, "bot", "output.schema.json"), Buffer.from("\ufeff{}", "utf16le"));
    symlinkSync(join(root, "nowhere"), join(root, "bot", "context.schema.json"));
    const { problems } = loadFolder(root);
    expect(problems).toMatchObject([
      { severity: "error", code: "unreadable", file: "bot/context.schema.json" },
      { severity: "error", code: "not-utf-8", file: "bot/input.schema.json", remedy: "save it as UTF-8" },
      { severity: "error", code: "not-utf-8", file: "bot/output.schema.json" },
    ]);
  });

  it("are named relative to the working directory where that is shorter", () => {
    const root = folder({ "bot/state.schema.json": { type: 1 } });
    expect(loadFolder(root, { cwd: join(root, "bot") }).problems[0]?.file).toBe("state.schema.json");
    const far = join(root, ...Array<string>(100).fill("deep"));
    expect(loadFolder(root, { cwd: far }).problems[0]?.file).toBe(`${root}/bot/state.schema.json`);
  });

  it("can't have one `$id`, but for those that nothing refers to", () => {
    const library = loaded({
      "a/state.schema.json": { $id: "https://example.com/same", type: "object" },
      "b/state.schema.json": { $id: "https://example.com/same", type: "object" },
      "0.json": { $id: "https://example.com/same" },
    });
    expect(library.problems).toMatchObject([
      { severity: "warning", code: "duplicate-id", file: "b/state.schema.json" },
    ]);
    expect(library.problems[0]?.message).toContain("the other is in a/state.schema.json:2:3");
  });

  it.each(["a.schema.json", "a.json"])("can't have one `$id` where a reference names it: %s", (name) => {
    const user = { $id: "https://example.com/user" };
    const { problems } = loaded({
      "bot/state.schema.json": { properties: { u: { $ref: "https://example.com/user" } } },
      [name]: user,
      "b.json": user,
    });
    const errors = problems.filter(({ severity }) => severity === "error");
    expect(errors).toMatchObject([{ code: "ambiguous-ref", file: "bot/state.schema.json" }]);
    expect(errors[0]?.message).toContain(`${name}:2:3, b.json:2:3`);
  });

  it.each([".schema.json", ".json"])("can't have one `$id` where references lead to both: %s", (ending) => {
    const both = { u: { $ref: `../a${ending}` }, v: { $ref: `../b${ending}` } };
    const user = { $id: "https://example.com/user" };
    const { problems } = loaded({
      "bot/state.schema.json": { properties: both },
      [`a${ending}`]: user,
      [`b${ending}`]: user,
    });
    expect(problems).toMatchObject([{ severity: "error", code: "duplicate-id", file: `b${ending}` }]);
    expect(problems[0]?.message).toContain(`the other is in a${ending}:2:3`);
  });

  it("may have one `$id` where a member uses only one of them, by its path", () => {
    const user = { $id: "https://example.com/user" };
    const { problems } = loaded({
      "bot/state.schema.json": {
        properties: { u: { $ref: "../a.schema.json" } },
        $defs: { unused: { $ref: "../b.schema.json" } },
      },
      "a.schema.json": user,
      "b.schema.json": user,
    });
    expect(problems).toMatchObject([{ severity: "warning", code: "duplicate-id" }]);
  });
});

describe("a problem as text", () => {
  it("has the line with a caret, and the remedy", () => {
    const { problems } = loaded({ "bot/state.schema.json": '{\n\t"$ref": "#/nope"\n}' });
    expect(problems.map(formatProblem)).toEqual([
      [
        'bot/state.schema.json:2:2: error: the reference "#/nope" cannot be resolved: this file has no `/nope` [unresolved-ref]',
        '  2 |  "$ref": "#/nope"',
        "       ^",
        "  fix: write the schema there, or correct the reference",
      ].join("\n"),
    ]);
  });

  it("cuts a long line around the caret", () => {
    const text = `{"title": "${"x".repeat(5_000)}", "type": "nope", "description": "${"y".repeat(5_000)}"}`;
    const [problem] = loaded({ "bot/state.schema.json": text }).problems;
    const [, line, caret] = formatProblem(problem ?? raise()).split("\n");
    expect(line?.length).toBeLessThan(120);
    expect(line?.[caret?.indexOf("^") ?? 0]).toBe('"');
    expect(line).toContain('"type": "nope"');
  });

  it("can do nothing to a terminal", () => {
    const text = '{"type": ["\u009b31m"], "$ref": "#/\u2028\u202e"}';
    for (const problem of loaded({ "bot/state.schema.json": text }).problems) {
      expect(formatProblem(problem)).not.toMatch(/[^\P{Cc}\n]|[\u2028\u202e]/u);
    }
  });
});

function raise(): never {
  throw new Error("there is no problem");
}
