import type { DefinitionModel } from "../../model/model.js";
import type { NameTerm, Type } from "./type.js";

/**
 * The definitions that would be types of themselves: `A` is `B`, `B` is `A | null`. Their schemas can't be evaluated by any validator
 * either; TypeScript refuses such types, so they have to be `unknown`.
 */
export function circularDefinitions(
  definitions: Iterable<DefinitionModel>,
  expand: (definition: DefinitionModel) => Type,
): ReadonlySet<DefinitionModel> {
  const all = [...definitions];
  const uses = new Map(all.map((definition) => [definition, namesAt(expand(definition))]));
  // What is left when everything is taken away that only leads to what ends.
  const users = new Map<DefinitionModel, DefinitionModel[]>();
  const open = new Map<DefinitionModel, number>();
  for (const [user, used] of uses) {
    open.set(user, used.length);
    for (const name of used) users.set(name, [...(users.get(name) ?? []), user]);
  }
  const ending = all.filter((definition) => open.get(definition) === 0);
  for (const definition of ending) {
    for (const user of users.get(definition) ?? []) {
      const left = (open.get(user) ?? 0) - 1;
      open.set(user, left);
      if (left === 0) ending.push(user);
    }
  }
  const ended = new Set(ending);
  return new Set(all.filter((definition) => !ended.has(definition)));
}

/** The names that a type is a union of. */
function namesAt(type: Type): DefinitionModel[] {
  return [
    ...new Set(type.filter((term): term is NameTerm => term.kind === "name").map((term) => term.definition)),
  ];
}
