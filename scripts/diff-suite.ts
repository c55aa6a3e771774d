import { measure } from "./diff-suite/measure.js";
import { arrayPairs } from "./diff-suite/pairs/arrays.js";
import { contractPairs } from "./diff-suite/pairs/contracts.js";
import { filePairs } from "./diff-suite/pairs/files.js";
import { logicPairs } from "./diff-suite/pairs/logic.js";
import { objectPairs } from "./diff-suite/pairs/objects.js";
import { scalarPairs } from "./diff-suite/pairs/scalars.js";
import { jsoncompat } from "./diff-suite/peer.js";
import { randomPairs } from "./diff-suite/random.js";
import { countOf, isBroken, type Judged, textReport } from "./diff-suite/report.js";

/*
 * npm run diff-suite [-- PAIRS [SEED]]
 *
 * Asks `graphwright diff` about labelled pairs, beside jsoncompat where it can be fetched, and then tries 100,000 values on random pairs. Ends with 1 where a break is missed, where more than 5 % of what is compatible is alarmed about, or
 * where a value contradicts "compatible".
 */
const [count = "500", seed = "1"] = process.argv.slice(2);
const pairs = [...scalarPairs, ...arrayPairs, ...objectPairs, ...logicPairs];
const own = await measure(pairs, [...contractPairs, ...filePairs]);
const peer = await jsoncompat();
const judged: Judged[] = [...own].map(([known, answer]) => ({ known, answer, peer: peer?.(known) }));
console.log(textReport(judged, peer !== undefined));
const random = randomPairs({ count: Number(count), seed: Number(seed), tries: 100_000 });
console.log(random.text);
if (
  isBroken(countOf(judged.map(({ known, answer }) => [known, answer.verdict]))) ||
  random.contradictions > 0
)
  process.exitCode = 1;
