import { gte, inc, parse, type ReleaseType, valid } from "semver";
import type { ContractModel } from "../model/model.js";
import { isJsonObject } from "../schema/json.js";

/** How much a change is, by semantic versioning. */
export type Bump = "major" | "minor" | "patch" | "none";

/** A contract's version, and what it must become. */
export interface VersionVerdict {
  readonly before: string;
  readonly after: string;
  readonly bump: Bump;
  /** The lowest version that says how much the change is. */
  readonly required: string;
  readonly isEnough: boolean;
}

/** The version that a contract carries: its state's `x-version`. */
export function versionOf(contract: ContractModel): string | undefined {
  const { schema } = contract.members.find(({ kind }) => kind === "state")?.document ?? {};
  const version = isJsonObject(schema) ? schema["x-version"] : undefined;
  return typeof version === "string" && valid(version) !== null ? version : undefined;
}

/** What a version must become. Before 1.0.0, a minor version may break, and a patch may add. */
export function verdictOn(before: string, after: string, bump: Bump): VersionVerdict {
  const release = parse(before)?.major === 0 ? ZERO[bump] : bump;
  const required = release === "none" ? before : (inc(before, release as ReleaseType) ?? before);
  return { before, after, bump, required, isEnough: gte(after, required) };
}

const ZERO: Readonly<Record<Bump, Bump>> = { major: "minor", minor: "patch", patch: "patch", none: "none" };
