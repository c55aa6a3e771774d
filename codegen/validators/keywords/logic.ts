import { discriminatorOf, requires } from "../../defaults/discriminator.js";
import { possibleTypes } from "../../defaults/json-types.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { secretsOf } from "../../schema/secrets.js";
import {
  _,
  type Code,
  checkDataTypes,
  getProperty,
  type KeywordCxt,
  type Name,
  names,
  nil,
  not,
  or,
} from "../ajv.js";
import { apply } from "../apply.js";
import { fail, forgetSince, isScalar, keyword, literal } from "../keyword.js";
import { outlineCode, outlineOf } from "../outline.js";
import { assertionsOf, Site } from "../site.js";

/** Longer chains of conditions would be nested too deeply for the code generator. */
const MAX_CHAINED = 200;
/** Up to this many constants are listed in place. */
const MAX_LISTED = 8;

/** Keywords that combine schemas for the same value (core 10.2). */
export const logicKeywords = [
  keyword("allOf", undefined, (cxt) => {
    const { node, seen } = Site.of(cxt);
    for (const schema of node.allOf ?? []) apply(cxt, schema, { seen });
  }),
  keyword("anyOf", undefined, anyOf),
  keyword("oneOf", undefined, oneOf),
  keyword("not", undefined, negation),
  keyword("if", undefined, condition),
];

function anyOf(cxt: KeywordCxt): void {
  const { gen } = cxt;
  const { node, seen } = Site.of(cxt);
  if (dispatch(cxt, node.anyOf ?? [])) return;
  const fits = gen.let("fits", false);
  const starts: Name[] = [];
  for (const schema of node.anyOf ?? []) {
    const isFirst = starts.length === 0;
    starts.push(gen.const("_start", names.errors));
    const check = () => gen.assign(fits, _`${fits} || ${branch(cxt, schema, seen)}`);
    // Whoever wants to know what was looked at needs all branches that fit; else the first settles it.
    if (isFirst || seen !== undefined) check();
    else gen.if(not(fits), check);
  }
  conclude(cxt, fits, starts, tagCode(node.anyOf ?? []));
}

/** What a message about a union needs to know: the property that tells its branches apart. */
function tagCode(branches: readonly SchemaNode[]): Code {
  const tag = discriminatorOf(branches)?.property;
  return tag === undefined ? nil : _`tag: ${tag}, `;
}

function oneOf(cxt: KeywordCxt): void {
  const { gen } = cxt;
  const { node, seen } = Site.of(cxt);
  if (dispatch(cxt, node.oneOf ?? [])) return;
  const count = gen.let("count", 0);
  const starts: Name[] = [];
  for (const schema of node.oneOf ?? []) {
    starts.push(gen.const("_start", names.errors));
    gen.if(branch(cxt, schema, seen), () => gen.code(_`${count}++`));
  }
  conclude(cxt, _`${count} === 1`, starts, _`matches: ${count}, ${tagCode(node.oneOf ?? [])}`);
}

/**
 * Makes the code for a union of objects that a required property with a constant tells apart: only the branch with the value's constant can fit, so only that
 * is checked, and what is wrong with it is what is wrong with the value.
 *
 * @returns Whether the union is such a one.
 */
function dispatch(cxt: KeywordCxt, branches: readonly SchemaNode[]): boolean {
  const { gen, data } = cxt;
  const { unit, seen } = Site.of(cxt);
  if (branches.length > MAX_CHAINED) return false;
  if (!branches.every((each) => [...possibleTypes(each)].every((type) => type === "object"))) return false;
  const discriminator = discriminatorOf(branches);
  if (discriminator === undefined) return false;
  const { property, values } = discriminator;
  if (!branches.every((each) => requires(each, property))) return false;

  const has = unit.helper("has");
  const isObject = checkDataTypes(["object"], data, true);
  const own = _`${data}${getProperty(property)}`;
  const tag = gen.const("tag", _`${isObject} && ${has}(${data}, ${property}) ? ${own} : undefined`);
  for (const [index, schema] of branches.entries()) {
    const tags = (values[index] ?? []).filter(isScalar).map((value) => _`${tag} === ${value}`);
    const isThis = tags.length === 0 ? _`false` : or(...tags);
    if (index === 0) gen.if(isThis);
    else gen.elseIf(isThis);
    apply(cxt, schema, { seen });
  }
  gen.else();
  const all = values.flat();
  const allowed = all.length > MAX_LISTED ? unit.json("names", all) : literal(all.filter(isScalar));
  fail(cxt, _`{property: ${property}, allowedValues: ${allowed}}`);
  gen.endIf();
  return true;
}

/** Makes the code for one branch of a union, and the condition under which it fits. */
function branch(cxt: KeywordCxt, schema: SchemaNode, seen: Name | undefined): Code {
  const { gen } = cxt;
  if (seen === undefined) return apply(cxt, schema) ?? _`true`;
  const view = gen.const("seen", _`new Set()`);
  const valid = apply(cxt, schema, { seen: view }) ?? _`true`;
  gen.if(valid, () => gen.code(_`${Site.of(cxt).unit.helper("include")}(${seen}, ${view})`));
  return valid;
}

/** Makes the code that forgets the branches' errors where the union fits, and else puts them, branch by branch, into one error. */
function conclude(cxt: KeywordCxt, fits: Code, starts: readonly Name[], params: Code): void {
  const { gen, it } = cxt;
  const { unit } = Site.of(cxt);
  const [start] = starts;
  if (start === undefined) return;
  gen.if(
    fits,
    () => forgetSince(cxt, start),
    () => {
      if (it.createErrors === false) return fail(cxt, nil);
      const reasons = gen.const(
        "reasons",
        _`${unit.helper("branches")}(${names.vErrors}, ${literal(starts)})`,
      );
      gen.assign(names.vErrors, _`${unit.helper("forget")}(${names.vErrors}, ${start})`);
      gen.assign(names.errors, start);
      fail(cxt, _`{${params}branches: ${reasons}}`);
    },
  );
}

function negation(cxt: KeywordCxt): void {
  const { node } = Site.of(cxt);
  if (node.not !== undefined) ruleOut(cxt, node.not);
}

/** Makes the code that refuses what fits a schema. Of several that are ruled out, each is checked by itself, so that a message can name it. */
function ruleOut(cxt: KeywordCxt, schema: SchemaNode): void {
  const [keyword, ...others] = Object.keys(assertionsOf(schema));
  if (others.length === 0 && keyword === "anyOf") {
    for (const each of schema.anyOf ?? []) ruleOut(cxt, each);
    return;
  }
  if (others.length === 0 && keyword === "not" && schema.not !== undefined) {
    apply(cxt, schema.not);
    return;
  }
  const valid = test(cxt, schema, undefined);
  if (valid === undefined) fail(cxt, _`{}`, "false schema", "not");
  else cxt.gen.if(valid, () => fail(cxt, ruledOut(cxt, schema)));
}

/** What a message needs to know of a schema that values must not fit; nothing where it would tell what is in a secret. */
function ruledOut(cxt: KeywordCxt, schema: SchemaNode): Code {
  const { node, unit } = Site.of(cxt);
  const hasSecrets = unit.analysis.hasSecrets && secretsOf(node) !== undefined;
  return outlineCode(unit, hasSecrets ? {} : outlineOf(schema));
}

function condition(cxt: KeywordCxt): void {
  const { gen } = cxt;
  const { node, unit, seen } = Site.of(cxt);
  if (node.if === undefined) return;
  const { if: premise, then: consequence, else: alternative } = node;
  const view = seen === undefined ? undefined : gen.const("seen", _`new Set()`);
  const start = gen.const("_start", names.errors);
  // Where nothing else is allowed, what the condition has against a value is what is wrong with it.
  const isDemanded = alternative !== undefined && endsInNever(alternative);
  const valid = isDemanded ? apply(cxt, premise, { seen: view }) : test(cxt, premise, view);
  const holds = () => {
    if (seen !== undefined && view !== undefined) gen.code(_`${unit.helper("include")}(${seen}, ${view})`);
    if (consequence === undefined) return;
    if (isNever(consequence)) fail(cxt, ruledOut(cxt, premise), "false schema", "then");
    else apply(cxt, consequence, { seen });
  };
  const fails = () => {
    if (alternative === undefined || isNever(alternative)) return;
    const next = gen.const("_start", names.errors);
    const fits = apply(cxt, alternative, { seen });
    if (isDemanded && fits !== undefined) conclude(cxt, fits, [start, next], nil);
  };
  if (valid === undefined) holds();
  else gen.if(valid, holds, fails);
}

/** Whether all that a schema says is a chain of conditions, the last of which leaves nothing else. */
function endsInNever(node: SchemaNode): boolean {
  if (isNever(node)) return true;
  const isCondition = Object.keys(assertionsOf(node)).every((keyword) => keyword === "if");
  return isCondition && node.if !== undefined && node.else !== undefined && endsInNever(node.else);
}

/** Whether a schema says at once that nothing fits it: `false`, or `{ "not": {} }`. */
function isNever(node: SchemaNode): boolean {
  if (node.boolean !== undefined) return !node.boolean;
  return node.not !== undefined && Object.keys(assertionsOf(node.not)).length === 0;
}

/** Makes the code that finds out whether the value fits a schema, and leaves no errors behind. */
function test(cxt: KeywordCxt, schema: SchemaNode, seen: Name | undefined): Name | undefined {
  const before = cxt.gen.const("_before", names.errors);
  const valid = apply(cxt, schema, { seen, silent: true });
  if (valid !== undefined) forgetSince(cxt, before);
  return valid;
}
