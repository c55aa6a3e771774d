import { escapeKey } from "../../../src/schema/validation/json-pointer.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { conjunction, evaluatingSubschemas, reachableNodes } from "../../schema/subschemas.js";
import { _, and, type Code, type KeywordCxt, type Name, names, nil, not } from "../ajv.js";
import { MAX_WEIGHT, weight } from "../analysis.js";
import { apply } from "../apply.js";
import { matchesAny, patternConstant } from "../constants.js";
import { eachProperty, fail, failIf, isAbsent, isPresent, keyword } from "../keyword.js";
import { namesCode } from "../outline.js";
import { withoutFields } from "../shared-fields.js";
import { Site } from "../site.js";

/** Up to this many names are compared one by one, more are looked up. */
const MAX_COMPARED = 8;
/** Up to this many required names are checked one by one, more in a loop. */
const MAX_UNROLLED = 32;

/** Keywords for objects (validation 6.5, core 10.3.2, 10.2.2.4 and 11.3). A property whose value is `undefined` is absent, as in JSON. */
export const objectKeywords = [
  keyword("minProperties", "object", (cxt) => {
    const { node, unit } = Site.of(cxt);
    const limit = node.minProperties;
    if (limit !== undefined)
      failIf(cxt, _`${unit.helper("size")}(${cxt.data}) < ${limit}`, _`{limit: ${limit}}`);
  }),
  keyword("maxProperties", "object", (cxt) => {
    const { node, unit } = Site.of(cxt);
    const limit = node.maxProperties;
    if (limit !== undefined)
      failIf(cxt, _`${unit.helper("size")}(${cxt.data}) > ${limit}`, _`{limit: ${limit}}`);
  }),
  keyword("required", "object", required),
  keyword("dependentRequired", "object", dependentRequired),
  keyword("properties", "object", properties),
  keyword("patternProperties", "object", patternProperties),
  keyword("additionalProperties", "object", additionalProperties),
  keyword("propertyNames", "object", propertyNames),
  keyword("dependentSchemas", "object", dependentSchemas),
  keyword("unevaluatedProperties", "object", unevaluatedProperties),
];

function required(cxt: KeywordCxt): void {
  const { node, unit } = Site.of(cxt);
  const list = [...new Set(node.required)];
  if (list.length > MAX_UNROLLED) {
    cxt.gen.forOf("name", unit.json("names", list), (name) =>
      failIf(cxt, isAbsent(cxt, name), _`{missingProperty: ${name}}`),
    );
    return;
  }
  for (const name of list) failIf(cxt, isAbsent(cxt, name), _`{missingProperty: ${name}}`);
}

/** Called `dependencies` before 2019-09. */
function dependentRequired(cxt: KeywordCxt): void {
  const { node } = Site.of(cxt);
  const { dialect } = node.origin.document;
  const place = dialect === "2020-12" || dialect === "2019-09" ? "dependentRequired" : "dependencies";
  for (const [property, list] of node.dependentRequired ?? []) {
    if (list.length === 0) continue;
    cxt.gen.if(isPresent(cxt, property), () => {
      for (const name of new Set(list)) {
        const params = _`{property: ${property}, missingProperty: ${name}}`;
        failIf(cxt, isAbsent(cxt, name), params, "dependentRequired", place);
      }
    });
  }
}

function properties(cxt: KeywordCxt): void {
  const { gen } = cxt;
  const { node, unit, seen } = Site.of(cxt);
  const { fields } = unit;
  const own = [...(withoutFields(node, fields).properties ?? [])];
  if (fields?.owners.includes(node)) apply(cxt, fields.node, { isTarget: true });
  const groups = groupsOf(own);
  for (const group of groups) {
    // A group of its own says what the whole does of these properties.
    if (groups.length > 1)
      apply(cxt, { origin: node.origin, properties: new Map(group) }, { isTarget: true });
    else
      for (const [name, schema] of group)
        gen.if(isPresent(cxt, name), () => apply(cxt, schema, { property: name }));
  }
  if (seen === undefined) return;
  const declared = [...(node.properties?.keys() ?? [])];
  if (declared.length === 1) gen.code(_`${seen}.add(${declared[0]})`);
  else if (declared.length > 1)
    gen.code(_`${unit.helper("include")}(${seen}, ${unit.json("names", declared)})`);
}

/** The properties of a large object in groups that are small enough for a function each. */
function groupsOf(list: readonly (readonly [string, SchemaNode])[]): (readonly [string, SchemaNode])[][] {
  const groups: (readonly [string, SchemaNode])[][] = [];
  let room = 0;
  for (const property of list) {
    const size = weight(property[1]) % MAX_WEIGHT;
    const last = groups.at(-1);
    if (last === undefined || size > room) {
      groups.push([property]);
      room = MAX_WEIGHT - 1 - size;
    } else {
      last.push(property);
      room -= size + 1;
    }
  }
  return groups;
}

function patternProperties(cxt: KeywordCxt): void {
  const { gen } = cxt;
  const { node, unit, seen } = Site.of(cxt);
  const list = [...(node.patternProperties ?? [])].flatMap(([pattern, schema]) => {
    const regExp = patternConstant(unit, pattern);
    return regExp === undefined ? [] : [{ regExp, schema }];
  });
  if (list.length === 0) return;
  eachProperty(cxt, (key) => {
    for (const { regExp, schema } of list) {
      gen.if(_`${regExp}.test(${key})`, () => {
        apply(cxt, schema, { property: key });
        if (seen !== undefined) gen.code(_`${seen}.add(${key})`);
      });
    }
  });
}

function additionalProperties(cxt: KeywordCxt): void {
  const { node, unit, seen } = Site.of(cxt);
  const schema = node.additionalProperties;
  if (schema === undefined) return;
  const declared = [...(node.properties?.keys() ?? [])];
  const patterns = [...(node.patternProperties?.keys() ?? [])];
  const isOther = (key: Name): Code => {
    const matches = matchesAny(unit, patterns, key);
    const conditions = matches === undefined ? [] : [not(matches)];
    if (declared.length > MAX_COMPARED) conditions.unshift(not(_`${unit.set(declared)}.has(${key})`));
    else conditions.unshift(...declared.map((name) => _`${key} !== ${name}`));
    return conditions.length === 0 ? nil : and(...conditions);
  };
  eachProperty(cxt, (key) => otherProperty(cxt, key, schema, "additionalProperty", seen), isOther);
}

function unevaluatedProperties(cxt: KeywordCxt): void {
  const { node, seen } = Site.of(cxt);
  const schema = node.unevaluatedProperties;
  if (schema === undefined || seen === undefined) return;
  eachProperty(
    cxt,
    (key) => otherProperty(cxt, key, schema, "unevaluatedProperty", seen),
    (key) => _`!${seen}.has(${key})`,
  );
}

/** The properties that a schema and those that apply to the same value declare; open where a branch takes names that it doesn't list. */
function declaredInPlace(node: SchemaNode): { readonly names: readonly string[]; readonly isOpen: boolean } {
  const parts = reachableNodes([node], evaluatingSubschemas);
  const always = conjunction(node);
  const declared = new Set<string>();
  let isOpen = false;
  for (const part of parts) {
    for (const name of part.properties?.keys() ?? []) declared.add(name);
    if (always.has(part)) continue;
    const { patternProperties, additionalProperties, unevaluatedProperties } = part;
    const others = additionalProperties ?? unevaluatedProperties;
    if (patternProperties !== undefined || (others !== undefined && others.boolean !== false)) isOpen = true;
  }
  return { names: [...declared], isOpen };
}

/** Applies the schema for further properties to one. Where there may be none, the report lists the known names. */
function otherProperty(
  cxt: KeywordCxt,
  key: Name,
  schema: SchemaNode,
  param: "additionalProperty" | "unevaluatedProperty",
  seen: Name | undefined,
): void {
  const { node, unit } = Site.of(cxt);
  if (schema.boolean === false) {
    const { names: known, isOpen } = declaredInPlace(node);
    const named =
      param === "additionalProperty" ? _`additionalProperty: ${key}` : _`unevaluatedProperty: ${key}`;
    // Any name may be one that a branch declares.
    const open = isOpen && param === "unevaluatedProperty" ? _`, open: true` : nil;
    fail(cxt, _`{${named}, known: ${namesCode(unit, known)}${open}}`);
  } else apply(cxt, schema, { property: key });
  if (seen !== undefined) cxt.gen.code(_`${seen}.add(${key})`);
}

/** The faults of a name are details of one error about the name. */
function propertyNames(cxt: KeywordCxt): void {
  const { gen, it } = cxt;
  const { node, unit } = Site.of(cxt);
  const schema = node.propertyNames;
  if (schema === undefined) return;
  eachProperty(cxt, (key) => {
    const before = gen.const("_before", names.errors);
    if (apply(cxt, schema, { name: key }) === undefined) return;
    gen.if(_`${names.errors} > ${before}`, () => {
      const [branches, forget] = [unit.helper("branches"), unit.helper("forget")];
      const reasons = gen.const("reasons", _`${branches}(${names.vErrors}, [${before}])`);
      gen.assign(names.vErrors, _`${forget}(${names.vErrors}, ${before})`);
      gen.assign(names.errors, before);
      fail(cxt, it.createErrors === false ? nil : _`{propertyName: ${key}, branches: ${reasons}}`);
    });
  });
}

/** Called `dependencies` before 2019-09. */
function dependentSchemas(cxt: KeywordCxt): void {
  const { node, seen } = Site.of(cxt);
  const { dialect } = node.origin.document;
  const place = dialect === "2020-12" || dialect === "2019-09" ? "dependentSchemas" : "dependencies";
  for (const [property, schema] of node.dependentSchemas ?? []) {
    cxt.gen.if(isPresent(cxt, property), () => {
      if (schema.boolean !== false) apply(cxt, schema, { seen });
      else fail(cxt, _`{required: [${property}]}`, "false schema", `${place}/${escapeKey(property)}`);
    });
  }
}
