import { createRequire } from "node:module";
import type { Node, NoParent } from "refa";
import { isSuspicious } from "../../schema/suspicious-pattern.js";
import { type Alternatives, type Positions, positionsOf } from "./positions.js";

type Refa = typeof import("refa");

/** Bounds the work, so that the same pattern is judged alike on every machine; a pattern that needs more is let pass. */
const MAX_NODES = 20_000;
const MAX_STEPS = 1_000_000;
const MAX_SUBSETS = 200;

/**
 * Whether a regular expression can take time that grows exponentially with a text that it does not match: whether some text can be read in a loop in
 * two ways, and something can follow on which the match fails. References back to groups are not followed.
 */
export function takesExponentialTime(source: string, flags: string): boolean {
  if (!isSuspicious(source)) return false;
  const refa = createRequire(import.meta.url)("refa") as Refa;
  let parts: readonly Alternatives[];
  try {
    const parser = refa.JS.Parser.fromLiteral({ source, flags });
    const { expression } = parser.parse({ backreferences: "disable", maxNodes: MAX_NODES });
    parts = [expression.alternatives, ...lookedAround(expression, refa)];
  } catch {
    return false;
  }
  return parts.some((alternatives) => {
    const positions = positionsOf(alternatives);
    return positions !== undefined && isAmbiguous(positions);
  });
}

/** What stands in lookaheads and lookbehinds, each a pattern of its own. */
function lookedAround(expression: NoParent<Node>, { visitAst }: Refa): Alternatives[] {
  const found: Alternatives[] = [];
  visitAst(expression, { onAssertionEnter: ({ alternatives }) => void found.push(alternatives) });
  return found;
}

/** Whether a loop reads some text in two ways, and can be followed by what fails. */
function isAmbiguous(positions: Positions): boolean {
  const loops = loopsOf(positions.follow.map((next) => [...next.keys()]));
  return loops.some((loop) => {
    const place = twoWays(positions, loop);
    return place !== undefined && canFail(positions, place);
  });
}

/** A position of a loop to which two ways lead back that read the same. */
function twoWays({ sets, follow }: Positions, loop: readonly number[]): number | undefined {
  const inLoop = new Set(loop);
  const nextOf = (at: number) => [...(follow[at] ?? [])].filter(([to]) => inLoop.has(to));
  for (const at of loop) if (nextOf(at).some(([, ways]) => ways > 1)) return at;
  let steps = 0;
  const size = sets.length;
  const pairs = new Map<number, number[]>();
  const waiting = loop.map((at) => at * size + at);
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    if (pairs.has(pair)) continue;
    const next: number[] = [];
    pairs.set(pair, next);
    for (const [a] of nextOf(Math.floor(pair / size))) {
      for (const [b] of nextOf(pair % size)) {
        if (++steps > MAX_STEPS) return undefined;
        const [setA, setB] = [sets[a], sets[b]];
        if (setA === undefined || setB === undefined || setA.isDisjointWith(setB)) continue;
        next.push(a * size + b);
        waiting.push(a * size + b);
      }
    }
  }
  const order = [...pairs.keys()];
  const indexes = new Map(order.map((pair, index) => [pair, index]));
  const graph = order.map((pair) => (pairs.get(pair) ?? []).map((to) => indexes.get(to) ?? 0));
  for (const group of loopsOf(graph)) {
    const inGroup = group.map((index) => order[index] ?? 0);
    const same = inGroup.find((pair) => Math.floor(pair / size) === pair % size);
    if (same !== undefined && inGroup.some((pair) => Math.floor(pair / size) !== pair % size))
      return same % size;
  }
  return undefined;
}

/** Whether, after a position, some text makes the match fail. */
function canFail({ sets, follow, last }: Positions, place: number): boolean {
  const seen = new Set<string>();
  const waiting = [[place]];
  for (let active = waiting.pop(); active !== undefined; active = waiting.pop()) {
    // Where the pattern is over, whatever follows is not looked at.
    if (active.some((at) => last.has(at))) continue;
    const key = active.join();
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > MAX_SUBSETS) return true;
    const next = [...new Set(active.flatMap((at) => [...(follow[at]?.keys() ?? [])]))].sort((a, b) => a - b);
    if (!next.some((at) => sets[at] === undefined && last.has(at))) return true;
    for (const character of representatives(next.map((at) => sets[at]))) {
      waiting.push(next.filter((at) => sets[at]?.has(character)));
    }
  }
  return false;
}

/** A character for each way in which sets can hold it or not. */
function representatives(sets: readonly Positions["sets"][number][]): Set<number> {
  const found = new Set([0]);
  for (const { min, max } of sets.flatMap((set) => set?.ranges ?? [])) {
    found.add(min);
    if (max < 0x10ffff) found.add(max + 1);
  }
  return found;
}

/** The strongly connected parts of a graph that have a cycle (Tarjan's algorithm, without recursion). */
function loopsOf(graph: readonly (readonly number[])[]): number[][] {
  const found: number[][] = [];
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const path: number[] = [];
  const onPath = new Set<number>();
  const enter = (node: number) => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    path.push(node);
    onPath.add(node);
    return { node, edge: 0 };
  };
  const lower = (node: number, to: number | undefined) =>
    low.set(node, Math.min(low.get(node) ?? 0, to ?? Number.POSITIVE_INFINITY));
  for (const root of graph.keys()) {
    if (index.has(root)) continue;
    const work = [enter(root)];
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { node } = top;
      const to = graph[node]?.[top.edge++];
      if (to === undefined) {
        work.pop();
        const parent = work.at(-1);
        if (parent !== undefined) lower(parent.node, low.get(node));
        if (low.get(node) !== index.get(node)) continue;
        const group = path.splice(path.indexOf(node));
        for (const each of group) onPath.delete(each);
        if (group.length > 1 || graph[node]?.includes(node)) found.push(group);
      } else if (!index.has(to)) work.push(enter(to));
      else if (onPath.has(to)) lower(node, index.get(to));
    }
  }
  return found;
}
