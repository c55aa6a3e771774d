// The program of docs/validate.md.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const start = process.cwd();
const project = await mkdtemp(join(tmpdir(), "graphwright-"));
process.chdir(project);

// #region library
import { mkdirSync, writeFileSync } from "node:fs";
import { validate } from "graphwright/codegen";

mkdirSync("schemas/greeting", { recursive: true });
const context = { type: "object", properties: { user_id: { type: "string" } }, required: ["user_id"] };
writeFileSync("schemas/greeting/context.schema.json", JSON.stringify(context));
writeFileSync("schemas/greeting/state.schema.json", JSON.stringify({ type: "object", properties: {} }));
writeFileSync("runs.jsonl", '{"user_id":"user_123"}\n{"user_id":7}\n');

const { valid, documents, faults } = await validate({
  graph: "greeting",
  member: "context",
  files: ["runs.jsonl"],
});
console.log(valid, documents, faults);
//> false 2 [
//>   {
//>     file: 'runs.jsonl',
//>     position: { line: 2, column: 2 },
//>     code: 'type',
//>     message: '/user_id must be a string, but is a number',
//>     path: '/user_id',
//>     schemaPath: 'greeting/context.schema.json#/properties/user_id/type'
//>   }
//> ]
// #endregion

process.chdir(start);
await rm(project, { recursive: true });
