/** The files of a worker that answers with the greeting, and a program that serves it on a free port of this machine and asks it twice. */
export const WORKER: Readonly<Record<string, string>> = {
  // All of it is imported at global scope, where workerd allows no controllers, timers and random values.
  "src/worker.ts": `import { greet } from "./greeting.js";

export default { fetch: async () => new Response(await greet()) };
`,
  "workerd.capnp": `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .greeting)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);

const greeting :Workerd.Worker = (
  modules = [(name = "worker.mjs", esModule = embed "dist/worker.mjs")],
  compatibilityDate = "2025-10-01",
  compatibilityFlags = ["nodejs_compat"]
);
`,
  "ask.mjs": `import { spawn } from "node:child_process";
import workerd from "workerd";

const server = spawn(workerd.default ?? workerd, ["serve", "workerd.capnp", "--control-fd=3"], {
  stdio: ["ignore", "inherit", "inherit", "pipe"],
});
try {
  const port = await new Promise((resolve, reject) => {
    server.once("exit", (code) => reject(new Error(\`workerd ended with the code \${code}\`)));
    server.stdio[3].on("data", (line) => resolve(JSON.parse(line).port));
  });
  for (let count = 0; count < 2; count += 1) {
    const response = await fetch(\`http://127.0.0.1:\${port}/\`);
    if (!response.ok) throw new Error(await response.text());
    console.log(await response.text());
  }
} finally {
  server.removeAllListeners("exit");
  server.kill();
}
`,
};
