import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Project } from "ts-morph";

/** The repository. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The folder of the programs that the pages show. */
export const PROGRAMS = `${ROOT}examples/guide/`;

/** How long a program may take, in milliseconds. */
const LIMIT = 30_000;

/** A line of a program that says what the statement above it prints. */
const OUTPUT = /^\/\/>.*\n/gm;

/**
 * Runs a program.
 *
 * @param name - The program's file in the folder of the guide's programs.
 * @returns Its source, as it should be: below each statement of its top level what that prints, each line as a comment `//> …`.
 * @throws Error where the program fails, or takes too long.
 */
export async function withOutput(name: string): Promise<string> {
  const source = sourceOf(name).replace(OUTPUT, "");
  const file = new Project({ useInMemoryFileSystem: true }).createSourceFile(name, source);
  const ends = file.getStatements().map((statement) => statement.getEnd());
  // A mark after each statement tells what it has printed from what the next one prints.
  const marked = insert(source, ends, () => `\nconsole.log(${JSON.stringify(MARK)});`);
  const printed = (await run(name, marked)).split(`${MARK}\n`);
  return insert(source, ends, (index) => (printed[index] ?? "").replace(/^(.*)\n/gm, comment));
}

/** The source of a program as it is. */
export function sourceOf(name: string): string {
  return readFileSync(PROGRAMS + name, "utf8");
}

const MARK = "\u0000";

const comment = (_all: string, line: string): string => `\n//> ${line}`.trimEnd();

function insert(source: string, places: readonly number[], text: (index: number) => string): string {
  const parts = places.map((end, index) => source.slice(places[index - 1] ?? 0, end) + text(index));
  return parts.join("") + source.slice(places.at(-1) ?? 0);
}

/** Runs a source as if it were the program's, and returns what it prints. */
async function run(name: string, source: string): Promise<string> {
  const code = await bundled(source);
  const child = spawn(process.execPath, ["--input-type=module", "-"], { cwd: PROGRAMS, timeout: LIMIT });
  child.stdin.end(code);
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => err.push(text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(out.join(""));
      else if (code === null) reject(new Error(`examples/guide/${name} took longer than ${LIMIT} ms.`));
      else reject(new Error(`examples/guide/${name} failed:\n${err.join("")}`));
    });
  });
}

/** The source and what it imports of this repository as one module, which starts in a third of the time. */
async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, loader: "ts", resolveDir: PROGRAMS },
    alias: {
      graphwright: `${ROOT}src/index.ts`,
      "graphwright/validation": `${ROOT}src/schema/validation/index.ts`,
      "graphwright/client": `${ROOT}src/client/index.ts`,
      "graphwright/server": `${ROOT}src/server/index.ts`,
      "graphwright/opentelemetry": `${ROOT}src/opentelemetry/index.ts`,
      "graphwright/codegen": `${ROOT}codegen/index.ts`,
    },
    packages: "external",
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
