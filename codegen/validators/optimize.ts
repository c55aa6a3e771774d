import { type CodeGen, CodeName, ExpressionCode } from "./ajv.js";

/** Ajv's tree of statements, as far as it is looked into: each kind of statement has some of these. */
interface Statement {
  readonly nodes?: readonly Statement[];
  readonly else?: Statement;
  readonly catch?: Statement;
  readonly finally?: Statement;
  readonly lhs?: unknown;
  readonly rhs?: unknown;
  readonly code?: unknown;
  readonly error?: unknown;
  readonly condition?: unknown;
  readonly iteration?: unknown;
  readonly iterable?: unknown;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** How often each name is used. */
export type NameCounts = { [name: string]: number };

/** What Ajv's code generator keeps to itself. */
export interface Internals {
  readonly _root: Statement & {
    readonly names: NameCounts;
    optimizeNodes(): unknown;
    optimizeNames(names: NameCounts, constants: object): unknown;
  };
  readonly _constants: object;
}

/**
 * Ajv's own `optimize`: removes what has no effect, and puts constants that are used once in their places. Only the names are counted here: Ajv
 * makes a table for each expression and merges it into that of each block around it, which takes longer than all the rest.
 */
export function optimize(gen: CodeGen): void {
  const { _root: root, _constants: constants } = gen as unknown as Internals;
  root.optimizeNodes();
  root.optimizeNames(countNames(root), constants);
}

/** What Ajv's `names` of a statement are. */
export function countNames(root: Statement): NameCounts {
  const counts: NameCounts = Object.create(null);
  const statements = [root];
  for (let next = statements.pop(); next !== undefined; next = statements.pop()) {
    const { nodes } = next;
    if (nodes === undefined) {
      countIn(next.code, counts);
      countIn(next.rhs, counts);
      // A name that something is assigned to is not used thereby.
      if (!(next.lhs instanceof CodeName)) countIn(next.lhs, counts);
      countIn(next.error, counts);
      continue;
    }
    for (const inner of nodes) statements.push(inner);
    for (const inner of [next.else, next.catch, next.finally])
      if (inner !== undefined) statements.push(inner);
    countIn(next.condition, counts);
    countIn(next.iteration, counts);
    countIn(next.iterable, counts);
    countIn(next.from, counts);
    countIn(next.to, counts);
  }
  return counts;
}

function countIn(expression: unknown, counts: NameCounts): void {
  const items = expression instanceof ExpressionCode ? expression._items : [expression];
  for (const item of items) {
    if (item instanceof CodeName) counts[item.str] = (counts[item.str] ?? 0) + 1;
  }
}
