import { spawn } from "node:child_process";
import { join } from "node:path";
import { freePort } from "../support/free-port.js";
import { must } from "../support/run.js";
import { type Essentials, generateIn, install, put } from "./project.js";
import { GREETING, greetingModule } from "./toolchain.js";

/** Next's bundlers. */
export const NEXT_BUNDLERS = ["Turbopack", "webpack"] as const;

const OPTIONS = ["--ts", "--app", "--empty", "--no-linter", "--no-tailwind", "--no-src-dir", "--use-npm"];
const START_TIMEOUT_MS = 30_000;

/** Next's default project, with a page and a route handler that run the greeting. */
export async function nextProject({ folder, packages }: Essentials, root: string): Promise<string> {
  const create = [...OPTIONS, "--import-alias", "@/*", "--skip-install", "--disable-git", "--yes"];
  await must("npx", ["--yes", "--prefer-offline", "create-next-app@^16", "next-app", ...create], folder);
  const project = join(folder, "next-app");
  await install(project, packages);
  const extension = await generateIn(project, root);
  if (extension !== "none") throw new Error(`next: the imports end in ${extension}`);
  put(project, {
    "app/greeting.ts": greetingModule("../generated", "none"),
    // Both wait for a request, so that it is the server that runs the graph and not the build.
    "app/page.tsx": `import { connection } from "next/server";
import { Suspense } from "react";
import { greet } from "./greeting";

async function Greeting() {
  await connection();
  return <main>{await greet()}</main>;
}

export default function Page() {
  return (
    <Suspense>
      <Greeting />
    </Suspense>
  );
}
`,
    "app/api/greeting/route.ts": `import { connection } from "next/server";
import { greet } from "../../greeting";

export async function GET(): Promise<Response> {
  await connection();
  return new Response(await greet());
}
`,
  });
  return project;
}

/** Builds the project, serves it, and asks for the page and the route. */
export async function nextProblems(
  project: string,
  bundler: (typeof NEXT_BUNDLERS)[number],
): Promise<string> {
  const next = join(project, "node_modules/next/dist/bin/next");
  await must(process.execPath, [next, "build", `--${bundler.toLowerCase()}`], project);
  const port = await freePort();
  const server = spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(port)], {
    cwd: project,
    stdio: "ignore",
  });
  try {
    const address = `http://127.0.0.1:${port}`;
    const page = await textOf(`${address}/`);
    const route = await textOf(`${address}/api/greeting`);
    const wrong = [
      page.includes(GREETING) ? "" : `the page is ${page}`,
      route === GREETING ? "" : `the route is ${route}`,
    ];
    return wrong.filter((each) => each !== "").join("\n");
  } finally {
    server.kill();
  }
}

/** What an address answers, as soon as its server is there. */
async function textOf(address: string): Promise<string> {
  for (const start = Date.now(); ; ) {
    try {
      return await (await fetch(address)).text();
    } catch (error) {
      if (Date.now() - start > START_TIMEOUT_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
