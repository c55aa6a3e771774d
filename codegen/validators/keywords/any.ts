import { _, and, checkDataTypes, DataType, type KeywordCxt, names, nil, not, strConcat } from "../ajv.js";
import { apply } from "../apply.js";
import { fail, failIf, isScalar, keyword, literal } from "../keyword.js";
import { Site } from "../site.js";

/** Up to this many values are compared one by one, more are looked up. */
const MAX_COMPARED = 8;

/** Keywords for values of any type (validation 6.1), references, and the schema `false`. */
export const anyKeywords = [
  keyword("never", undefined, (cxt) => fail(cxt, _`{}`, "false schema", null)),
  // Checked by Ajv before all others; known here so that a schema that only has a type counts as one that says something.
  keyword("type", undefined, () => undefined),
  keyword("types", undefined, types),
  keyword("const", undefined, constant),
  keyword("enum", undefined, enumeration),
  keyword("call", undefined, call),
  keyword("refs", undefined, (cxt) => {
    const { node, seen } = Site.of(cxt);
    for (const target of node.refs ?? []) apply(cxt, target, { seen, isTarget: true });
  }),
];

/** `type` with several types; Ajv checks a single one itself. */
function types(cxt: KeywordCxt): void {
  const list = [...(Site.of(cxt).node.type ?? [])];
  const wrong = checkDataTypes(list, cxt.data, true, DataType.Wrong);
  failIf(cxt, wrong, _`{type: ${literal(list)}}`, "type");
}

function constant(cxt: KeywordCxt): void {
  const { node, unit } = Site.of(cxt);
  const value = node.const?.value;
  if (value === undefined) return;
  if (isScalar(value)) {
    failIf(cxt, _`${cxt.data} !== ${value}`, _`{allowedValue: ${value}}`);
    return;
  }
  const name = unit.json("constant", value);
  failIf(cxt, _`!${unit.helper("equal")}(${cxt.data}, ${name})`, _`{allowedValue: ${name}}`);
}

function enumeration(cxt: KeywordCxt): void {
  const { data } = cxt;
  const { node, unit } = Site.of(cxt);
  const values = node.enum ?? [];
  const scalars = values.filter(isScalar);
  const others = values.filter((value) => !isScalar(value));
  const isFew = scalars.length <= MAX_COMPARED;
  const isOther = isFew
    ? scalars.map((value) => _`${data} !== ${value}`)
    : [_`!${unit.set(scalars)}.has(${data})`];
  if (others.length > 0) {
    const equal = unit.helper("equal");
    isOther.push(_`!${unit.json("names", others)}.some((each) => ${equal}(${data}, each))`);
  }
  const allowed = isFew && others.length === 0 ? literal(scalars) : unit.json("names", values);
  failIf(cxt, isOther.length === 0 ? _`true` : and(...isOther), _`{allowedValues: ${allowed}}`);
}

/** Leaves the check to the validator that the schema has of its own. */
function call(cxt: KeywordCxt): void {
  const { gen, data, it } = cxt;
  const { node, unit, seen } = Site.of(cxt);
  const callee = unit.callee(node, { isWanted: true });
  if (callee === undefined) throw new Error("a schema without a validator was to be called");
  const path = strConcat(names.instancePath, it.errorPath);
  const view = seen !== undefined && unit.analysis.tracked.has(node) ? _`, ${seen}` : nil;
  gen.if(not(_`${callee}(${data}, ${path}${view})`), () => {
    gen.assign(names.vErrors, _`${unit.helper("join")}(${names.vErrors}, ${callee}.errors)`);
    gen.assign(names.errors, _`${names.vErrors}.length`);
  });
}
