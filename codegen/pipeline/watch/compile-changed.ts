import { join } from "node:path";
import type { Discovery } from "../../discover/discover.js";
import { schemaPaths } from "../../discover/schema-paths.js";
import { hasErrors, inFileOrder, type Problem } from "../../problems/problem.js";
import { hashOf } from "../../text/hash.js";
import { Agreement } from "../batches/agreement.js";
import { type BatchTask, type CompiledBatch, compileBatch } from "../batches/compile-batch.js";
import { fileGraph } from "../batches/file-graph.js";
import type { Group } from "../batches/group.js";
import { type Partition, partition } from "../batches/partition.js";
import { type CompileOptions, compile } from "../compile.js";
import type { LastingSink } from "../file-sink.js";
import { type CompiledGroup, dividedResult, type PutFile, remembered } from "./group-memory.js";
import type { Memory } from "./memory.js";

/**
 * Compiles as {@link compile} does, but only what an earlier run in this process did not compile in the same way.
 *
 * Contracts that don't refer to each other are compiled by themselves, each with what stands for all others in how it uses what they share. So a
 * contract is compiled again if a file that it reaches changed, or how shared files are used. Where that is not enough, all is compiled.
 */
export async function compileChanged(
  discovery: Discovery,
  options: CompileOptions,
  sink: LastingSink,
  memory: Memory,
): Promise<readonly Problem[]> {
  const graph = fileGraph(discovery, memory.files.mentionsOf);
  const parts = graph && partition(discovery, graph);
  const keys = parts && keysOf(discovery, parts, options, memory);
  if (parts !== undefined && keys !== undefined && isWorthIt(keys, memory)) {
    const problems = await compileGroups({ parts, keys, options, sink, memory });
    if (problems !== undefined) return problems;
    sink.clear();
  }
  const files: PutFile[] = [];
  const problems = await compile(discovery, options, {
    put: (path, text, schema) => {
      files.push({ path, hash: hashOf(text), schema });
      sink.put(path, text);
    },
    clear: () => {
      files.length = 0;
      sink.clear();
    },
  });
  // What was known before an error is known when it is gone.
  if (parts === undefined || keys === undefined || hasErrors(problems)) return problems;
  const results = dividedResult(discovery, parts, { files, problems, cwd: options.cwd });
  memory.groups = new Map([...(results ?? [])].map(([group, result]) => [keys.get(group) ?? "", result]));
  return problems;
}

/** A hash of everything that each group's result depends on. */
function keysOf(
  discovery: Discovery,
  parts: Partition,
  options: CompileOptions,
  { files }: Memory,
): ReadonlyMap<Group, string> {
  const { source, untrusted, allDefinitions, importExtension, python } = options;
  const names = discovery.contracts.map(({ name }) => name).sort();
  const links = [...(discovery.links ?? [])];
  const asked = [source, untrusted, allDefinitions, importExtension, python];
  const common = [...asked, names, links, parts.hasSecrets];
  const start = hashOf(JSON.stringify(common));
  const allPaths = schemaPaths(discovery).toSorted();
  return new Map(
    parts.groups.map((group) => {
      const paths = parts.filesOf([group]);
      const texts = [...paths]
        .sort()
        .map((path) => [path, files.hashOf(join(discovery.root, path)), parts.usesOf(path).toSorted()]);
      const others = parts.leadNowhere(paths) ? allPaths : [];
      return [group, hashOf(JSON.stringify([start, texts, others]))];
    }),
  );
}

/** By itself, a group takes several times as long as together with the others: many of them are better compiled at once. */
function isWorthIt(keys: ReadonlyMap<Group, string>, { groups }: Memory): boolean {
  const unknown = [...keys.values()].filter((key) => !groups.has(key)).length;
  return unknown <= Math.max(1, keys.size / 4);
}

interface Work {
  readonly parts: Partition;
  readonly keys: ReadonlyMap<Group, string>;
  readonly options: CompileOptions;
  readonly sink: LastingSink;
  readonly memory: Memory;
}

/** @returns `undefined` where it turns out that the library has to be compiled as a whole. */
async function compileGroups(work: Work): Promise<readonly Problem[] | undefined> {
  const { keys, sink, memory } = work;
  const agreement = new Agreement();
  const problems: Problem[] = [];
  const results = new Map<string, CompiledGroup>();
  for (const [group, key] of keys) {
    const known = memory.groups.get(key);
    const isKept = known !== undefined && isInPlace(known, sink);
    const compiled = isKept ? undefined : await compileGroup(group, work);
    if (!isKept && compiled === undefined) return undefined;
    const result = isKept || compiled === undefined ? known : remembered(compiled);
    if (result === undefined) return undefined;
    results.set(key, result);
    problems.push(...result.own);
    for (const [file, those] of result.shared)
      if (agreement.isNew(`problems of ${file}`, JSON.stringify(those))) problems.push(...those);
    for (const { module, path, files } of result.modules) {
      if (path === undefined) continue;
      agreement.isNew(`folder ${module.toLowerCase()}`, path);
      agreement.isNew(`code of ${path}`, JSON.stringify(files));
    }
    if (agreement.isBroken) return undefined;
    for (const [file, text] of compiled?.modules.flatMap(({ files }) => files) ?? []) sink.put(file, text);
  }
  memory.groups = results;
  return inFileOrder(problems);
}

/** Whether all that a group compiled to is in the output folder. */
function isInPlace({ modules }: CompiledGroup, sink: LastingSink): boolean {
  return modules.every(({ files }) => files.every(([path, hash]) => sink.keep(path, hash)));
}

function compileGroup(group: Group, { parts, options }: Work): Promise<CompiledBatch | undefined> {
  const { cwd, source, untrusted = false, allDefinitions = false } = options;
  const { importExtension = "js", python = false } = options;
  const task: BatchTask = {
    batch: parts.batchOf([group]),
    options: { source, untrusted, allDefinitions, importExtension, python },
    cwd,
    hasSecrets: parts.hasSecrets,
  };
  return compileBatch(task);
}
