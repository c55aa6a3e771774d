import { WIDTH } from "../print/layout.js";
import type { WriteStatement } from "../print/statement.js";

/** A name that is imported. */
export interface Imported {
  readonly name: string;
  /** What it is called in the module. */
  readonly local: string;
  /** Whether the compiler alone needs it. */
  readonly isType: boolean;
}

/** `import { type A, b as c } from "…";`, in alphabetical order; on several lines where one would be too long; `specifier` is a string literal. */
export function namedImport(specifier: string, names: readonly Imported[]): WriteStatement {
  const isTypeOnly = names.every(({ isType }) => isType);
  const start = isTypeOnly ? "import type" : "import";
  const specifiers = [...names].sort(byName).map(({ name, local, isType }) => {
    const type = isType && !isTypeOnly ? "type " : "";
    return `${type}${name}${local === name ? "" : ` as ${local}`}`;
  });
  const end = `from ${specifier};`;
  const line = `${start} { ${specifiers.join(", ")} } ${end}`;
  return (writer) => {
    if (line.length <= WIDTH || specifiers.length === 1) writer.write(line);
    else {
      writer.write(`${start} `);
      writer.inlineBlock(() => {
        for (const specifier of specifiers) writer.writeLine(`${specifier},`);
      });
      writer.write(` ${end}`);
    }
  };
}

/** As a person sorts: capitals don't count. */
function byName({ name: a }: Imported, { name: b }: Imported): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}
