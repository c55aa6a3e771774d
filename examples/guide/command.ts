// The program of docs/command.md.
// #region problems
import { writeFileSync } from "node:fs";
// #endregion
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
// #region problems
import { formatProblem, GenerateError, generate } from "graphwright/codegen";

// #endregion
const start = process.cwd();
const project = await mkdtemp(join(tmpdir(), "graphwright-"));
process.chdir(project);
await mkdir("schemas/greeting", { recursive: true });
await writeFile(
  "schemas/greeting/state.schema.json",
  '{ "properties": { "response": true }, "type": "object" }',
);

// #region problems
const context = `{
  "type": "object",
  "properties": {
    "user": { "$ref": "#/$defs/Usr" }
  },
  "$defs": { "User": { "type": "string" } }
}`;
writeFileSync("schemas/greeting/context.schema.json", context);

try {
  await generate({ schemas: "schemas", out: "generated" });
} catch (error) {
  if (!(error instanceof GenerateError)) throw error;
  console.log(error.message);
}
//> schemas/greeting/context.schema.json:4:15: error: the reference "#/$defs/Usr" cannot be resolved: this file has no `/$defs/Usr` [unresolved-ref]
//>   4 |     "user": { "$ref": "#/$defs/Usr" }
//>                     ^
//>   fix: did you mean `User`?
//> schemas/greeting/context.schema.json:6:14: warning: nothing refers to the definition "User" [unreachable-def]
//>   6 |   "$defs": { "User": { "type": "string" } }
//>                    ^
//>   fix: remove it, or refer to it with `$ref`
// #endregion

// #region library
writeFileSync("schemas/greeting/context.schema.json", context.replace("Usr", "User"));

const { written, problems } = await generate({ schemas: "schemas", out: "generated" });
console.log(written, problems.map(formatProblem));
//> [
//>   'generated/.graphwright.json',
//>   'generated/greeting/client.ts',
//>   'generated/greeting/index.ts',
//>   'generated/greeting/schemas.ts',
//>   'generated/greeting/validators.ts'
//> ] []
// #endregion

process.chdir(start);
await rm(project, { recursive: true });
