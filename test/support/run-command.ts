import { command } from "../../codegen/command/command.js";
import type { Terminal } from "../../codegen/command/terminal.js";

/** Runs the command as a process would, in this process. */
export async function runCommand(
  cwd: string,
  args: readonly string[],
  { isTTY = false, ...more }: { readonly isTTY?: boolean } & Partial<Pick<Terminal, "env" | "signal">> = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  let stdout = "";
  let stderr = "";
  const code = await command(args, {
    cwd,
    stdout: { isTTY, write: (text) => (stdout += text) },
    stderr: { isTTY, write: (text) => (stderr += text) },
    ...more,
  });
  return { code, stdout, stderr };
}
