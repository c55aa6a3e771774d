import type { Item, ListNamespacesOperation, SearchOperation } from "@langchain/langgraph";
import type { NamespaceAt, NamespaceOf, NamespacesUnder, NamespaceTypes } from "./namespace-types.js";

/** What a store holds under a key, its value typed. */
export interface StoreItem<Value> extends Omit<Item, "value"> {
  value: Value;
}

/** What a search finds. */
export interface StoreSearchItem<Value> extends StoreItem<Value> {
  /** How well the item matches a natural language query; absent without one. */
  score?: number;
}

/** Stores a value under a key; `null` deletes the item. */
export interface StorePut<Namespace, Value> {
  readonly namespace: Namespace;
  readonly key: string;
  readonly value: Value | null;
  readonly index?: false | string[];
}

/** Reads an item. */
export interface StoreGet<Namespace> {
  readonly namespace: Namespace;
  readonly key: string;
  readonly value?: never;
}

/** Finds the items of every namespace with a prefix. */
export interface StoreFind extends Omit<SearchOperation, "namespacePrefix"> {
  readonly namespacePrefix: readonly string[];
}

/** One operation of a batch. */
export type StoreOperation<All> =
  | PutOf<All[keyof All]>
  | StoreGet<NamespaceOf<All>>
  | StoreFind
  | ListNamespacesOperation;

type PutOf<Types> = Types extends NamespaceTypes ? StorePut<Types["namespace"], Types["valueInput"]> : never;

/** The results of the operations of a batch, in their order. */
export type StoreResults<All, Operations> = {
  -readonly [Index in keyof Operations]: StoreResult<All, Operations[Index]>;
};

type StoreResult<All, Each> = Each extends { readonly value: unknown }
  ? undefined
  : Each extends { readonly namespace: infer Namespace }
    ? StoreItem<NamespaceAt<All, Namespace>["value"]> | null
    : Each extends { readonly namespacePrefix: infer Prefix }
      ? StoreSearchItem<NamespacesUnder<All, Prefix>["value"]>[]
      : string[][];
