import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** What a `langgraph.json` says, as far as tests need it. Paths are relative to the repository. */
export interface ServerConfig {
  readonly graphs: { readonly [id: string]: string };
  readonly http?: { readonly app: string };
}

/** LangGraph's development server, running. */
export interface DevServer {
  readonly url: string;
  /** What it has printed so far. */
  log(): string;
  /** Ends it and its children. */
  stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CLI = join(ROOT, "node_modules/@langchain/langgraph-cli/dist/cli/cli.mjs");
const START_LIMIT = 90_000;
const STOP_LIMIT = 10_000;

/**
 * Starts LangGraph's development server on a free port of the loopback interface, in memory. Its folder is a new one, because it keeps what it
 * holds in the folder of its config.
 */
export async function startDevServer({ graphs, http }: ServerConfig): Promise<DevServer> {
  const folder = mkdtempSync(join(tmpdir(), "graphwright-server-"));
  const rebase = (path: string) => relative(folder, join(ROOT, path));
  const config = {
    graphs: Object.fromEntries(Object.entries(graphs).map(([id, path]) => [id, rebase(path)])),
    ...(http === undefined ? {} : { http: { app: rebase(http.app) } }),
  };
  writeFileSync(join(folder, "langgraph.json"), JSON.stringify(config));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = ["--no-browser", "--no-reload", "--host", "127.0.0.1", "--port", `${port}`, "-c", folder];
  const child = spawn(process.execPath, [CLI, "dev", ...args], {
    cwd: folder,
    // A process group of its own: the server is a grandchild.
    detached: true,
    env: {
      ...process.env,
      NODE_OPTIONS: "--conditions=@graphwright/source",
      LANGGRAPH_CLI_NO_ANALYTICS: "1",
      LANGSMITH_TRACING: "false",
      LOG_JSON: "true",
    },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
  const stop = async () => {
    await endGroup(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilUp(child, url);
  } catch (error) {
    await stop();
    throw new Error(`The development server did not start:\n${log}`, { cause: error });
  }
  return { url, log: () => log, stop };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}

async function untilUp(child: ChildProcess, url: string): Promise<void> {
  const end = Date.now() + START_LIMIT;
  for (;;) {
    const response = await fetch(`${url}/ok`).catch(() => undefined);
    if (response?.ok === true) return;
    if (child.exitCode !== null) throw new Error(`it ended with exit code ${child.exitCode}`);
    if (Date.now() > end) throw new Error("it took too long");
    await pause();
  }
}

async function endGroup({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  signalGroup(pid, "SIGTERM");
  const end = Date.now() + STOP_LIMIT;
  while (isGroupAlive(pid) && Date.now() < end) await pause();
  signalGroup(pid, "SIGKILL");
}

function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** Whether any process of a group is still there. */
function isGroupAlive(pid: number): boolean {
  return signalGroup(pid, 0);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
