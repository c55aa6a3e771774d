import type { SchemaDocument } from "../schema/schema-document.js";
import type { SchemaNode } from "../schema/schema-node.js";

/** A schema file with its place in the generated code. */
export interface Home {
  readonly document: SchemaDocument;
  readonly root: SchemaNode;
  /** The entries of the root's `$defs` and `definitions`, by key. */
  readonly defs: ReadonlyMap<string, SchemaNode>;
  /** Those of them that are types for users: of a shared file, the ones that contracts lead to. */
  readonly exported: readonly (readonly [key: string, node: SchemaNode])[];
  /** The folder of the module that declares its definitions. */
  readonly module: string;
  /** The name of the type of its root. */
  readonly rootName: string;
  /** What tells its definitions from others of the same name: the member's kind or the file's stem, as a word. */
  readonly qualifier: string;
  /** The rank among the files of its module: of several definitions of a name, the one of the lowest rank keeps it. */
  readonly rank: number;
  /** Whether the root is a type for users: a member that describes values, or a shared schema that is used, and more than a container of definitions. */
  readonly rootIsExported: boolean;
}
