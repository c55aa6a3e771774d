import { existsSync } from "node:fs";
import { readSuite } from "./conformance/suite.js";
import { compare, staleFaults } from "./oracle/compare.js";
import { type OracleResult, textReport } from "./oracle/report.js";
import { groupsOf, repositoryContracts } from "./oracle/subject.js";

/*
 * npm run oracle -- [FOLDER]
 *
 * Has json-schema-to-typescript print the types that our evaluation arrives at, and the compiler compare them with what our printer says: for every contract
 * of the repository, and for every group of the official JSON Schema suite where its folder is given. Ends with 1 where the two differ or an exception no longer
 * applies, with 2 where the folder is not there.
 */
const [folder, ...others] = process.argv.slice(2);

if (others.length > 0) {
  console.error("usage: npm run oracle -- [FOLDER]");
  process.exitCode = 2;
} else if (folder !== undefined && !existsSync(folder)) {
  console.error(`${folder} is not there: give the folder of the JSON Schema test suite`);
  process.exitCode = 2;
} else {
  const results: OracleResult[] = [];
  const parts = new Map([["contracts of the repository", repositoryContracts()]]);
  if (folder !== undefined) for (const [name, groups] of groupsOf(readSuite(folder))) parts.set(name, groups);
  for (const [name, subjects] of parts) {
    results.push({
      name,
      subjects: subjects.length,
      excepted: await compare(subjects),
      // For a property that it throws for, it would print none of the types.
      plain: await compare(subjects, { around: new Set(["has-own-property"]) }),
    });
  }
  const stale = await staleFaults();
  console.log(textReport(results, stale));
  if (stale.length > 0 || results.some(({ excepted }) => excepted.disagreements.length > 0)) {
    process.exitCode = 1;
  }
}
