import type { SchemaNode } from "../schema/schema-node.js";
import { type Secrets, secretsOf } from "../schema/secrets.js";
import {
  _,
  type Code,
  CodeName,
  getErrorPath,
  type KeywordCxt,
  type Name,
  names,
  nil,
  not,
  or,
  PathType,
  str,
  strConcat,
} from "./ajv.js";
import { MAX_WEIGHT, weight } from "./analysis.js";
import { matchesAny } from "./constants.js";
import { Site } from "./site.js";
import type { Unit } from "./unit.js";

/** To what, and how, a schema is applied. */
export interface Application {
  /** A property of the value, by a fixed name or a variable that holds it. */
  readonly property?: string | Name;
  /** An item of the value. */
  readonly item?: number | Name;
  /** A variable that holds the name of a property, which is what is checked. */
  readonly name?: Name;
  /** Where to note what was looked at; without it, nobody wants to know. Only for the value itself. */
  readonly seen?: Name | undefined;
  /** The schema is referred to, and so gets a validator of its own. */
  readonly isTarget?: boolean;
  /** Only whether it fits matters: errors are thrown away. */
  readonly silent?: boolean;
}

/** How deeply a function nests sites before the next gets a function of its own: bounds nesting of code, and of calls while it is made. */
const MAX_DEPTH = 12;

/**
 * Makes the code that checks a value, or a part of it, against a schema. Errors are added to those of the function.
 *
 * @returns A variable that tells whether the value fits; undefined where everything does.
 */
export function apply(cxt: KeywordCxt, node: SchemaNode, application: Application = {}): Name | undefined {
  const outer = Site.of(cxt);
  return applyIn(cxt, node, application, outer.unit, outer.depth + 1);
}

/** Like {@link apply}, from the top of a function. */
export function applyAtTop(
  cxt: KeywordCxt,
  node: SchemaNode,
  unit: Unit,
  seen: Name | undefined,
): Name | undefined {
  return applyIn(cxt, node, { seen }, unit, 0);
}

function applyIn(
  cxt: KeywordCxt,
  node: SchemaNode,
  application: Application,
  unit: Unit,
  depth: number,
): Name | undefined {
  const { gen, it } = cxt;
  const { property, item, name, seen, isTarget, silent } = application;
  const isOwn = isTarget === true || depth >= MAX_DEPTH || weight(node) === MAX_WEIGHT;
  const isCall = depth > 0 && unit.callee(node, { isWanted: isOwn }) !== undefined;
  const hasOwnView =
    !isCall && (node.unevaluatedItems !== undefined || node.unevaluatedProperties !== undefined);
  // `unevaluated*` sees what its own schema and those in it looked at, not what their siblings did.
  const view = hasOwnView ? gen.const("seen", _`new Set()`) : seen;
  const site = new Site(node, unit, view, depth, isCall);
  if (site.isTrivial) return undefined;

  const isPart = property !== undefined || item !== undefined;
  const path = isPart ? partPath(it.errorPath, property, item) : it.errorPath;
  const isTop = depth === 0;
  const mayHaveSecrets = unit.analysis.hasSecrets && !isCall && (isPart || isTop);
  const reports = !silent && it.createErrors !== false;
  const concealSecrets = mayHaveSecrets && reports ? secretsConcealer(cxt, node, unit, path) : undefined;
  const valid = gen.name("valid");
  cxt.subschema(
    {
      schema: site,
      schemaPath: nil,
      topSchemaRef: nil,
      // Ajv takes it for a string that it adds to, which works as well with code.
      errSchemaPath: placeIn(unit.place, node) as unknown as string,
      ...(property === undefined ? {} : { dataProp: property, dataPropType: PathType.Str }),
      ...(item === undefined ? {} : { dataProp: item, dataPropType: PathType.Num }),
      ...(name === undefined ? {} : { data: name }),
      ...(silent ? { createErrors: false } : {}),
    },
    valid,
  );
  concealSecrets?.();
  if (hasOwnView && view !== undefined && seen !== undefined) {
    gen.code(_`${unit.helper("include")}(${seen}, ${view})`);
  }
  return valid;
}

/** Notes how many errors there are; what is returned conceals those that were added since and show a secret of the node's values. */
function secretsConcealer(
  { gen }: KeywordCxt,
  node: SchemaNode,
  unit: Unit,
  path: Code,
): (() => void) | undefined {
  const secrets = secretsOf(node);
  if (secrets === undefined) return undefined;
  const before = gen.const("_before", names.errors);
  return () => {
    const conceal = unit.helper("conceal");
    const condition = isSecretCode(unit, secrets);
    gen.if(_`${names.errors} > ${before}`, () =>
      gen.code(
        _`${conceal}(${names.vErrors}, ${before}, ${strConcat(names.instancePath, path)}${condition})`,
      ),
    );
  };
}

/** The variable of a function that holds where its schema stands. */
export const PLACE = new CodeName("place");

/** The file of a schema and where in it the schema stands. */
export function placeOf({ origin }: SchemaNode): string {
  return `${origin.document.path}#${origin.pointer}`;
}

/** The place of a schema inside a function whose schema stands at `outer`. */
function placeIn(outer: string, node: SchemaNode): Code {
  const place = placeOf(node);
  if (place === outer) return _`${PLACE}`;
  return place.startsWith(`${outer}/`) ? str`${PLACE}${place.slice(outer.length)}` : str`${place}`;
}

function partPath(path: Code, property: string | Name | undefined, item: number | Name | undefined): Code {
  if (property !== undefined) return str`${path}${getErrorPath(property, PathType.Str)}`;
  return item === undefined ? path : str`${path}${getErrorPath(item, PathType.Num)}`;
}

/** A function that tells which keys are secret; nothing where the value is one itself. */
function isSecretCode(unit: Unit, secrets: Secrets): Code {
  if (secrets.self) return nil;
  const key = new CodeName("key");
  const isOneOf = (list: readonly string[]) => _`${unit.json("names", list)}.includes(${key})`;
  const conditions: Code[] = secrets.properties.length === 0 ? [] : [isOneOf(secrets.properties)];
  const matches = matchesAny(unit, secrets.patterns, key);
  if (matches !== undefined) conditions.push(matches);
  if (secrets.allBut !== undefined) {
    conditions.push(secrets.allBut.length === 0 ? _`true` : not(isOneOf(secrets.allBut)));
  }
  return _`, (key) => ${or(...conditions)}`;
}
