import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Files by their paths: a text, or a value to write as JSON. */
export type Files = Readonly<Record<string, unknown>>;

/** A folder of its own for one test, with these files in it; gone when the test is over. */
export function folder(files: Files = {}): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "graphwright-")));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  put(path, files);
  return path;
}

/** Writes files into a folder. */
export function put(path: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    const file = join(path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : `${JSON.stringify(content, undefined, 2)}\n`);
  }
}

/** Every file below a folder with its content, by path; but for what is only there to make the next run quicker. */
export function filesIn(path: string): Record<string, string> {
  const found = readdirSync(path, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => !name.includes(".graphwright-cache"))
    .filter((name) => statSync(join(path, name)).isFile())
    .sort();
  return Object.fromEntries(found.map((name) => [name, readFileSync(join(path, name), "utf8")]));
}
