import { escapeInLiterals } from "../print/string-literal.js";
import type { SchemaNode } from "../schema/schema-node.js";
import {
  _,
  Ajv,
  CodeGen,
  CodeName,
  KeywordCxt,
  type Name,
  names,
  nil,
  SchemaEnv,
  type SchemaObjCxt,
} from "./ajv.js";
import { applyAtTop, PLACE, placeOf } from "./apply.js";
import { vocabulary } from "./keywords/index.js";
import { optimize } from "./optimize.js";
import { scopedNames } from "./scoped-names.js";
import { tidy } from "./tidy.js";
import type { Unit } from "./unit.js";

/** Holds the vocabulary; schemas are never given to it, so it does not grow. */
const ajv = new Ajv({
  strict: false,
  strictNumbers: true,
  allErrors: true,
  messages: false,
  meta: false,
  logger: false,
  code: { lines: true },
});
ajv.addVocabulary(vocabulary);

/**
 * Prints the function that validates values against one schema.
 *
 * It takes the value, the pointer to it from the root of what is validated, and, where the schema is asked which properties and items it looked at,
 * the set to note them in. It returns whether the value fits and leaves the reasons why not in its property `errors`.
 */
export function printFunction(name: string, node: SchemaNode, unit: Unit): string {
  const gen = new CodeGen(unit.valueScope, { es5: false, lines: true });
  const functionName = new CodeName(name);
  const isTracked = unit.analysis.tracked.has(node);
  const seen = isTracked ? new CodeName("seen") : undefined;
  const parameters = _`${names.data}, ${names.instancePath} = ""${seen === undefined ? nil : _`, ${seen} = new Set()`}`;
  gen.func(functionName, parameters, false, () => {
    gen.let(names.vErrors, null);
    gen.let(names.errors, 0);
    unit.place = placeOf(node);
    gen.const(PLACE, _`${unit.place}`);
    applyAtTop(topContext(gen, functionName), node, unit, seen);
    gen.assign(_`${functionName}.errors`, names.vErrors);
    gen.return(_`${names.errors} === 0`);
  });
  optimize(gen);
  unit.helper("report");
  // Ajv writes names in ASCII, and text of the schema in string literals only.
  const text = escapeInLiterals(tidy(scopedNames(gen.toString())));
  // A text that only looks like it costs an import that nothing uses.
  for (const name of ["count", "isObject"] as const) if (text.includes(`${name}(`)) unit.helper(name);
  return text;
}

/** What Ajv wants to know where it starts. */
function topContext(gen: CodeGen, validateName: Name): KeywordCxt {
  const it: SchemaObjCxt = {
    gen,
    allErrors: true,
    data: names.data,
    parentData: names.parentData,
    parentDataProperty: names.parentDataProperty,
    dataNames: [names.data],
    dataPathArr: [nil],
    dataLevel: 0,
    dataTypes: [],
    definedProperties: new Set<string>(),
    topSchemaRef: nil,
    validateName,
    schema: {},
    schemaEnv: new SchemaEnv({ schema: {} }),
    rootId: "",
    baseId: "",
    schemaPath: nil,
    errSchemaPath: "",
    errorPath: _`""`,
    opts: ajv.opts,
    self: ajv,
  };
  return new KeywordCxt(it, { keyword: "top", type: [], schemaType: [], code: () => undefined }, "top");
}
