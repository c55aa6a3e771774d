import { accessSync, constants, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isGenerated } from "../print/header.js";
import { GenerateError, type Problem } from "../problems/problem.js";
import { hashOf } from "../text/hash.js";
import { createFolder, removeEmptyFolder } from "./folders.js";
import { linkOnTheWay } from "./links.js";
import { look } from "./look.js";
import { CACHE_FOLDER, MANIFEST_FILE, type Manifest, printManifest } from "./manifest.js";
import { edited, foreign, linked, notWritable } from "./problems.js";
import { SETTINGS_FILE } from "./settings.js";
import { Staging } from "./staging.js";
import { leftoversIn, removeLeftovers, replaceFile } from "./temporary.js";
import { WrittenFiles } from "./written-files.js";

/** What has to happen to an output folder so that it holds the files of a run. Paths are relative to it, in order. */
export interface WritePlan {
  /** To be created or replaced. */
  readonly changed: readonly string[];
  /** Those of the changed files that aren't there yet. */
  readonly missing: readonly string[];
  readonly unchanged: readonly string[];
  /** Files that an earlier run wrote, that nothing writes any more. */
  readonly stale: readonly string[];
  /** Errors: what is in the way. Warnings: what is left alone. */
  readonly problems: readonly Problem[];
}

/**
 * The files of a run on their way into the output folder: compared with what is there as they come, and kept in a folder beside it until it is
 * known that all is well. Nothing that was there is touched before {@link write}, and no reader ever sees half a file.
 *
 * A file is ours if the manifest lists it, or if it begins with our header. Any other file is the user's: one that is in the way is an
 * error, all others are ignored. A stale file that was edited since it was written is left alone, with a warning.
 */
export class Draft {
  readonly #out: string;
  readonly #shown: string;
  readonly #before: Manifest;
  readonly #hashes = new Map<string, string>();
  readonly #found = new Map<string, "same" | "missing" | "ours" | "foreign" | "behind a link">();
  /** The link on the way to each folder that files were put into. */
  readonly #links = new Map<string, string | undefined>();
  /** Where what has to be written is kept; absent where nothing will be. */
  readonly #staging: Staging | undefined;
  readonly #written: WrittenFiles;

  /**
   * @param out - The output folder; it need not exist.
   * @param shown - The output folder as problems name it.
   * @param before - What the last run left behind.
   * @param options.check - Only compare: nothing is kept, and nothing can be written.
   * @param options.written - What this process wrote before.
   */
  constructor(
    out: string,
    shown: string,
    before: Manifest,
    {
      check = false,
      written = new WrittenFiles(),
    }: { readonly check?: boolean; readonly written?: WrittenFiles } = {},
  ) {
    this.#out = out;
    this.#shown = shown;
    this.#before = before;
    this.#written = written;
    this.#staging = check ? undefined : new Staging(out);
  }

  /** Takes a file that the output folder should hold. Files that can't be written are reported by {@link write}. */
  put(path: string, content: string): void {
    this.#hashes.set(path, hashOf(content));
    if (this.#isBehindLink(path)) {
      this.#found.set(path, "behind a link");
      return;
    }
    const found = look(join(this.#out, path));
    if (found.kind === "file" && found.content === content) {
      this.#found.set(path, "same");
      this.#written.add(this.#out, path, this.#hashes.get(path) ?? "");
      return;
    }
    const isOurs =
      found.kind === "file" &&
      (path === SETTINGS_FILE || this.#before.files.has(path) || isGenerated(found.content));
    this.#found.set(path, found.kind === "nothing" ? "missing" : isOurs ? "ours" : "foreign");
    this.#staging?.keep(path, content);
  }

  /** Takes a file by its hash. @returns Whether this process wrote it before, and it is still as it was; otherwise it has to be put. */
  keep(path: string, hash: string): boolean {
    if (this.#isBehindLink(path) || !this.#written.has(this.#out, path, hash)) return false;
    this.#hashes.set(path, hash);
    this.#found.set(path, "same");
    return true;
  }

  #isBehindLink(path: string): boolean {
    const folder = dirname(path);
    if (!this.#links.has(folder)) this.#links.set(folder, linkOnTheWay(this.#out, folder));
    return this.#links.get(folder) !== undefined;
  }

  /** Forgets all files. */
  clear(): void {
    this.#hashes.clear();
    this.#found.clear();
    this.#links.clear();
    this.#staging?.discard();
  }

  /** What has to happen now that all files are known. */
  plan(): WritePlan {
    const paths = [...this.#found.keys()].sort(byFolder);
    const those = (...kinds: readonly unknown[]) =>
      paths.filter((path) => kinds.includes(this.#found.get(path)));
    const links = new Set([...this.#links.values()].filter((link) => link !== undefined));
    const inTheWay = [
      ...those("foreign"),
      ...foldersOf(paths).filter(
        (folder) => !links.has(folder) && look(join(this.#out, folder)).kind === "file",
      ),
    ];
    const problems = [
      ...inTheWay.map((path) => foreign(join(this.#shown, path))),
      ...[...links].sort().map((link) => linked(join(this.#shown, link))),
    ];
    const stale: string[] = [];
    for (const [path, hash] of this.#before.files) {
      // What lies behind a link is not in this folder.
      if (this.#found.has(path) || linkOnTheWay(this.#out, dirname(path)) !== undefined) continue;
      const found = look(join(this.#out, path));
      if (found.kind === "file" && hashOf(found.content) === hash) stale.push(path);
      else if (found.kind === "file") problems.push(edited(join(this.#shown, path)));
    }
    return {
      changed: those("missing", "ours"),
      missing: those("missing"),
      unchanged: those("same"),
      stale,
      problems,
    };
  }

  /**
   * Carries the plan out.
   *
   * @param run - What to tell the next run about this one.
   * @throws GenerateError where the folder can't be written; unless that shows only after the first file was replaced, it is then as it was.
   */
  write({ changed, stale }: WritePlan, run: Omit<Manifest, "files">): void {
    const out = this.#out;
    const manifest = { ...run, files: this.#hashes };
    const created: string[] = [];
    try {
      this.#staging?.throwFault();
      created.push(...createFolder(out));
      removeLeftovers(leftovers(out, this.#before));
      for (const folder of ["", CACHE_FOLDER, ...foldersOf(changed)]) {
        const place = join(out, folder);
        if (linkOnTheWay(out, folder) !== undefined) throw new Error(`${folder} is a link`);
        created.push(...createFolder(place));
        accessSync(place, constants.W_OK | constants.X_OK);
      }
      if (changed.length > 0 || stale.length > 0) {
        // Should this run be killed from here on, the next one knows which files were ours.
        const { inputs: _, ...unfinished } = manifest;
        const files = new Map([...this.#before.files, ...manifest.files]);
        replaceFile(join(out, MANIFEST_FILE), printManifest({ ...unfinished, files }));
      }
    } catch (error) {
      for (const folder of created.reverse()) removeEmptyFolder(folder);
      this.#staging?.discard();
      throw new GenerateError([notWritable(this.#shown, error)]);
    }
    try {
      for (const path of changed) {
        this.#staging?.release(path);
        this.#written.add(out, path, this.#hashes.get(path) ?? "");
      }
      for (const path of stale) {
        rmSync(join(out, path), { force: true });
        removeEmptyFolders(out, dirname(path));
      }
      this.#staging?.discard();
      const ignore = join(out, CACHE_FOLDER, ".gitignore");
      if (look(ignore).kind === "nothing") writeFileSync(ignore, "*\n");
      const text = printManifest(manifest);
      const found = look(join(out, MANIFEST_FILE));
      if (found.kind !== "file" || found.content !== text) replaceFile(join(out, MANIFEST_FILE), text);
    } catch (error) {
      throw new GenerateError([notWritable(this.#shown, error)]);
    }
  }

  /** Removes what was kept and not written. To be called at the end, whatever happened. */
  discard(): void {
    this.#staging?.discard();
  }
}

/** What runs that were killed left in an output folder. */
export function leftovers(out: string, { files }: Manifest): string[] {
  const folders = new Set(["", CACHE_FOLDER, ...foldersOf(files.keys())]);
  const own = [...folders].filter((folder) => linkOnTheWay(out, folder) === undefined);
  return own.flatMap((folder) => leftoversIn(join(out, folder)));
}

/** Files in the order of their folders, then of their names. */
function byFolder(a: string, b: string): number {
  const [left, right] = [dirname(a), dirname(b)];
  return left === right ? (a < b ? -1 : 1) : left < right ? -1 : 1;
}

/** Every folder below the output folder that the paths need, parents first. */
function foldersOf(paths: Iterable<string>): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    const parts = path.split("/").slice(0, -1);
    parts.forEach((_, index) => {
      folders.add(parts.slice(0, index + 1).join("/"));
    });
  }
  return [...folders].sort();
}

function removeEmptyFolders(out: string, folder: string): void {
  for (let path = folder; path !== "." && removeEmptyFolder(join(out, path)); path = dirname(path));
}
