export { type GenerateOptions, type GenerateResult, generate, type OutOfStep } from "./pipeline/generate.js";
export type { ImportExtension } from "./print/module-specifier.js";
export {
  formatProblem,
  GenerateError,
  type Position,
  type Problem,
  type Severity,
} from "./problems/problem.js";
