import type { DefinitionModel } from "../model/model.js";
import type { View } from "./algebra/type.js";

/** One exported (or, for what only has a name, declared) type. */
export interface TypeDeclaration {
  readonly name: string;
  /** The whole declaration, its doc comment and `export` included, without a newline at its end. */
  readonly text: string;
  /** The definition it is the type of; absent for a type that a contract has by itself, such as an input that is just an update. */
  readonly definition?: DefinitionModel;
  readonly view: View;
}

/** The types that one generated module declares. */
export interface ModuleTypes {
  readonly declarations: readonly TypeDeclaration[];
  /** The names used from other generated modules, sorted. */
  readonly imports: readonly { readonly module: string; readonly names: readonly string[] }[];
  /** The names used from `graphwright`, sorted. */
  readonly external: readonly string[];
}

/** The types of a whole library. */
export interface LibraryTypes {
  /** What the module in this folder declares. */
  module(module: string): ModuleTypes;
  /** The name of a definition's type: `Foo`, or `FooInput` for what one may pass where that differs from what one gets. */
  nameOf(definition: DefinitionModel, view: View): string;
  /** Whether a definition has one type for both views. */
  sameViews(definition: DefinitionModel): boolean;
}
