import type { MemberKind } from "../discover/member-kind.js";
import type { ImportExtension } from "../print/module-specifier.js";
import type { JsonValue } from "../schema/json.js";
import type { SchemaDocument } from "../schema/schema-document.js";
import type { SchemaNode } from "../schema/schema-node.js";

/** The reducers that need no code of the user's. */
export const BUILT_IN_REDUCERS = [
  "replace",
  "append",
  "add",
  "merge",
  "union",
  "min",
  "max",
  "messages",
] as const;
export type BuiltInReducer = (typeof BUILT_IN_REDUCERS)[number];

/** Everything that one run compiles: what every step after `model` works on. */
export interface LibraryModel {
  readonly contracts: readonly ContractModel[];
  /** Files outside the contracts that contracts refer to, in path order. */
  readonly shared: readonly SharedModel[];
  /** Every named schema, by its node; a node in this map is referred to by name wherever it is met. */
  readonly definitions: ReadonlyMap<SchemaNode, DefinitionModel>;
  /** How the generated modules import each other. */
  readonly importExtension: ImportExtension;
}

/** One graph's contract. */
export interface ContractModel {
  /** The folder's name, e.g. `support-agent`. */
  readonly name: string;
  /** The prefix of the generated names, e.g. `SupportAgent`. */
  readonly prefix: string;
  /** The folder of its generated files relative to the output folder, e.g. `support-agent`. */
  readonly module: string;
  readonly members: readonly MemberModel[];
  /** The state's fields, in source order. */
  readonly fields: readonly FieldModel[];
  /** Made by the model step: an object of the fields' `update` schemas, all optional, closed. Named `<prefix>Update`. */
  readonly update: SchemaNode;
  /** The same of the fields' own schemas, for `Overwrite`; absent where it would equal `update`. Not exported. */
  readonly overwrite?: SchemaNode;
  /** What the store member lists; absent without one. */
  readonly store?: readonly NamespaceModel[];
  /** What the interrupts member lists; absent without one. */
  readonly interrupts?: readonly InterruptModel[];
  /** What the tools member lists; absent without one. */
  readonly tools?: readonly ToolModel[];
  /** What the sends member lists; absent without one. */
  readonly sends?: readonly SendModel[];
  /** Changes whenever the meaning of a member does; the same on every machine. */
  readonly fingerprint: string;
}

/** One member of a contract. */
export interface MemberModel {
  readonly kind: MemberKind;
  /** The generated name, e.g. `GreetingContext`. */
  readonly typeName: string;
  readonly node: SchemaNode;
  readonly document: SchemaDocument;
}

/** A top-level property of the state: one LangGraph channel. */
export interface FieldModel {
  readonly name: string;
  readonly node: SchemaNode;
  /** What an update of it must look like: the field's own schema, `x-update`, or what its reducer implies. */
  readonly update: SchemaNode;
  /** A built-in reducer, or the name of one that the program supplies. */
  readonly reducer: string;
  readonly tracked: boolean;
  readonly required: boolean;
  /** The schema's own default. */
  readonly default?: { readonly value: JsonValue };
}

/** A property of the store member: a namespace of the store. */
export interface NamespaceModel {
  /** As the schema writes it, e.g. `users/{user_id}/notes`. */
  readonly name: string;
  /** Its segments; one in braces stands for any. */
  readonly path: readonly string[];
  readonly description?: string;
  /** What an item holds. */
  readonly node: SchemaNode;
}

/** A property of the interrupts member: a question to a person. */
export interface InterruptModel {
  readonly name: string;
  readonly description?: string;
  readonly value: SchemaNode;
  readonly resume: SchemaNode;
}

/** A property of the tools member. */
export interface ToolModel {
  readonly name: string;
  readonly description: string;
  readonly input: SchemaNode;
  readonly output: SchemaNode;
}

/** A property of the sends member: a node, and what `Send` gives it. */
export interface SendModel {
  /** The node's name. */
  readonly name: string;
  readonly description?: string;
  /** The payload. */
  readonly node: SchemaNode;
}

/** A file that is not part of a contract. */
export interface SharedModel {
  readonly document: SchemaDocument;
  /** The folder of its generated files relative to the output folder, e.g. `shared/user`. */
  readonly module: string;
}

/** A schema that has a name in the generated code: a member, a part of a member, a `$defs` entry, a shared file's root, a target of a `$ref`. */
export interface DefinitionModel {
  /** The exported name, unique in its module and the same whatever else is added, e.g. `Ticket`. */
  readonly name: string;
  readonly node: SchemaNode;
  /** The folder of the module that declares it: a contract's or a shared file's. */
  readonly module: string;
  /** Whether users should see it: members and `$defs` entries are exported; other `$ref` targets only have a name. */
  readonly exported: boolean;
}
