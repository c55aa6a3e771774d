// The program of docs/diff.md.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const start = process.cwd();
const project = await mkdtemp(join(tmpdir(), "graphwright-"));
process.chdir(project);

// #region library
import { mkdirSync, writeFileSync } from "node:fs";
import { diff, formatDiff } from "graphwright/codegen";

const write = (version: string, state: object) => {
  mkdirSync(`${version}/greeting`, { recursive: true });
  writeFileSync(`${version}/greeting/state.schema.json`, JSON.stringify(state, undefined, 2));
};
write("old", {
  "x-version": "1.0.0",
  type: "object",
  properties: { name: { type: "string" }, log: { type: "array", "x-reducer": "append" } },
});
write("new", {
  "x-version": "1.1.0",
  type: "object",
  properties: { name: { type: "string", maxLength: 5 }, log: { type: "array", "x-reducer": "union" } },
});

const result = await diff({ old: "old", new: "new" });
console.log(formatDiff(result).trimEnd());
//> new/greeting/state.schema.json:7:7: breaking: update of name: `maxLength` in the new schema refuses values that the old schema accepts [update-narrowed]
//>   before: old/greeting/state.schema.json:5:5
//>   breaks: callers that update the state (inputs without an input member, `updateState`, commands), and updates that are pending in saved threads
//>   shown by: "aaaaaa"
//>   fix: keep accepting the old updates of the field
//> new/greeting/state.schema.json:7:7: breaking: field name: `maxLength` in the new schema refuses values that the old schema accepts [field-narrowed]
//>   before: old/greeting/state.schema.json:5:5
//>   breaks: saved threads that hold such a value: they can't be resumed
//>   shown by: "aaaaaa"
//>   fix: keep accepting the old values, or migrate saved threads
//> new/greeting/state.schema.json:11:7: breaking: the reducer of the field "log" was "append" and is "union" [reducer-changed]
//>   before: old/greeting/state.schema.json:10:7
//>   breaks: callers and nodes that update the field, and updates that are pending in saved threads
//>   shown by: the update ["a"] of ["a"] made ["a","a"], and now makes ["a"]
//>   fix: keep the reducer, or add a new field with the other one
//> greeting: 1.1.0 must become 2.0.0 (was 1.0.0)
//> 3 breaking.
console.log(result.breaks);
//> true
// #endregion

process.chdir(start);
await rm(project, { recursive: true });
