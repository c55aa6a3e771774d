import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Case } from "./measure.js";

const PEER = "jsoncompat@0.4.2";

/** What another differ says of a pair of schemas; undefined where it can't be asked. */
export type Peer = (known: Case) => "breaking" | "compatible" | undefined;

interface JsonCompat {
  readonly initSync: (options: { readonly module: Uint8Array }) => unknown;
  readonly check_compat: (old: string, now: string, role: string) => boolean;
}

/** Fetches jsoncompat into a temporary folder; undefined where there is no network. */
export async function jsoncompat(): Promise<Peer | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "graphwright-peer-"));
  try {
    writeFileSync(join(folder, "package.json"), "{}");
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", PEER], {
      cwd: folder,
      stdio: "pipe",
    });
    const installed = join(folder, "node_modules/jsoncompat");
    const peer: JsonCompat = await import(pathToFileURL(join(installed, "jsoncompat_wasm.js")).href);
    peer.initSync({ module: readFileSync(join(installed, "jsoncompat_wasm_bg.wasm")) });
    return ({ schemas }) => (schemas === undefined ? undefined : ask(peer, schemas));
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** It knows the newest dialect only, and takes formats for annotations: it is not asked about what means something else there. */
function ask(
  peer: JsonCompat,
  { pair, isInbound }: NonNullable<Case["schemas"]>,
): "breaking" | "compatible" | undefined {
  const [old, now] = [JSON.stringify(pair.old), JSON.stringify(pair.new)];
  if (!pair.isTimeless || `${old}${now}`.includes('"format"')) return undefined;
  try {
    const isFine = peer.check_compat(old, now, isInbound ? "deserializer" : "serializer");
    return isFine ? "compatible" : "breaking";
  } catch {
    return undefined;
  }
}
