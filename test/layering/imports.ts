import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

/** The files of a folder, by their paths from the root, and what they import, types too. */
export type Imports = ReadonlyMap<string, readonly string[]>;

const root = join(import.meta.dirname, "../..");

/** The TypeScript files below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => posix.join(folder, path))
    .toSorted();
}

/** The text of a file. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** What the files of a folder import of this package. */
export function importsOf(folder: string): Imports {
  return new Map(filesBelow(folder).map((path) => [path, imported(path)]));
}

function imported(path: string): string[] {
  // At the start of a line, because comments have examples.
  const statements = textOf(path).matchAll(
    /^(?:import|export)\b(?:[^;"]*?\bfrom)? ?"(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/gm,
  );
  return [...statements].map(([, named, called]) =>
    posix.join(dirname(path), named ?? called ?? "").replace(/\.js$/, ".ts"),
  );
}

/** What a file runs of packages, itself or through files that it imports. */
export function packagesRunBy(path: string): string[] {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, specifier = ""] of textOf(file).matchAll(RUN_IMPORT)) {
      if (!specifier.startsWith(".")) packages.add(specifier);
      else visit(posix.join(dirname(file), specifier).replace(/\.js$/, ".ts"));
    }
  };
  visit(path);
  return [...packages].toSorted();
}

/** Imports of values; those of types alone are gone where the code runs. */
const RUN_IMPORT = /^(?:import|export) (?!type\b)(?:[^;"]*?\bfrom )?"([^"]+)"/gm;

/** A way from a file back to itself, if there is one. */
export function circleIn(imports: Imports): readonly string[] | undefined {
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (path: string): readonly string[] | undefined => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return undefined;
    way.push(path);
    for (const next of imports.get(path) ?? []) {
      const circle = visit(next);
      if (circle !== undefined) return circle;
    }
    way.pop();
    done.add(path);
    return undefined;
  };
  for (const path of imports.keys()) {
    const circle = visit(path);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
