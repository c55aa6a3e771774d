/** One namespace of a contract's store, as generated types describe it. */
export interface SpaceTypes {
  /** E.g. `["users", user_id: string, "notes"]`. */
  namespace: readonly string[];
  /** What is read. */
  value: unknown;
  /** What may be put: defaults may be left out. */
  input: unknown;
}

/** The namespaces of a contract's store, by their names in the schema. */
export type Spaces = { readonly [name: string]: SpaceTypes };

/** The full namespaces of a store. */
export type NamespaceOf<All> = All[keyof All] extends infer Space
  ? Space extends SpaceTypes
    ? Space["namespace"]
    : never
  : never;

/** The space that a namespace belongs to. */
export type SpaceAt<All, Namespace> = All[keyof All] extends infer Space
  ? Space extends SpaceTypes
    ? Namespace extends Space["namespace"]
      ? Space
      : never
    : never
  : never;

/** The spaces whose namespaces begin with a prefix, as far as types tell. */
export type SpaceUnder<All, Prefix> = All[keyof All] extends infer Space
  ? Space extends SpaceTypes
    ? StartsWith<Space["namespace"], Prefix> extends true
      ? Space
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
