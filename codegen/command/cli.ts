#!/usr/bin/env node
import { command } from "./command.js";

const { stdin, stdout, stderr, env } = process;
for (const stream of [stdout, stderr]) {
  // A reader that has had enough, such as `head`, is not an error.
  stream.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 0 : 70));
}
const interrupt = new AbortController();
process.exitCode = await command(process.argv.slice(2), {
  ...{ cwd: process.cwd(), stdin, stdout, stderr, env },
  // Whoever listens ends by itself; without a listener, Ctrl-C kills the process as usual.
  get signal() {
    process.once("SIGINT", () => interrupt.abort()).once("SIGTERM", () => interrupt.abort());
    return interrupt.signal;
  },
});
