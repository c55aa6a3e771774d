// Shows that generated code works in everyone's toolchain: for each, a project as its documentation sets one up, with the packed package, that
// builds the greeting and runs it. What can't be installed here is reported as not available. With `--quick`, without Next, which takes a minute or
// two. With `--write`, the table of docs/toolchains.md is made anew, if all have passed. Other arguments choose by the start of the name: `npm run toolchains -- next deno`.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inParallel, type Outcome, run } from "./support/run.js";
import { NEXT_BUNDLERS, nextProblems, nextProject } from "./toolchains/next.js";
import { type Essentials, essentials, generateIn, install, put } from "./toolchains/project.js";
import { fileName, GREETING, greetingModule, type Toolchain } from "./toolchains/toolchain.js";
import { TOOLCHAINS } from "./toolchains/toolchains.js";

/** What is wrong with one: empty where all is well, `undefined` where it can't run here. */
type Problems = string | undefined;

const root = join(import.meta.dirname, "..");
const PAGE = join(root, "docs/toolchains.md");
const BEGIN = "<!-- Begin: written by `npm run toolchains -- --write`. -->";
const END = "<!-- End: written by `npm run toolchains -- --write`. -->";
const args = process.argv.slice(2);
const wanted = args.filter((arg) => !arg.startsWith("--")).map((arg) => arg.toLowerCase());
const isWanted = (name: string): boolean =>
  wanted.length === 0 || wanted.some((part) => name.toLowerCase().startsWith(part));

process.env.NEXT_TELEMETRY_DISABLED = "1";
// Jest's documentation asks for it.
process.env.NODE_OPTIONS = "--experimental-vm-modules --no-warnings";

const parts = await essentials(root);
const results = new Map<string, Problems>();
try {
  await tryToolchains(parts);
  if (!args.includes("--quick")) await tryNext(parts);
} finally {
  rmSync(parts.folder, { recursive: true, force: true });
}
report();
if (args.includes("--write")) write();

/** All projects but Next's stand in one folder, which has what they install. */
async function tryToolchains({ folder, packages }: Essentials): Promise<void> {
  const toolchains = TOOLCHAINS.filter(({ name }) => isWanted(name));
  if (toolchains.length === 0) return;
  const shared = join(folder, "projects");
  put(shared, { "package.json": { private: true, type: "module" } });
  await install(shared, packages);
  const missing = await missingTools(shared, [...new Set(toolchains.flatMap((each) => each.packages))]);
  for (const { name } of toolchains) results.set(name, undefined);
  await inParallel(
    toolchains.filter((each) => !each.packages.some((name) => missing.has(name))),
    async (toolchain) => {
      const project = join(shared, toolchain.name.replaceAll(/\W+/g, "-"));
      results.set(toolchain.name, await problemsWith(toolchain, project, shared).catch(String));
    },
  );
}

/** Installs packages, one by one where they can't be had all at once. */
async function missingTools(folder: string, tools: readonly string[]): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  try {
    await install(folder, tools);
  } catch {
    for (const tool of tools) await install(folder, [tool]).catch(() => missing.add(tool));
  }
  return missing;
}

async function problemsWith(toolchain: Toolchain, project: string, shared: string): Promise<Problems> {
  const { files, importExtension, commands, probe } = toolchain;
  const execute = ([command, ...rest]: readonly [string, ...string[]]): Promise<Outcome> => {
    const path = command === "node" ? process.execPath : join(shared, "node_modules/.bin", command);
    return run(path, rest, project);
  };
  put(project, {
    "package.json": { private: true, type: "module" },
    ...files,
    "src/greeting.ts": greetingModule("../generated", importExtension),
    "src/main.ts": mainModule(fileName("greeting", importExtension)),
  });
  if (probe !== undefined && (await execute(probe)).code !== 0) return undefined;
  const extension = await generateIn(project, root);
  if (extension !== importExtension) return `the imports have the extension ${extension}`;
  let printed = "";
  for (const command of commands) {
    const { code, output } = await execute(command);
    if (code !== 0) return `${command.join(" ")} failed:\n${output.trim()}`;
    printed += output;
  }
  return printed.includes(GREETING) ? "" : `the greeting was not printed:\n${printed.trim()}`;
}

function mainModule(greeting: string): string {
  // CommonJS has no `await` outside of functions.
  return `import { greet } from "./${greeting}";\n\nvoid greet().then(console.log);\n`;
}

async function tryNext(essential: Essentials): Promise<void> {
  let project: string | undefined;
  for (const bundler of NEXT_BUNDLERS) {
    const name = `Next, ${bundler}`;
    if (!isWanted(name)) continue;
    try {
      project ??= await nextProject(essential, root);
      results.set(name, await nextProblems(project, bundler));
    } catch (error) {
      results.set(name, String(error));
    }
  }
}

/** Puts what was tested into the page, if all of it passed. */
function write(): void {
  const rows = [
    ...TOOLCHAINS.map(({ name, project, importExtension, settings = "nothing" }) => [
      name,
      project,
      importExtension === "none" ? "nothing" : `\`.${importExtension}\``,
      settings,
    ]),
    ...NEXT_BUNDLERS.map((bundler) => [`Next, ${bundler}`, "`create-next-app`", "nothing", "nothing"]),
  ];
  const missing = rows.flatMap(([name = ""]) => (results.get(name) === "" ? [] : [name]));
  if (missing.length > 0)
    throw new Error(`The page stays as it is, because these have not passed: ${missing.join(", ")}`);
  const page = readFileSync(PAGE, "utf8");
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`${PAGE} has lost the marks ${BEGIN} and ${END}`);
  const head = [
    ["toolchain", "project", "imports end in", "what you set besides"],
    ["---", "---", "---", "---"],
  ];
  const lines = [...head, ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  writeFileSync(PAGE, `${page.slice(0, begin + BEGIN.length)}\n\n${lines.join("\n")}\n\n${page.slice(end)}`);
}

/** Prints the table, what is wrong below it, and the count. */
function report(): void {
  const extensions = new Map(TOOLCHAINS.map(({ name, importExtension }) => [name, importExtension]));
  const line = (...cells: readonly string[]): string =>
    cells
      .map((cell, index) => cell.padEnd(index === 0 ? 40 : 12))
      .join("")
      .trimEnd();
  console.log(line("toolchain", "imports", "result"));
  const count = { passed: 0, failed: 0, "not available": 0 };
  for (const [name, problems] of results) {
    const result = problems === undefined ? "not available" : problems === "" ? "passed" : "failed";
    count[result] += 1;
    const extension = extensions.get(name) ?? "none";
    console.log(line(name, extension === "none" ? "no ending" : `.${extension}`, result));
  }
  for (const [name, problems = ""] of results) if (problems !== "") console.log(`\n== ${name}\n${problems}`);
  const missing = count["not available"];
  const note = missing === 0 ? "" : `, ${missing} not available`;
  console.log(`\n${count.passed} passed, ${count.failed} failed${note}`);
  if (count.failed > 0) process.exitCode = 1;
}
