import { takeName } from "../print/free-name.js";

/** The imports of one Python module: each name once, under a name that nothing in the module has. */
export class PythonImports {
  readonly #taken: Set<string>;
  readonly #modules = new Map<string, Map<string, string>>();

  /** @param taken - The names that the module declares. */
  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  /** @returns What the name is called here. */
  name(module: string, name: string): string {
    const names = this.#modules.get(module) ?? new Map<string, string>();
    this.#modules.set(module, names);
    let local = names.get(name);
    if (local === undefined) {
      local = takeName(name, this.#taken);
      names.set(name, local);
    }
    return local;
  }

  /** The statements as `ruff` sorts them: the standard library, packages, then modules beside this one. */
  statements(isWanted: (module: string) => boolean = () => true): string[][] {
    const groups: string[][] = [[], [], [], []];
    for (const [module, names] of [...this.#modules].sort(byModule)) {
      if (isWanted(module)) groups[groupOf(module)]?.push(statement(module, names));
    }
    return groups.filter((group) => group.length > 0);
  }
}

const STANDARD: ReadonlySet<string> = new Set(["typing", "collections.abc", "dataclasses", "pathlib"]);

function groupOf(module: string): number {
  if (module === "__future__") return 0;
  if (STANDARD.has(module)) return 1;
  return module.startsWith(".") ? 3 : 2;
}

function byModule([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  // Those further up come first.
  const [up, down] = [/^\.*/.exec(b)?.[0].length ?? 0, /^\.*/.exec(a)?.[0].length ?? 0];
  return up === down ? (a < b ? -1 : 1) : up - down;
}

function statement(module: string, names: ReadonlyMap<string, string>): string {
  const all = [...names]
    .sort(([a], [b]) => (sortKey(a) < sortKey(b) ? -1 : 1))
    .map(([name, local]) => (name === local ? name : `${name} as ${local}`));
  const line = `from ${module} import ${all.join(", ")}`;
  if (line.length <= 88) return line;
  return `from ${module} import (\n${all.map((each) => `    ${each},\n`).join("")})`;
}

/** Constants, then classes, then the rest. */
function sortKey(name: string): string {
  if (/^[A-Z0-9_]+$/.test(name) && name.length > 1) return `0${name}`;
  return /^[A-Z]/.test(name) ? `1${name}` : `2${name}`;
}
