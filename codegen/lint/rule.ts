import type { Defaults } from "../defaults/defaults.js";
import type { MemberKind } from "../discover/member-kind.js";
import type { LoadedLibrary } from "../load/load.js";
import type { Severity } from "../problems/problem.js";
import type { JsonObject } from "../schema/json.js";
import type { Dialect, SchemaDocument } from "../schema/schema-document.js";
import type { SchemaNode } from "../schema/schema-node.js";

/** One thing that is looked for in contracts: a code, how bad it is, and how it is found. */
export interface Rule {
  /** Stable: teams search for it. */
  readonly code: string;
  readonly severity: Severity;
  find(context: LintContext): Iterable<Finding>;
}

/** What a rule found, and where. */
export interface Finding {
  readonly document: SchemaDocument;
  readonly pointer: string;
  readonly message: string;
  readonly remedy: string;
}

/** What rules look at: the library from the sides that they need. */
export interface LintContext {
  readonly library: LoadedLibrary;
  /** Every schema of the user's files that can be reached, each place once. */
  readonly schemas: readonly LintedSchema[];
  readonly contracts: readonly LintedContract[];
  /** Whether the schemas come from people whose text must not become code. */
  readonly isUntrusted: boolean;
  /** Which defaults are applied; absent where nobody can tell. */
  readonly defaults?: Pick<Defaults, "accepts" | "allRisks">;
}

/** A schema that is an object, with how it was written. */
export interface LintedSchema {
  readonly node: SchemaNode;
  readonly raw: JsonObject;
  readonly document: SchemaDocument;
  readonly pointer: string;
  readonly dialect: Dialect;
}

/** A contract whose members could be read. */
export interface LintedContract {
  readonly name: string;
  readonly members: ReadonlyMap<MemberKind, SchemaNode>;
  /** The state's fields, each with all the schemas that describe it. */
  readonly fields: ReadonlyMap<string, readonly SchemaNode[]>;
}
