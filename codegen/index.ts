export { type GenerateOptions, type GenerateResult, generate, type OutOfStep } from "./generate.js";
export { formatProblem, GenerateError, type Position, type Problem, type Severity } from "./problem.js";
