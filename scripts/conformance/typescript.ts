import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isJsonObject, type JsonValue } from "../../codegen/schema/json.js";

/**
 * What the compiler finds wrong, by `path:line` with the path relative to the folder.
 *
 * @param folder - A folder of modules, with a `node_modules` for what they import.
 * @param options - Compiler options besides those that are set anyway: the strictest.
 */
export function typeErrors(
  folder: string,
  options: Readonly<Record<string, unknown>> = {},
): Map<string, string> {
  const compilerOptions = {
    target: "es2023",
    lib: ["es2023"],
    module: "nodenext",
    moduleResolution: "nodenext",
    customConditions: ["@graphwright/source"],
    types: ["node"],
    noEmit: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noUnusedLocals: true,
    skipLibCheck: true,
    ...options,
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, include: ["**/*.ts"], exclude: [] }),
  );
  const compiler = createRequire(import.meta.url)
    .resolve("typescript/package.json")
    .replace("package.json", "bin/tsc");
  const { stdout, stderr, error } = spawnSync(process.execPath, [compiler, "-p", ".", "--pretty", "false"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (error !== undefined || stderr !== "") throw error ?? new Error(stderr);
  const errors = new Map<string, string>();
  for (const line of stdout.split("\n")) {
    const found = /^(\S[^(]*)\((\d+),\d+\): error (.*)$/.exec(line);
    if (found !== null) errors.set(`${found[1]}:${found[2]}`, found[3] ?? "");
    else if (line.startsWith("error")) throw new Error(line);
  }
  return errors;
}

/** A JSON value as TypeScript: a literal of the same properties, on one line. */
export function literal(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (!isJsonObject(value)) {
    return JSON.stringify(value)
      .replaceAll("\u2028", String.raw`\u2028`)
      .replaceAll("\u2029", String.raw`\u2029`);
  }
  // Written `"__proto__": …`, it would be the prototype.
  const key = (name: string): string => (name === "__proto__" ? '["__proto__"]' : literal(name));
  return `{ ${Object.entries(value)
    .map(([name, member]) => `${key(name)}: ${literal(member)}`)
    .join(", ")} }`;
}
