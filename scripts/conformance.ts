import { existsSync } from "node:fs";
import { measure } from "./conformance/measure.js";
import { isBroken, jsonReport, textReport } from "./conformance/report.js";
import { readSuite } from "./conformance/suite.js";

/*
 * npm run conformance -- FOLDER [--json]
 *
 * Measures types and validators on the cases of the official JSON Schema suite, or of a folder laid out like it. Ends with 1 where a valid
 * instance does not fit its type, generated code does not compile or a format is judged otherwise, with 2 where there is nothing to measure.
 */
const [folder, ...others] = process.argv.slice(2).filter((argument) => argument !== "--json");
const json = process.argv.includes("--json");

if (folder === undefined || others.length > 0) {
  console.error("usage: npm run conformance -- FOLDER [--json]");
  process.exitCode = 2;
} else if (!existsSync(folder)) {
  console.error(`${folder} is not there: give the folder of the JSON Schema test suite`);
  process.exitCode = 2;
} else {
  const results = await measure(readSuite(folder), { peer: !json });
  console.log(json ? JSON.stringify(jsonReport(results), null, 2) : textReport(results));
  if (results.some(isBroken)) process.exitCode = 1;
}
