import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { folderSource } from "./folder.js";
import { type Source, SourceError } from "./source.js";
import { temporaryFolder } from "./temporary.js";

/**
 * The contracts in a version of an npm package, fetched with `npm pack`. None of its scripts run.
 *
 * @param spec - What npm takes, e.g. `@acme/contracts@1.2.0`.
 */
export function npmSource(spec: string, schemas: string, cwd: string): Promise<Source> {
  return temporaryFolder((folder, dispose) => {
    const pack = ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder, "--", spec];
    run("npm", pack, cwd, spec);
    const archive = readdirSync(folder).find((name) => name.endsWith(".tgz"));
    if (archive === undefined)
      throw new SourceError(`npm has no package ${spec}`, "check its name and version");
    run("tar", ["-xzf", archive], folder, spec);
    const { packageVersion, ...source } = folderSource("package", schemas, folder);
    return {
      ...source,
      name: spec,
      shown: spec,
      packageVersion,
      fileOf: (file) => (file.startsWith(spec) ? file : join(spec, file).replaceAll("\\", "/")),
      dispose,
    };
  });
}

function run(program: string, args: readonly string[], cwd: string, spec: string): void {
  const { status, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status === 0) return;
  const why = (error?.message ?? stderr).trim().split("\n")[0] ?? "";
  throw new SourceError(
    `the package ${spec} can't be fetched${why === "" ? "" : `: ${why}`}`,
    "check its name and version, and that npm reaches its registry",
  );
}
