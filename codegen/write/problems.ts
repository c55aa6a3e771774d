import type { Problem } from "../problems/problem.js";

/** A file or folder of the user's is where a generated file should be. */
export function foreign(file: string): Problem {
  return {
    severity: "error",
    code: "foreign-file",
    file,
    message: "this is in the way of a generated file, but was not written by graphwright",
    remedy: "move it elsewhere, or generate into a separate folder with --out",
  };
}

/** A folder of the output is a link. */
export function linked(file: string): Problem {
  return {
    severity: "error",
    code: "link-in-output",
    file,
    message:
      "this is a link, and graphwright does not write through links in the output folder, because they may lead anywhere",
    remedy: "replace it with a folder, or generate into another folder with --out",
  };
}

/** A stale file is not what was generated. */
export function edited(file: string): Problem {
  return {
    severity: "warning",
    code: "edited-file",
    file,
    message: "this file is no longer generated, but it was edited, so it was not removed",
    remedy: "delete it, or keep it as your own file; graphwright no longer checks it",
  };
}

/** The file system refuses. */
export function notWritable(file: string, error: unknown): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  return {
    severity: "error",
    code: "output-not-writable",
    file,
    message: `the output folder can't be written: ${REASONS.get(code ?? "") ?? message}`,
    remedy: "fix that, or generate into another folder with --out",
  };
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "the disk is full"],
  ["ENOTDIR", "a part of its path is a file"],
  ["EEXIST", "a part of its path is a file"],
]);
