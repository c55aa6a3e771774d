import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that is gone when it is no longer needed, also where filling it fails. */
export async function temporaryFolder<Result>(
  fill: (folder: string, dispose: () => void) => Result | Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "graphwright-diff-"));
  const dispose = () => rmSync(folder, { recursive: true, force: true });
  try {
    return await fill(folder, dispose);
  } catch (error) {
    dispose();
    throw error;
  }
}
