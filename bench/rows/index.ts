import type { Row } from "../row.js";
import { bundle } from "./bundle.js";
import { chain } from "./chain.js";
import { context } from "./context.js";
import { generate } from "./generate.js";
import { greeting } from "./greeting.js";
import { importing } from "./import.js";
import { instantiations } from "./instantiations.js";
import { memory } from "./memory.js";
import { output } from "./output.js";
import { program } from "./program.js";
import { scale } from "./scale.js";
import { start } from "./start.js";
import { unchanged } from "./unchanged.js";
import { watch } from "./watch.js";

/** The suite, in the order in which it runs and is told. */
export const rows: readonly Row[] = [
  greeting,
  chain,
  context,
  importing,
  bundle,
  instantiations,
  program,
  start,
  generate,
  unchanged,
  watch,
  scale,
  memory,
  output,
];
