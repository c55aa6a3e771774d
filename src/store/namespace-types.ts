/** One namespace of a contract's store, as generated types describe it. */
export interface NamespaceTypes {
  /** E.g. `["users", user_id: string, "notes"]`. */
  namespace: readonly string[];
  /** What is read: defaults applied. */
  value: unknown;
  /** What may be put: defaults may be left out. */
  valueInput: unknown;
}

/** The full namespaces of a store. */
export type NamespaceOf<All> = All[keyof All] extends infer Types
  ? Types extends NamespaceTypes
    ? Types["namespace"]
    : never
  : never;

/** The types of the namespace that a full namespace belongs to. */
export type NamespaceAt<All, Namespace> = All[keyof All] extends infer Types
  ? Types extends NamespaceTypes
    ? Namespace extends Types["namespace"]
      ? Types
      : never
    : never
  : never;

/** The types of the namespaces that begin with a prefix, as far as types tell. */
export type NamespacesUnder<All, Prefix> = All[keyof All] extends infer Types
  ? Types extends NamespaceTypes
    ? StartsWith<Types["namespace"], Prefix> extends true
      ? Types
      : never
    : never
  : never;

/** A part that is any string may be whatever the other has there. */
type StartsWith<Namespace, Prefix> = Prefix extends readonly [infer First, ...infer Rest]
  ? Namespace extends readonly [infer Part, ...infer Parts]
    ? First extends Part
      ? StartsWith<Parts, Rest>
      : Part extends First
        ? StartsWith<Parts, Rest>
        : false
    : false
  : true;
