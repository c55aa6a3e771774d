export type { ContractPlace } from "./contract/open-contract.js";
export { type ContractDiff, type DiffOptions, type DiffResult, diff } from "./diff/diff.js";
export type { Category, Finding, Location, Witness } from "./diff/finding.js";
export { formatDiff, type ReportFormat } from "./diff/report.js";
export type { AcceptedBreak, DiffSettings, Level } from "./diff/settings.js";
export { SourceError } from "./diff/sources/source.js";
export type { Bump, VersionVerdict } from "./diff/version.js";
export type { MemberKind } from "./discover/member-kind.js";
export { type ImportOptions, type ImportResult, importContract } from "./import/import-contract.js";
export type { ImportNote } from "./import/imported.js";
export { type GenerateOptions, type GenerateResult, generate, type OutOfStep } from "./pipeline/generate.js";
export { type ContractStatus, type Status, status } from "./pipeline/status.js";
export { type WatchOptions, type WatchRun, watch } from "./pipeline/watch/watch.js";
export type { ImportExtension } from "./print/module-specifier.js";
export {
  formatProblem,
  GenerateError,
  type Position,
  type Problem,
  type Severity,
} from "./problems/problem.js";
export { UseError } from "./problems/use-error.js";
export type { DocumentFormat } from "./validate/document-format.js";
export { type ValidateOptions, type ValidateResult, type ValueFault, validate } from "./validate/validate.js";
