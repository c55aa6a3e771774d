import type { LastingSink } from "./file-sink.js";

/** What the paths of files begin with that belong into the output folder of Python. */
const PYTHON = "python:";

/** The path of a Python file among all files of a run. */
export function pythonPath(path: string): string {
  return `${PYTHON}${path}`;
}

/** The folders around Python files: each is a package of its own. */
export class PythonPackages {
  readonly #modules = new Set<string>();
  readonly #folders = new Set<string>([""]);

  note(path: string): void {
    const folders = path.split("/").slice(0, -1);
    this.#modules.add(folders.join("/"));
    for (let depth = 1; depth < folders.length; depth++) this.#folders.add(folders.slice(0, depth).join("/"));
  }

  clear(): void {
    this.#modules.clear();
  }

  /** The `__init__.py` of each folder that is not a module itself. */
  paths(): string[] {
    const only = [...this.#folders].filter((folder) => !this.#modules.has(folder));
    return only.map((folder) => (folder === "" ? "__init__.py" : `${folder}/__init__.py`));
  }
}

/** Sorts the files of a run by the folders that they belong into. */
export function sinkByLanguage(
  typescript: LastingSink,
  python: LastingSink | undefined,
  packages: PythonPackages,
): LastingSink {
  return {
    put: (path, text) => {
      if (!path.startsWith(PYTHON)) typescript.put(path, text);
      else {
        packages.note(path.slice(PYTHON.length));
        python?.put(path.slice(PYTHON.length), text);
      }
    },
    keep: (path, hash) => {
      if (!path.startsWith(PYTHON)) return typescript.keep(path, hash);
      packages.note(path.slice(PYTHON.length));
      return python?.keep(path.slice(PYTHON.length), hash) ?? true;
    },
    clear: () => {
      typescript.clear();
      python?.clear();
      packages.clear();
    },
  };
}
