import { spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { writeContracts } from "./contracts.js";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

/** What a process did. */
export interface Finished {
  readonly stdout: string;
  /** From its start to its end, in milliseconds. */
  readonly wall: number;
  /** What it kept a processor busy for, in milliseconds. Only of Node processes. */
  readonly cpu: number;
  /** The most memory that it held, in MiB. Only of Node processes. */
  readonly memory: number;
}

/**
 * A project of its own in a temporary folder, as a user would have it: graphwright installed as `npm run build` makes it, the peers
 * beside it, the benchmarks' contracts generated with it and compiled to JavaScript, no loader and no transform at run time.
 */
export class Workshop {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Builds the package and sets the project up. */
  static async open(): Promise<Workshop> {
    const workshop = new Workshop(mkdtempSync(join(tmpdir(), "graphwright-bench-")));
    try {
      await workshop.#install();
      await workshop.#compile();
      return workshop;
    } catch (error) {
      workshop.close();
      throw error;
    }
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A path in the project. */
  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  /** An installed command's script. */
  installed(...parts: readonly string[]): string {
    return this.path("node_modules", ...parts);
  }

  /** The script of the `graphwright` command. */
  get graphwright(): string {
    return this.installed("graphwright", "dist", "codegen", "command", "cli.js");
  }

  /** A new empty folder in the project, or the one of that name emptied. */
  empty(name: string): string {
    const folder = this.path(name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** A new folder with the first realistic contracts under `schemas`. */
  library(name: string, count: number): string {
    const folder = this.empty(name);
    writeContracts(join(folder, "schemas"), count);
    return folder;
  }

  /** A new folder with one contract, called as the folder is, of these members beside a small state. */
  contract(name: string, members: { readonly [member: string]: object }): string {
    const folder = this.empty(name);
    const place = join(folder, "schemas", name);
    mkdirSync(place, { recursive: true });
    const state = { type: "object", properties: { done: { type: "boolean" } } };
    for (const [member, schema] of Object.entries({ state, ...members }))
      writeFileSync(join(place, `${member}.schema.json`), JSON.stringify(schema));
    return folder;
  }

  /** Compiles TypeScript files of the project to JavaScript beside them, without bundling. */
  async transpile(folder: string): Promise<void> {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith(".ts")) continue;
      const place = join(entry.parentPath, entry.name);
      const { code } = await transform(readFileSync(place, "utf8"), {
        loader: "ts",
        format: "esm",
        target: "node20.10",
      });
      writeFileSync(place.replace(/\.ts$/, ".js"), code);
    }
  }

  /** Runs a script in a Node process. */
  node(
    script: string,
    args: readonly string[] = [],
    options: { readonly cwd?: string } = {},
  ): Promise<Finished> {
    const report = this.path(`usage-${this.#processes++}.json`);
    const preload = join(REPOSITORY, "bench", "support", "usage.cjs");
    return this.run(process.execPath, ["--require", preload, script, ...args], {
      ...options,
      env: { GRAPHWRIGHT_BENCH_USAGE: report },
    }).then((finished) => ({ ...finished, ...(JSON.parse(readFileSync(report, "utf8")) as object) }));
  }

  #processes = 0;

  /** Runs a program of the benchmarks; returns the JSON that it printed. */
  async program<Result>(name: string, args: readonly string[] = []): Promise<Result> {
    const { stdout } = await this.node(this.path("programs", `${name}.js`), args);
    return JSON.parse(stdout) as Result;
  }

  /**
   * Runs a process to its end.
   *
   * @throws Error where it fails, with what it printed.
   */
  run(
    command: string,
    args: readonly string[],
    {
      cwd = this.folder,
      env = {},
    }: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
  ): Promise<Finished> {
    return new Promise((resolve, reject) => {
      const start = performance.now();
      const child = spawn(command, args, {
        cwd,
        env: { ...process.env, ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let stdout = "";
      let stderr = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
      });
      let wall = 0;
      child.on("error", reject).on("exit", () => {
        wall = performance.now() - start;
      });
      child.on("close", (code) => {
        if (code === 0) resolve({ stdout, wall, cpu: Number.NaN, memory: Number.NaN });
        else
          reject(
            new Error(
              `${command} ${args.join(" ")} exited with ${code}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`,
            ),
          );
      });
    });
  }

  /** The package as it would be installed, and links to everything else that the repository has installed. */
  async #install(): Promise<void> {
    const modules = this.path("node_modules");
    mkdirSync(modules);
    for (const name of readdirSync(join(REPOSITORY, "node_modules"))) {
      if (!name.startsWith(".")) symlinkSync(join(REPOSITORY, "node_modules", name), join(modules, name));
    }
    const target = join(modules, "graphwright");
    mkdirSync(target);
    for (const file of ["package.json", "vocabulary.schema.json"])
      cpSync(join(REPOSITORY, file), join(target, file));
    const config = join(REPOSITORY, "tsconfig.build.json");
    await this.tsc(["-p", config, "--outDir", join(target, "dist")]);
    await this.run(process.execPath, [join(REPOSITORY, "scripts", "bundle.mjs"), join(target, "dist")]);
    writeFileSync(
      this.path("package.json"),
      `${JSON.stringify({ name: "bench", private: true, type: "module" })}\n`,
    );
  }

  /** The contracts of the programs, the programs, and what those import. */
  async #compile(): Promise<void> {
    cpSync(join(REPOSITORY, "bench", "schemas"), this.path("schemas"), { recursive: true });
    await this.node(this.graphwright, ["generate"]);
    for (const part of ["programs", "support"]) {
      cpSync(join(REPOSITORY, "bench", part), this.path(part), { recursive: true });
      await this.transpile(this.path(part));
    }
    await this.transpile(this.path("generated"));
  }

  /** Runs the TypeScript compiler; returns what it printed. */
  async tsc(args: readonly string[], options: { readonly cwd?: string } = {}): Promise<string> {
    const script = this.installed("typescript", "bin", "tsc");
    return (await this.run(process.execPath, [script, ...args], options)).stdout;
  }

  /** A file of the project with everything that it imports, but for these packages, as a browser would get it. */
  async bundle(
    file: string,
    external: readonly string[],
    platform: "neutral" | "browser" = "neutral",
  ): Promise<Uint8Array> {
    const { outputFiles } = await build({
      entryPoints: [file],
      absWorkingDir: this.folder,
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      platform,
      mainFields: ["module", "main"],
      external: [...external],
      write: false,
      logLevel: "error",
    });
    const [output] = outputFiles;
    if (output === undefined) throw new Error(`esbuild made nothing of ${file}`);
    return output.contents;
  }
}
