import { formatCheck } from "../../schema/formats.js";
import { _, type KeywordCxt, not } from "../ajv.js";
import { patternConstant } from "../constants.js";
import { failIf, keyword } from "../keyword.js";
import { Site } from "../site.js";

/** Keywords for strings (validation 6.3 and 7). Lengths are counted in code points; a string has at most as many as UTF-16 units. */
export const stringKeywords = [
  keyword("minLength", "string", minLength),
  keyword("maxLength", "string", maxLength),
  keyword("pattern", "string", pattern),
  keyword("format", "string", format),
];

function minLength(cxt: KeywordCxt): void {
  const { node, unit } = Site.of(cxt);
  const limit = node.minLength;
  if (limit === undefined || limit <= 0) return;
  const length = limit <= 1 ? _`${cxt.data}.length` : _`${unit.helper("codePoints")}(${cxt.data})`;
  failIf(cxt, _`${length} < ${limit}`, _`{limit: ${limit}}`);
}

function maxLength(cxt: KeywordCxt): void {
  const { node, unit } = Site.of(cxt);
  const limit = node.maxLength;
  if (limit === undefined) return;
  const isLong = _`${cxt.data}.length > ${limit} && ${unit.helper("codePoints")}(${cxt.data}) > ${limit}`;
  failIf(cxt, isLong, _`{limit: ${limit}}`);
}

function pattern(cxt: KeywordCxt): void {
  const { node, unit } = Site.of(cxt);
  if (node.pattern === undefined) return;
  const regExp = patternConstant(unit, node.pattern);
  if (regExp === undefined) return;
  failIf(cxt, not(_`${regExp}.test(${cxt.data})`), _`{pattern: ${node.pattern}}`);
}

function format(cxt: KeywordCxt): void {
  const { node, unit } = Site.of(cxt);
  const check = formatCheck("string", node.format);
  if (check === undefined) return;
  failIf(cxt, not(_`${unit.helper(check)}(${cxt.data})`), _`{format: ${node.format}}`);
}
