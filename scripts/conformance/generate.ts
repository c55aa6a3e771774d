import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { discover } from "../../codegen/discover/discover.js";
import { compile } from "../../codegen/pipeline/compile.js";
import { formatProblem } from "../../codegen/problems/problem.js";
import type { JsonSchema } from "../../codegen/schema/json.js";

/** Where the pipeline put the type and the validator of one schema; paths are relative to the folder it generated into. */
export type Generated =
  | {
      readonly typeModule: string;
      readonly typeName: string;
      readonly validatorModule: string;
      readonly validatorName: string;
    }
  | { readonly refused: string };

/**
 * Sends one schema through the whole pipeline, as the events of a contract: they may be any values.
 *
 * @param place - An empty folder for schemas and generated files.
 */
export async function generateCase(
  schema: JsonSchema,
  documents: ReadonlyMap<string, JsonSchema>,
  place: string,
): Promise<Generated> {
  const schemas = join(place, "schemas");
  mkdirSync(join(schemas, "case"), { recursive: true });
  writeFileSync(join(schemas, "case/events.schema.json"), JSON.stringify(schema, null, 2));
  writeFileSync(join(schemas, "case/state.schema.json"), JSON.stringify({ type: "object", properties: {} }));
  const { discovery } = discover(schemas, "schemas");
  const files = new Map<string, string>();
  const sink = { put: (path: string, text: string) => files.set(path, text), clear: () => files.clear() };
  const problems = await compile(discovery, { cwd: place, source: "schemas", documents }, sink);
  const [fault] = problems.filter(({ severity }) => severity === "error");
  if (fault !== undefined) return { refused: firstLine(formatProblem(fault)) };
  for (const [path, text] of files) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  const types = files.get("case/client.ts") ?? "";
  return {
    typeModule: "case/client.ts",
    // What one may pass, where that is not what one gets.
    typeName: /^export (?:interface|type) CaseEventsInput\b/m.test(types) ? "CaseEventsInput" : "CaseEvents",
    validatorModule: "case/validators.ts",
    validatorName: "validateCaseEvents",
  };
}

function firstLine(text: string): string {
  return text.slice(0, text.search(/\n|$/));
}
