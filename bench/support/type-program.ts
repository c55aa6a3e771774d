import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostics, readDiagnostics } from "./diagnostics.js";
import { type Builder, TSCONFIG, twoNodeGraphs, writeFiles } from "./two-node-graphs.js";
import type { Workshop } from "./workshop.js";

/** The configuration of what is generated in such a program, without the graphs. */
export const GENERATED_ONLY = "tsconfig.generated.json";

/** Writes a program of two-node graphs into a folder of the workshop, contracts generated. */
export async function typeProgram(workshop: Workshop, builder: Builder, count: number): Promise<string> {
  const folder = workshop.empty(`types-${builder}-${count}`);
  writeFiles(folder, twoNodeGraphs(builder, count));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
  writeFileSync(join(folder, GENERATED_ONLY), JSON.stringify({ ...TSCONFIG, include: ["generated"] }));
  if (builder === "ours") await workshop.node(workshop.graphwright, ["generate"], { cwd: folder });
  return folder;
}

/**
 * Checks such a program.
 *
 * @throws Error where it does not compile.
 */
export async function checkTypes(
  workshop: Workshop,
  folder: string,
  config = "tsconfig.json",
): Promise<Diagnostics> {
  // One thread: several would each instantiate what they share.
  return readDiagnostics(
    await workshop.tsc(["-p", join(folder, config), "--extendedDiagnostics", "--singleThreaded"]),
  );
}
