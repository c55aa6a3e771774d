import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Discovery, discover } from "../../codegen/discover/discover.js";
import { load } from "../../codegen/load/load.js";
import type { Problem } from "../../codegen/problems/problem.js";
import { type Files, folder } from "../support/folder.js";

function discoverIn(files: Files): { discovery: Discovery; problems: readonly Problem[] } {
  return discover(folder(files), "schemas");
}

function problemsOf(files: Files): string[] {
  return discoverIn(files).problems.map(
    ({ severity, file, code, message, remedy }) => `${severity} ${file} ${code}: ${message}; ${remedy}`,
  );
}

const names = ({ contracts }: Discovery): string[] => contracts.map(({ name }) => name);

describe("what is a contract", () => {
  it("is every folder with a state member, at any depth, in the order of folders", () => {
    const { discovery, problems } = discoverIn({
      "zebra/state.schema.json": {},
      "team/greeting/state.schema.yaml": "{}",
      "team/greeting/context.schema.yml": "{}",
      "team/greeting/output.schema.json": {},
      "alpha/state.schema.yml": "{}",
    });
    expect(problems).toEqual([]);
    expect(discovery.contracts).toEqual([
      { name: "alpha", folder: "alpha", members: [{ kind: "state", path: "alpha/state.schema.yml" }] },
      {
        name: "greeting",
        folder: "team/greeting",
        members: [
          { kind: "context", path: "team/greeting/context.schema.yml" },
          { kind: "state", path: "team/greeting/state.schema.yaml" },
          { kind: "output", path: "team/greeting/output.schema.json" },
        ],
      },
      { name: "zebra", folder: "zebra", members: [{ kind: "state", path: "zebra/state.schema.json" }] },
    ]);
  });

  it("counts every other schema file as shared, those beside members too", () => {
    const { discovery } = discoverIn({
      "bot/state.schema.json": {},
      "bot/ticket.schema.json": {},
      "bot/parts/address.json": {},
      "shared/user.schema.yaml": "{}",
      "root.yml": "{}",
      "README.md": "",
      "bot/state.schema.ts": "",
    });
    expect(discovery.shared).toEqual([
      "bot/parts/address.json",
      "bot/ticket.schema.json",
      "root.yml",
      "shared/user.schema.yaml",
    ]);
  });

  it("passes over hidden folders and node_modules", () => {
    const { discovery } = discoverIn({
      "bot/state.schema.json": {},
      ".git/bot2/state.schema.json": {},
      "node_modules/bot3/state.schema.json": {},
    });
    expect(names(discovery)).toEqual(["bot"]);
    expect(discovery.shared).toEqual([]);
  });

  it("is found through a link to another place", () => {
    const elsewhere = folder({ "state.schema.json": {} });
    const root = folder({ "shared/user.schema.json": {} });
    symlinkSync(elsewhere, join(root, "linked-bot"));
    expect(names(discover(root).discovery)).toEqual(["linked-bot"]);
  });
});

describe("links", () => {
  it.each<[string, (root: string) => void, string, string]>([
    [
      "the schemas folder",
      (root) => symlinkSync(root, join(root, "team/up")),
      "team/up",
      "the schemas folder",
    ],
    ["its own folder", (root) => symlinkSync(".", join(root, "team/self")), "team/self", "the folder team"],
    ["a folder above the schemas", (root) => symlinkSync("../..", join(root, "all")), "all", "leads to /"],
    ["itself", (root) => symlinkSync("it", join(root, "it")), "it", "leads to itself"],
    [
      "a folder that it was reached through by another link",
      (root) => {
        symlinkSync(folder({ "deep/x.json": {} }), join(root, "outside"));
        symlinkSync(root, join(root, "outside/deep/back"));
      },
      "outside/deep/back",
      "the schemas folder",
    ],
  ])("that lead to %s are errors", (_, link, path, target) => {
    const root = folder({ "team/bot/state.schema.json": {} });
    link(root);
    const { discovery, problems } = discover(root, "schemas");
    expect(problems).toMatchObject([
      {
        severity: "error",
        code: "link-loop",
        file: `schemas/${path}`,
        message: expect.stringContaining(target),
      },
    ]);
    expect(discovery.contracts.map((contract) => contract.folder)).toEqual(["team/bot"]);
  });

  it("to nowhere, hidden ones and those in node_modules are passed over", () => {
    const root = folder({ "bot/state.schema.json": {}, "node_modules/x/y.json": {} });
    symlinkSync(join(root, "nowhere"), join(root, "broken"));
    symlinkSync(root, join(root, ".hidden"));
    symlinkSync(root, join(root, "node_modules/x/up"));
    expect(discover(root).problems).toEqual([]);
  });

  it("to a folder that has a path of its own are other names of it", () => {
    const root = folder({
      "bot/state.schema.json": { properties: { user: { $ref: "common/user.schema.json#/$defs/User" } } },
      "shared/user.schema.json": { $defs: { User: { type: "string" } } },
    });
    symlinkSync("../shared", join(root, "bot/common"));
    const { discovery, problems } = discover(root);
    expect(problems).toEqual([]);
    expect(discovery.shared).toEqual(["shared/user.schema.json"]);
    const { documents, problems: unresolved } = load(discovery);
    expect(unresolved).toEqual([]);
    const user = documents.get("bot/state.schema.json")?.root.properties?.get("user")?.refs?.[0];
    expect(user?.origin.document.path).toBe("shared/user.schema.json");
  });

  it("to a folder elsewhere are folders of the library, whose files refer to each other", async () => {
    const elsewhere = folder({
      "user.schema.json": { $ref: "name.schema.json" },
      "name.schema.json": { type: "string" },
    });
    const root = folder({
      "bot/state.schema.json": { properties: { user: { $ref: "../common/user.schema.json" } } },
    });
    symlinkSync(elsewhere, join(root, "common"));
    const { discovery } = discover(root);
    expect(discovery.shared).toEqual(["common/name.schema.json", "common/user.schema.json"]);
    expect(load(discovery).problems).toEqual([]);
  });
});

describe("problems with folders", () => {
  it("reports that the schemas folder does not exist", () => {
    const { discovery, problems } = discover(join(folder(), "nope"), "schemas");
    expect(discovery).toMatchObject({ contracts: [], shared: [] });
    expect(problems).toEqual([
      {
        severity: "error",
        code: "no-schemas-folder",
        file: "schemas",
        message: "the schemas folder does not exist",
        remedy: "create it, or choose another folder with --schemas",
      },
    ]);
  });

  it("reports that the schemas folder is a file", () => {
    const { problems } = discover(join(folder({ schemas: "" }), "schemas"), "schemas");
    expect(problems).toMatchObject([{ code: "no-schemas-folder", message: "the schemas folder is a file" }]);
  });

  it("reports that there is no contract", () => {
    expect(problemsOf({ "shared/user.schema.json": {} })).toEqual([
      "error schemas no-contract: there is no contract in the schemas folder; create a folder named after the graph, with a state.schema.json in it",
    ]);
  });

  it("tells which file a folder of members lacks", () => {
    const [problem, ...others] = problemsOf({
      "ok/state.schema.json": {},
      "greeting/context.schema.json": {},
      "greeting/output.schema.yaml": "{}",
    });
    expect(others).toEqual([]);
    expect(problem).toContain("error schemas/greeting missing-state");
    expect(problem).toContain("context.schema.json, output.schema.yaml");
    expect(problem).toContain("add a state.schema.json");
  });

  it("takes a member's name for a coincidence among other shared files", () => {
    expect(
      problemsOf({
        "ok/state.schema.json": {},
        "shared/context.schema.json": {},
        "shared/user.schema.json": {},
      }),
    ).toEqual([]);
  });

  it.each(["state.json", "state.yaml", "State.Schema.json", "state-schema.yml"])(
    "tells how %s should be called",
    (file) => {
      const [problem, ...others] = problemsOf({ "ok/state.schema.json": {}, [`greeting/${file}`]: "{}" });
      expect(others).toEqual([]);
      expect(problem).toContain(`error schemas/greeting/${file} misnamed-state`);
      expect(problem).toContain(`rename it to state.schema.${file.split(".").at(-1)}`);
    },
  );

  it("reports that a member exists twice", () => {
    const problems = problemsOf({
      "bot/state.schema.json": {},
      "bot/state.schema.yaml": "{}",
      "bot/input.schema.yml": "{}",
      "bot/input.schema.json": {},
    });
    expect(problems).toEqual([
      "error schemas/bot/input.schema.yml duplicate-member: input.schema.json in the same folder is already the input member; remove one of the two files",
      "error schemas/bot/state.schema.yaml duplicate-member: state.schema.json in the same folder is already the state member; remove one of the two files",
    ]);
  });

  it("reports that a state is inside the schemas folder itself", () => {
    expect(problemsOf({ "state.schema.json": {} })).toEqual([
      "error schemas contract-without-name: a state member is directly in the schemas folder; move it and the other members into a folder named after the graph",
    ]);
  });
});

describe("names of contracts", () => {
  it.each([
    ["it's", `"'"`, "it-s"],
    ["c#", '"#"', "c"],
    ["50%", '"%"', "50"],
    ["a,b", '","', "a-b"],
    ["🚀", '"🚀"', "my-graph"],
    ["a\u202eb", '"\u202e"', "a-b"],
    ["---", "neither letters nor digits", "my-graph"],
    ["__", "neither letters nor digits", "my-graph"],
    ["graph ", "ends with a space", "graph"],
    ["graph.", "ends with a space or a dot", "graph"],
  ])("refuses %s", (name, why, suggestion) => {
    const [problem, ...others] = problemsOf({ [`${name}/state.schema.json`]: {} });
    expect(others).toEqual([]);
    expect(problem).toContain(`error schemas/${name} bad-contract-name`);
    expect(problem).toContain(why);
    expect(problem).toContain(`rename the folder, e.g. to \`${suggestion}\``);
  });

  it.each([
    ...["greeting", "support-agent", "support_agent", "SupportAgent", "support agent", "support.agent", "v2"],
    ...[
      "case",
      "class",
      "new",
      "default",
      "import",
      "await",
      "enum",
      "let",
      "static",
      "undefined",
      "type",
      "string",
    ],
    ...["class-room", "new-class", "2fast", "2024", "3d-printer", "-dash", "dash-", "_private"],
    ...["Object", "Array", "Promise", "constructor", "prototype", "__proto__", "NaN", "globalThis", "any"],
    ...["naïve-agent", "Straße", "日本", "агент", "وكيل", "एजेंट"],
  ])("takes %s", (name) => {
    expect(problemsOf({ [`${name}/state.schema.json`]: {} })).toEqual([]);
  });

  it("are the same however letters with accents are encoded", () => {
    const { discovery } = discoverIn({ "nai\u0308ve/state.schema.json": {} });
    expect(discovery.contracts).toMatchObject([{ name: "na\u00efve", folder: "nai\u0308ve" }]);
  });

  it("reports each pair of contracts whose names collide", () => {
    const problems = problemsOf({
      "SupportAgent/state.schema.json": {},
      "support-agent/state.schema.json": {},
      "team/support_agent/state.schema.json": {},
      "supporter/state.schema.json": {},
      "class/state.schema.json": {},
      "team/Class/state.schema.json": {},
    });
    expect(problems).toEqual([
      "error schemas/support-agent name-collision: the contracts SupportAgent and support-agent would both get the name SupportAgent; rename one of the two folders",
      "error schemas/team/Class name-collision: the contracts class and team/Class would both get the name Class; rename one of the two folders",
      "error schemas/team/support_agent name-collision: the contracts SupportAgent and team/support_agent would both get the name SupportAgent; rename one of the two folders",
    ]);
  });
});
