import { join } from "node:path";
import { fileUri, folderUri } from "../schema/uri.js";
import { contentOf } from "./content-of.js";
import type { Discovery } from "./discover.js";
import { mentionsIn } from "./mentions.js";

/** The files that another file refers to; all files if that can't be decided quickly. */
export function referredTo({ root, contracts, shared }: Discovery): ReadonlySet<string> {
  const paths = [...contracts.flatMap(({ members }) => members.map(({ path }) => path)), ...shared];
  const folder = folderUri(root);
  const claimed = new Map<string, string[]>();
  const mentioned = new Map<string, readonly string[]>();
  for (const path of paths) {
    const mentions = mentionsIn(contentOf(join(root, path)), fileUri(folder, path));
    if (mentions === undefined) return new Set(paths);
    for (const key of new Set(mentions.claims)) claimed.set(key, [...(claimed.get(key) ?? []), path]);
    mentioned.set(
      path,
      mentions.references.map(([key]) => key),
    );
  }
  const used = new Set<string>();
  for (const [path, keys] of mentioned) {
    for (const target of new Set(keys.flatMap((key) => claimed.get(key) ?? []))) {
      if (target !== path) used.add(target);
    }
  }
  return used;
}
