import type { ContractModel } from "../model/model.js";
import { Change, memberOf } from "./change.js";
import type { Finding } from "./finding.js";
import type { Found } from "./found.js";
import { createProver } from "./inclusion/create-prover.js";
import { locationOf } from "./place.js";
import type { Rule } from "./rule.js";
import { contractRemoved } from "./rules/contract-removed.js";
import { RULES } from "./rules.js";
import { type AcceptedBreak, type DiffSettings, levelOf } from "./settings.js";
import { readSide, type Side } from "./side.js";
import { findSource } from "./sources/find-source.js";
import type { Source } from "./sources/source.js";
import { type Bump, type VersionVerdict, verdictOn, versionOf } from "./version.js";

/** The options of {@link diff}. */
export interface DiffOptions {
  /** A schemas folder, a revision of the git repository, a published contract (an address or a file), or `npm:` with a package and its version. */
  readonly old: string;
  /** The same; by default the schemas folder as it is now. */
  readonly new?: string;
  /** The schemas folder, also inside of a revision; by default `schemas`. */
  readonly schemas?: string;
  /** What the other paths are relative to; by default the working directory. */
  readonly cwd?: string;
  readonly settings?: DiffSettings;
}

/** What became of one contract. */
export interface ContractDiff {
  readonly name: string;
  readonly change: "added" | "removed" | "changed" | "same";
  /** Absent where the contract carries no version, and its package neither. */
  readonly version?: VersionVerdict;
}

/** What {@link diff} found. */
export interface DiffResult {
  /** In the order of contracts, rules and files. */
  readonly findings: readonly Finding[];
  readonly contracts: readonly ContractDiff[];
  /** Accepted breaks that are not there, or are for another version: they can be removed. */
  readonly unused: readonly AcceptedBreak[];
  /** Whether something breaks, or may break, that counts as an error and is not accepted. */
  readonly breaks: boolean;
}

/**
 * Compares contracts as they were and as they are: what breaks for clients, saved threads, stored items and other services.
 *
 * @param options - What to compare.
 * @returns What was found, each with a value that shows it where there is one.
 * @throws GenerateError where one of the two can't be compiled.
 * @throws SourceError where one of the two is not there.
 */
export async function diff({
  old,
  new: now,
  schemas = "schemas",
  cwd = process.cwd(),
  settings = {},
}: DiffOptions): Promise<DiffResult> {
  const sources: Source[] = [];
  const open = async (given: string | undefined): Promise<Source> => {
    const source = await findSource(given, { schemas, cwd });
    sources.push(source);
    return source;
  };
  try {
    const [before, after] = [await open(old), await open(now)];
    const sides = { old: readSide(before), new: readSide(after) };
    return new Comparison(sides, settings, { old: before, new: after }).result();
  } finally {
    for (const source of sources) source.dispose();
  }
}

interface Sides<Of = Side> {
  readonly old: Of;
  readonly new: Of;
}

class Comparison {
  readonly #sides: Sides;
  readonly #settings: DiffSettings;
  readonly #sources: Sides<Source>;
  readonly #used = new Set<AcceptedBreak>();

  constructor(sides: Sides, settings: DiffSettings, sources: Sides<Source>) {
    this.#sides = sides;
    this.#settings = settings;
    this.#sources = sources;
  }

  result(): DiffResult {
    const { old, new: now } = this.#sides;
    const isCompared = (name: string): boolean =>
      [this.#sources.old, this.#sources.new].every(({ only }) => only?.has(name) !== false);
    const names = [...new Set([...old.contracts.keys(), ...now.contracts.keys()])].filter(isCompared).sort();
    const findings: Finding[] = [];
    const contracts = names.map((name): ContractDiff => {
      const [before, after] = [old.contracts.get(name), now.contracts.get(name)];
      if (before === undefined) return { name, change: "added" };
      if (after === undefined) {
        findings.push(...this.#removed(before));
        return { name, change: "removed" };
      }
      const own = before.fingerprint === after.fingerprint ? [] : this.#compare(before, after);
      findings.push(...own);
      return this.#contractDiff(before, after, own);
    });
    const unused = (this.#settings.accepted ?? []).filter((entry) => !this.#used.has(entry));
    const breaks = findings.some(({ severity, accepted }) => severity === "error" && accepted === undefined);
    return { findings, contracts, unused, breaks };
  }

  #removed(contract: ContractModel): Finding[] {
    const node = memberOf(contract, "state");
    const found: Found = {
      subject: `contract ${contract.name}`,
      message: `the contract ${JSON.stringify(contract.name)} is gone`,
      ...(node === undefined ? {} : { before: { node } }),
    };
    return this.#finding(contractRemoved, found, contract.name, undefined);
  }

  #compare(before: ContractModel, after: ContractModel): Finding[] {
    const change = new Change(this.#sides, { before, after }, createProver());
    const version = this.#versionOf(after, "new");
    return RULES.filter((rule) => this.#isAsked(rule)).flatMap((rule) =>
      [...rule.find(change)].flatMap((found) => this.#finding(rule, found, after.name, version)),
    );
  }

  #isAsked(rule: Rule): boolean {
    // What is published does not say by which names it is generated.
    const isPublished = [this.#sources.old, this.#sources.new].some(({ only }) => only !== undefined);
    return levelOf(rule, this.#settings) !== "off" && !(isPublished && rule.category === "type");
  }

  /** What a rule found, as the settings have it; nothing where it is turned off. */
  #finding(rule: Rule, found: Found, contract: string, version: string | undefined): Finding[] {
    const { code, category, breaks, remedy } = rule;
    const isUndecided = found.isUndecided === true;
    const own = levelOf(rule, this.#settings);
    const severity = isUndecided && own === "error" ? (this.#settings.undecided ?? own) : own;
    if (severity === "off" || (isUndecided && this.#settings.undecided === "off")) return [];
    const { before, after, subject, message, witness } = found;
    const accepted = this.#acceptance(contract, code, subject, version);
    const places = {
      before: before && locationOf(before, this.#sides.old),
      after: after && locationOf(after, this.#sides.new),
    };
    return [
      {
        ...{ code, category, severity, verdict: isUndecided ? "undecided" : "breaking" },
        ...{ contract, subject, breaks, message, remedy },
        ...(places.before === undefined ? {} : { before: places.before }),
        ...(places.after === undefined ? {} : { after: places.after }),
        ...(witness === undefined ? {} : { witness }),
        ...(accepted === undefined ? {} : { accepted: accepted.reason }),
      },
    ];
  }

  #acceptance(
    contract: string,
    code: string,
    subject: string,
    version: string | undefined,
  ): AcceptedBreak | undefined {
    const found = this.#settings.accepted?.find(
      (entry) =>
        entry.contract === contract &&
        entry.code === code &&
        entry.subject === subject &&
        (version === undefined || entry.version === version),
    );
    if (found !== undefined) this.#used.add(found);
    return found;
  }

  #contractDiff(before: ContractModel, after: ContractModel, findings: readonly Finding[]): ContractDiff {
    const { name } = after;
    const isSame = before.fingerprint === after.fingerprint;
    const change = isSame ? "same" : "changed";
    const [old, now] = [this.#versionOf(before, "old"), this.#versionOf(after, "new")];
    if (old === undefined || now === undefined) return { name, change };
    const bump = bumpOf(before, after, findings);
    return { name, change, version: verdictOn(old, now, bump) };
  }

  #versionOf(contract: ContractModel, side: keyof Sides): string | undefined {
    return versionOf(contract) ?? this.#sources[side].packageVersion;
  }
}

/** How much a change is: what breaks, what means something else, or only other words. */
function bumpOf(before: ContractModel, after: ContractModel, findings: readonly Finding[]): Bump {
  if (findings.some(({ severity }) => severity === "error")) return "major";
  if (before.fingerprint !== after.fingerprint) return "minor";
  const textsOf = ({ members }: ContractModel): string =>
    JSON.stringify(members.map(({ kind, document }) => [kind, withoutVersion(document.schema)]));
  return textsOf(before) === textsOf(after) ? "none" : "patch";
}

function withoutVersion(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  const { "x-version": _, ...rest } = schema as { readonly [keyword: string]: unknown };
  return rest;
}
