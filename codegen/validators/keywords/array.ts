import { isSecret } from "../../schema/secrets.js";
import { _, type KeywordCxt, names } from "../ajv.js";
import { apply } from "../apply.js";
import { failIf, forgetSince, keyword } from "../keyword.js";
import { outlineOf, wantedCode } from "../outline.js";
import { Site } from "../site.js";

/** Keywords for arrays (validation 6.4, core 10.3.1 and 11.2). */
export const arrayKeywords = [
  keyword("minItems", "array", (cxt) => {
    const limit = Site.of(cxt).node.minItems;
    if (limit !== undefined) failIf(cxt, _`${cxt.data}.length < ${limit}`, _`{limit: ${limit}}`);
  }),
  keyword("maxItems", "array", (cxt) => {
    const limit = Site.of(cxt).node.maxItems;
    if (limit !== undefined) failIf(cxt, _`${cxt.data}.length > ${limit}`, _`{limit: ${limit}}`);
  }),
  keyword("uniqueItems", "array", uniqueItems),
  keyword("prefixItems", "array", prefixItems),
  keyword("items", "array", items),
  keyword("contains", "array", contains),
  keyword("unevaluatedItems", "array", unevaluatedItems),
];

function uniqueItems(cxt: KeywordCxt): void {
  const { gen, data } = cxt;
  const { node, unit } = Site.of(cxt);
  if (node.uniqueItems !== true) return;
  const pair = gen.const("pair", _`${unit.helper("duplicate")}(${data})`);
  failIf(cxt, _`${pair} !== undefined`, _`{indexes: ${pair}}`);
}

function prefixItems(cxt: KeywordCxt): void {
  const { gen, data } = cxt;
  const { node, unit, seen } = Site.of(cxt);
  const schemas = node.prefixItems ?? [];
  for (const [index, schema] of schemas.entries()) {
    gen.if(_`${data}.length > ${index}`, () => apply(cxt, schema, { item: index }));
  }
  if (seen !== undefined) {
    gen.code(_`${unit.helper("includeItems")}(${seen}, 0, Math.min(${data}.length, ${schemas.length}))`);
  }
}

function items(cxt: KeywordCxt): void {
  const { gen, data } = cxt;
  const { node, unit, seen } = Site.of(cxt);
  const from = node.prefixItems?.length ?? 0;
  const schema = node.items;
  if (schema === undefined) return;
  if (schema.boolean === false) failIf(cxt, _`${data}.length > ${from}`, _`{limit: ${from}}`);
  else gen.forRange("i", from, _`${data}.length`, (index) => apply(cxt, schema, { item: index }));
  if (seen !== undefined) gen.code(_`${unit.helper("includeItems")}(${seen}, ${from}, ${data}.length)`);
}

/** Before 2020-12, `contains` did not count as looking at items (for `unevaluatedItems`). */
function contains(cxt: KeywordCxt): void {
  const { gen, data } = cxt;
  const { node, unit, seen } = Site.of(cxt);
  const schema = node.contains;
  const min = node.minContains ?? 1;
  const max = node.maxContains;
  if (schema === undefined) return;
  const view = node.origin.document.dialect === "2020-12" ? seen : undefined;
  if (min <= 0 && max === undefined && view === undefined) return;
  const count = gen.let("count", 0);
  const before = gen.const("_before", names.errors);
  gen.forRange("i", 0, _`${data}.length`, (index) => {
    const start = gen.const("_start", names.errors);
    const valid = apply(cxt, schema, { item: index, silent: true });
    const found = () => {
      gen.code(_`${count}++`);
      if (view !== undefined) gen.code(_`${view}.add(${index})`);
    };
    if (valid === undefined) found();
    else gen.if(_`${start} === ${names.errors}`, found);
  });
  forgetSince(cxt, before);
  const isMany = max === undefined ? _`` : _` || ${count} > ${max}`;
  const limits = max === undefined ? _`min: ${min}` : _`min: ${min}, max: ${max}`;
  const params = _`{${limits}, wanted: ${wantedCode(unit, isSecret(schema) ? {} : outlineOf(schema))}}`;
  failIf(cxt, _`${count} < ${min}${isMany}`, params);
}

function unevaluatedItems(cxt: KeywordCxt): void {
  const { gen, data } = cxt;
  const { node, unit, seen } = Site.of(cxt);
  const schema = node.unevaluatedItems;
  if (schema === undefined || seen === undefined) return;
  gen.forRange("i", 0, _`${data}.length`, (index) =>
    gen.if(_`!${seen}.has(${index})`, () => apply(cxt, schema, { item: index })),
  );
  gen.code(_`${unit.helper("includeItems")}(${seen}, 0, ${data}.length)`);
}
