import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Assignment, Calls, Failure, Message } from "./calls.js";

/** An error that a call ended with in the other process. */
export class CallError extends Error {
  readonly boundary: string | undefined;

  constructor({ name, message, boundary }: Failure) {
    super(message);
    this.name = name;
    this.boundary = boundary;
  }
}

/** A process that runs the support agent on a database. */
export class AgentProcess {
  /** Settled when the process hangs, as it was asked to. */
  readonly stalled: Promise<void>;
  readonly #child: ChildProcess;
  readonly #open = new Map<number, { resolve(result: never): void; reject(error: Error): void }>();
  #calls = 0;
  #ended: Error | undefined;

  constructor(assignment: Assignment) {
    this.#child = fork(`${import.meta.dirname}/program.ts`, [JSON.stringify(assignment)], {
      execArgv: ["--conditions=@graphwright/source", "--import", "tsx"],
      stdio: ["ignore", "inherit", "pipe", "ipc"],
    });
    let errors = "";
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    const { promise, resolve: hasStalled, reject: hasNotStalled } = deferred();
    this.stalled = promise;
    this.#child.on("message", (message: Message) => {
      if ("stalled" in message) return hasStalled();
      const { resolve, reject } = this.#open.get(message.call) ?? {};
      this.#open.delete(message.call);
      if ("error" in message) reject?.(new CallError(message.error));
      else resolve?.(message.result as never);
    });
    this.#child.on("close", (code, signal) => {
      const error = new Error(`The process ended (${signal ?? code}).\n${errors}`);
      this.#ended = error;
      for (const { reject } of this.#open.values()) reject(error);
      this.#open.clear();
      hasNotStalled(error);
    });
  }

  /** Has the process do something. */
  call<Name extends keyof Calls>(name: Name, ...args: Calls[Name]["args"]): Promise<Calls[Name]["result"]> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    this.#calls += 1;
    const call = this.#calls;
    return new Promise((resolve, reject) => {
      this.#open.set(call, { resolve, reject });
      this.#child.send({ call, name, args }, (error) => error !== null && reject(error));
    });
  }

  /** Lets the process end by itself. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, "exit");
    if (this.#child.connected) this.#child.disconnect();
    await exited;
  }

  /** Ends the process at once; it can't do anything about it. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = once(this.#child, "close");
    this.#child.kill("SIGKILL");
    await closed;
  }
}

/** A promise that is settled from outside; it may be rejected without anybody waiting for it. */
function deferred() {
  let resolve = (): void => {};
  let reject = (_error: Error): void => {};
  const promise = new Promise<void>((...settle) => {
    [resolve, reject] = settle;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}
