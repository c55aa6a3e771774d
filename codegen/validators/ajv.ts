/**
 * The parts of Ajv that validators are made with: its code generator, its compiler of one schema object, and the interface of its keywords.
 * The vocabulary is ours (`keywords/`): it reads schema nodes instead of JSON, and gets right what Ajv's own gets wrong (properties named
 * like members of `Object.prototype`, `contains` beside `unevaluatedItems`, decimals in `multipleOf`, references through `$id` and anchors).
 */

import ajvNames from "ajv/dist/compile/names.js";
import core from "ajv/dist/core.js";

export { _Code as ExpressionCode } from "ajv/dist/compile/codegen/code.js";
export type { Code, Name } from "ajv/dist/compile/codegen/index.js";
export {
  _,
  and,
  CodeGen,
  getProperty,
  Name as CodeName,
  nil,
  not,
  or,
  str,
  strConcat,
  ValueScope,
} from "ajv/dist/compile/codegen/index.js";
export { SchemaEnv, type SchemaObjCxt } from "ajv/dist/compile/index.js";
export { getErrorPath, Type as PathType } from "ajv/dist/compile/util.js";
export { checkDataTypes, DataType } from "ajv/dist/compile/validate/dataType.js";
export { KeywordCxt } from "ajv/dist/compile/validate/index.js";
export type { CodeKeywordDefinition } from "ajv/dist/types/index.js";

/** Ajv without any vocabulary. */
export const Ajv = exported(core);
export type Ajv = InstanceType<typeof core.default>;

/** The names that Ajv gives the variables of every validator. */
export const names = exported(ajvNames);

/** Ajv is CommonJS: some loaders import a module's `exports`, others the `default` among them at once. */
function exported<Value extends object>(module: { readonly default: Value }): Value {
  return "default" in module ? module.default : module;
}
