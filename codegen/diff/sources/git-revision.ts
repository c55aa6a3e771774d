import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, posix, relative, resolve } from "node:path";
import { packageVersionIn } from "./package-version.js";
import { type Source, SourceError } from "./source.js";
import { temporaryFolder } from "./temporary.js";

/** A file of a revision. */
interface GitFile {
  readonly mode: string;
  readonly object: string;
  /** Relative to the schemas folder. */
  readonly path: string;
}

const LINK = "120000";
const MAX_BYTES = 2 ** 30;

/**
 * The contracts of a revision of the repository: read from git's objects into a temporary folder, without a look at the work tree.
 *
 * @throws SourceError where there is no repository, no such revision, or no schemas folder in it.
 */
export async function gitSource(revision: string, schemas: string, cwd: string): Promise<Source> {
  const top = git(cwd, ["rev-parse", "--show-toplevel"])?.toString().trim();
  if (top === undefined) {
    throw new SourceError(
      `${JSON.stringify(revision)} is neither a folder nor a revision: this is not a git repository`,
      "give a folder, or run the command inside of a repository",
    );
  }
  const commit = git(cwd, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
  if (commit === undefined) {
    throw new SourceError(
      `${JSON.stringify(revision)} is neither a folder nor a revision of this repository`,
      "check the name; in CI, fetch the revision first, e.g. with `fetch-depth: 0`",
    );
  }
  const inside = insideOf(top, resolve(cwd, schemas), cwd);
  const hash = commit.toString().trim();
  const files = filesOf(cwd, hash, inside);
  if (files.length === 0) {
    throw new SourceError(
      `the revision ${JSON.stringify(revision)} has no folder ${inside === "" ? "with schemas" : inside}`,
      "choose the schemas folder with --schemas, or another revision",
    );
  }
  const shown = `${revision}:${inside}`;
  return temporaryFolder((folder, dispose) => {
    writeFiles(cwd, folder, files);
    return {
      name: revision,
      folder,
      shown,
      fileOf: (file) => (file.startsWith(shown) ? file : `${shown}/${file}`),
      packageVersion: packageVersionAt(cwd, hash, inside),
      dispose,
    };
  });
}

/** The version in the nearest `package.json` of a revision. */
function packageVersionAt(cwd: string, commit: string, inside: string): string | undefined {
  const folders = inside.split("/");
  for (let depth = folders.length; depth >= 0; depth -= 1) {
    const path = [...folders.slice(0, depth), "package.json"].join("/");
    const text = git(cwd, ["cat-file", "blob", `${commit}:${path}`]);
    if (text !== undefined) return packageVersionIn(text.toString());
  }
  return undefined;
}

/** The schemas folder's path in the repository. */
function insideOf(top: string, schemas: string, cwd: string): string {
  // By git, because the way to the folder may lead through links.
  const prefix = git(cwd, ["rev-parse", "--show-prefix"])?.toString().trim() ?? "";
  const inside = posix.normalize(posix.join(prefix, relative(cwd, schemas).replaceAll("\\", "/")));
  if (inside.startsWith("..")) {
    throw new SourceError(
      `the schemas folder ${schemas} is outside of the repository ${top}`,
      "choose a folder of the repository with --schemas",
    );
  }
  return inside === "." ? "" : inside.replace(/\/$/, "");
}

function filesOf(cwd: string, commit: string, inside: string): GitFile[] {
  const tree = inside === "" ? commit : `${commit}:${inside}`;
  const listed = git(cwd, ["ls-tree", "-r", "-z", "--full-tree", tree])?.toString() ?? "";
  return listed
    .split("\0")
    .filter((line) => /\.(?:json|ya?ml)$/.test(line) || line.startsWith(LINK))
    .flatMap((line) => {
      const [, mode, object, path] = /^(\d+) \w+ ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
      return mode === undefined || object === undefined || path === undefined ? [] : [{ mode, object, path }];
    });
}

/** Writes files below a folder; links that would lead out of it are left out. */
function writeFiles(cwd: string, folder: string, files: readonly GitFile[]): void {
  const contents = contentsOf(cwd, files);
  for (const [index, { mode, path }] of files.entries()) {
    const target = resolve(folder, path);
    const content = contents[index];
    if (content === undefined || !isBelow(folder, target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    if (mode !== LINK) writeFileSync(target, content);
    else if (isBelow(folder, resolve(dirname(target), content.toString())))
      symlinkSync(content.toString(), target);
  }
}

function isBelow(folder: string, path: string): boolean {
  return !relative(folder, path).startsWith("..");
}

/** The contents of files, in their order: by one process, however many there are. */
function contentsOf(cwd: string, files: readonly GitFile[]): Buffer[] {
  const input = files.map(({ object }) => `${object}\n`).join("");
  const output = git(cwd, ["cat-file", "--batch"], input) ?? Buffer.alloc(0);
  const contents: Buffer[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0x0a, at);
    const size = Number(output.toString("latin1", at, end).split(" ")[2]);
    if (end < 0 || !Number.isInteger(size)) break;
    contents.push(output.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return contents;
}

/** What a git command prints; undefined where it fails. */
function git(cwd: string, args: readonly string[], input?: string): Buffer | undefined {
  const run = spawnSync("git", args, {
    cwd,
    maxBuffer: MAX_BYTES,
    ...(input === undefined ? {} : { input }),
  });
  return run.status === 0 ? run.stdout : undefined;
}
