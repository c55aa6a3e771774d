import { formatCheck } from "../../schema/formats.js";
import { _, type KeywordCxt, not } from "../ajv.js";
import { failIf, keyword } from "../keyword.js";
import { Site } from "../site.js";

/** Keywords for numbers (validation 6.2), and formats of numbers (OpenAPI has some). */
export const numberKeywords = [
  keyword("minimum", "number", (cxt) => {
    const limit = Site.of(cxt).node.minimum;
    if (limit !== undefined) failIf(cxt, _`${cxt.data} < ${limit}`, _`{limit: ${limit}}`);
  }),
  keyword("maximum", "number", (cxt) => {
    const limit = Site.of(cxt).node.maximum;
    if (limit !== undefined) failIf(cxt, _`${cxt.data} > ${limit}`, _`{limit: ${limit}}`);
  }),
  keyword("exclusiveMinimum", "number", (cxt) => {
    const limit = Site.of(cxt).node.exclusiveMinimum;
    if (limit !== undefined) failIf(cxt, _`${cxt.data} <= ${limit}`, _`{limit: ${limit}}`);
  }),
  keyword("exclusiveMaximum", "number", (cxt) => {
    const limit = Site.of(cxt).node.exclusiveMaximum;
    if (limit !== undefined) failIf(cxt, _`${cxt.data} >= ${limit}`, _`{limit: ${limit}}`);
  }),
  keyword("multipleOf", "number", multipleOf),
  keyword("numberFormat", "number", format),
];

function multipleOf(cxt: KeywordCxt): void {
  const { node, unit } = Site.of(cxt);
  const divisor = node.multipleOf;
  if (divisor === undefined) return;
  // What a binary remainder can tell for integers needs no decimals.
  const isOff =
    divisor === 1 ? _`${cxt.data} % 1 !== 0` : not(_`${unit.helper("isMultiple")}(${cxt.data}, ${divisor})`);
  failIf(cxt, isOff, _`{multipleOf: ${divisor}}`);
}

function format(cxt: KeywordCxt): void {
  const { node, unit } = Site.of(cxt);
  const check = formatCheck("number", node.format);
  if (check === undefined) return;
  failIf(cxt, not(_`${unit.helper(check)}(${cxt.data})`), _`{format: ${node.format}}`, "format");
}
