import type { WriterFunction } from "ts-morph";

/** What a generated module imports from this package. A name that the module declares itself is imported under another. */
export class PackageImports {
  readonly #taken: ReadonlySet<string>;
  readonly #values = new Set<string>();
  readonly #types = new Set<string>();

  /** @param taken - The names that the module declares or imports from elsewhere. */
  constructor(taken: ReadonlySet<string>) {
    this.#taken = taken;
  }

  /** Imports something to run; returns what it is called in the module. */
  value(name: string): string {
    this.#values.add(name);
    return this.#localName(name);
  }

  /** Imports something for the compiler only; returns what it is called in the module. */
  type(name: string): string {
    this.#types.add(name);
    return this.#localName(name);
  }

  statement(): WriterFunction {
    const names = [...new Set([...this.#values, ...this.#types])].sort((a, b) => compare(a, b));
    const isTypeOnly = this.#values.size === 0;
    const specifiers = names.map((name) => {
      const local = this.#localName(name);
      const type = isTypeOnly || this.#values.has(name) ? "" : "type ";
      return `${type}${name}${local === name ? "" : ` as ${local}`}`;
    });
    return namedImport("graphwright", specifiers, isTypeOnly);
  }

  #localName(name: string): string {
    let local = name;
    while (this.#taken.has(local)) local = `${local === name ? "Graphwright" : "_"}${local}`;
    return local;
  }
}

/** An import of names; on several lines where one would be too long. */
export function namedImport(
  moduleSpecifier: string,
  specifiers: readonly string[],
  isTypeOnly: boolean,
): WriterFunction {
  const start = isTypeOnly ? "import type" : "import";
  const end = `from ${JSON.stringify(moduleSpecifier)};`;
  const line = `${start} { ${specifiers.join(", ")} } ${end}`;
  return (writer) => {
    if (line.length <= LINE || specifiers.length === 1) writer.write(line);
    else {
      writer.write(`${start} `);
      writer.inlineBlock(() => {
        for (const specifier of specifiers) writer.writeLine(`${specifier},`);
      });
      writer.write(` ${end}`);
    }
  };
}

const LINE = 110;

/** As a person sorts: capitals don't count. */
function compare(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}
