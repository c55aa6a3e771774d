import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { contractNameFault } from "../../discover/contract-name.js";
import { isJsonObject, type JsonValue } from "../../schema/json.js";
import { publishedFiles } from "./published-files.js";
import { type Source, SourceError } from "./source.js";
import { temporaryFolder } from "./temporary.js";

const TIMEOUT = 30_000;

/** Contracts as a server publishes them at `/contracts` or `/contracts/:graph`. */
export async function urlSource(url: string): Promise<Source> {
  const given = await fetchJson(url);
  if (!Array.isArray(given)) return publishedSource(given, url);
  const base = url.replace(/[?#].*$/, "").replace(/\/$/, "");
  const graphs = given.flatMap((head) =>
    isJsonObject(head) && typeof head.graph === "string" ? [head.graph] : [],
  );
  const all = await Promise.all(graphs.map((graph) => fetchJson(`${base}/${encodeURIComponent(graph)}`)));
  return publishedSource(all, url);
}

/** The same from a file: what one of these addresses answered, or a list of contracts. */
export function fileSource(path: string, cwd: string): Promise<Source> {
  return publishedSource(parsed(readFileSync(resolve(cwd, path), "utf8"), path), path);
}

async function fetchJson(url: string): Promise<JsonValue> {
  let text: string;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT) });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    text = await response.text();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SourceError(`${url} can't be read: ${why}`, "check the address, and that the server runs");
  }
  return parsed(text, url);
}

function parsed(text: string, name: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw notPublished(name);
  }
}

function notPublished(name: string): SourceError {
  return new SourceError(
    `${name} is no published contract`,
    "give what `/contracts/:graph` answers: an object with a name and members",
  );
}

/** Writes published contracts as the files that they may have come from. */
function publishedSource(value: JsonValue, name: string): Promise<Source> {
  return temporaryFolder((folder, dispose) => {
    const contracts = Array.isArray(value) ? value : [value];
    const only = new Set<string>();
    for (const contract of contracts) {
      if (!isJsonObject(contract) || !isJsonObject(contract.members)) throw notPublished(name);
      const { name: own, members } = contract;
      if (typeof own !== "string" || contractNameFault(own) !== undefined || /[/\\]/.test(own))
        throw notPublished(name);
      only.add(own);
      for (const [path, schema] of publishedFiles(members)) {
        const file = join(folder, own, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, JSON.stringify(schema, undefined, 2));
      }
    }
    if (only.size === 0) throw notPublished(name);
    const fileOf = (file: string) => (file.startsWith(name) ? file : `${name}#${file}`);
    return { name, folder, shown: name, only, fileOf, dispose };
  });
}
