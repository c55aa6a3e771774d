import { compositions } from "./composition/enumerate.js";
import { measure } from "./composition/measure.js";
import { isBroken, textReport } from "./composition/report.js";

/*
 * npm run composition [-- EVERY]
 *
 * Measures types and validators on compositions of schemas, all of them or every so many. Ends with 1 where a type refuses a valid document, a
 * validator judges as no other does, or generated code does not compile.
 */
const [every = "1", ...others] = process.argv.slice(2);
const step = Number(every);

if (others.length > 0 || !Number.isInteger(step) || step < 1) {
  console.error("usage: npm run composition [-- EVERY], where EVERY is a whole number: 10 measures a tenth");
  process.exitCode = 2;
} else {
  const measurement = await measure(compositions().filter((_, index) => index % step === 0));
  console.log(textReport(measurement));
  if (isBroken(measurement)) process.exitCode = 1;
}
