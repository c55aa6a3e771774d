/** A string literal, the border of a block, the head of a loop, a declaration, or a name that is not a property's. */
const TOKEN =
  /"(?:[^"\\]|\\.)*"|[{}]|\bfor\b|\b(?:let|const|var) [A-Za-z_$][\w$]*|(?<![\w$.])[A-Za-z_$][\w$]*\d/g;

/** What Ajv numbers: `data7` is the seventh `data` of a function. */
const NUMBERED = /^(.*?)\d+$/;

/**
 * Numbers the variables of a function by how deeply they are nested, not by their order in the text. So a change in one place leaves the lines of all
 * others as they are.
 *
 * @param code - A function that Ajv's code generator made: variables are used in the block that declares them, and strings are in double quotes.
 */
export function scopedNames(code: string): string {
  const declared = new Set<string>();
  let scope = new Scope();
  /** The variables of a loop's head belong to the block that follows. */
  let head: Scope | undefined;
  const nameOf = (name: string): string => {
    const found = (head ?? scope).nameOf(name);
    if (found === undefined && declared.has(name)) throw new Error(`${name} is used outside of its block`);
    return found ?? name;
  };
  return code.replace(TOKEN, (token) => {
    if (token.startsWith('"')) return token;
    if (token === "{") {
      scope = head ?? new Scope(scope);
      head = undefined;
    } else if (token === "}") scope = scope.outer ?? scope;
    else if (token === "for") head = new Scope(scope);
    else {
      const [first = "", name] = token.split(" ");
      if (name === undefined) return nameOf(first);
      declared.add(name);
      return `${first} ${(head ?? scope).declare(name)}`;
    }
    return token;
  });
}

/** The variables of a block. */
class Scope {
  readonly outer: Scope | undefined;
  readonly #names = new Map<string, string>();
  /** How many variables with a prefix can be seen. */
  readonly #counts = new Map<string, number>();

  constructor(outer?: Scope) {
    this.outer = outer;
  }

  nameOf(name: string): string | undefined {
    return this.#names.get(name) ?? this.outer?.nameOf(name);
  }

  declare(name: string): string {
    const prefix = NUMBERED.exec(name)?.[1];
    if (prefix === undefined) return name;
    const count = this.#countOf(prefix) + 1;
    this.#counts.set(prefix, count);
    this.#names.set(name, `${prefix}${count}`);
    return `${prefix}${count}`;
  }

  #countOf(prefix: string): number {
    const own = this.#counts.get(prefix);
    if (own !== undefined || this.outer === undefined) return own ?? 0;
    return this.outer.#countOf(prefix);
  }
}
