import { existsSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { type FSWatcher, watch } from "chokidar";

/** What a watcher tells. */
export interface WatcherEvents {
  /** @param isContent - Whether only the content of a file changed: no file or folder came or went. */
  readonly onChange: (isContent: boolean) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Watches a folder of schemas, also where it isn't there yet or goes and comes back.
 *
 * @returns When all that is there is watched.
 */
export async function openWatcher(folder: string, { onChange, onError }: WatcherEvents): Promise<FSWatcher> {
  const isInside = (path: string) => path === folder || path.startsWith(folder + sep);
  const isOnTheWay = (path: string) => folder.startsWith(path.endsWith(sep) ? path : path + sep);
  const watcher = watch(existingParent(folder), {
    ignoreInitial: true,
    ignored: (path) =>
      !isOnTheWay(path) &&
      (!isInside(path) || /[/\\](?:node_modules|\.[^/\\]+)(?:$|[/\\])/.test(path.slice(folder.length))),
  });
  let isReady = false;
  watcher
    // What the system says of single files: of changes that follow each other quickly, the watcher itself passes only the first one on.
    .on("raw", (event, path, details) => {
      if (!isReady || typeof path !== "string") return;
      const { watchedPath = "" } = details as { readonly watchedPath?: string };
      if (isInside(watchedPath) || isInside(join(watchedPath, path))) onChange(event === "change");
    })
    .on("add", () => onChange(false))
    .on("addDir", (path) => {
      if (isInside(path)) onChange(false);
    })
    .on("error", onError);
  await new Promise<void>((ready) => watcher.once("ready", ready).once("error", () => ready()));
  isReady = true;
  return watcher;
}

/** The nearest folder above a folder that is there. */
function existingParent(folder: string): string {
  const parent = dirname(folder);
  return parent === folder || existsSync(parent) ? parent : existingParent(parent);
}
