import type { Defaults } from "../../defaults/defaults.js";
import type { DefinitionModel, LibraryModel } from "../../model/model.js";
import { reservedNames } from "../../model/reserved-names.js";
import { type ViewNames, viewNames } from "../../model/view-names.js";
import { takeName } from "../../print/free-name.js";
import { keyWithoutViews } from "../algebra/key.js";
import { namesIn } from "../algebra/names-in.js";
import type { Type, View } from "../algebra/type.js";

/** The definitions of which what one may pass and what one gets are different types. */
export function twofoldDefinitions(
  definitions: readonly DefinitionModel[],
  bodyOf: (definition: DefinitionModel, view: View) => Type,
  defaults: Pick<Defaults, "hasDefaults">,
): ReadonlySet<DefinitionModel> {
  const candidates = definitions.filter(({ node }) => defaults.hasDefaults(node));
  const users = new Map<DefinitionModel, DefinitionModel[]>();
  const twofold = new Set<DefinitionModel>();
  for (const candidate of candidates) {
    const [input, output] = [bodyOf(candidate, "input"), bodyOf(candidate, "output")];
    if (keyWithoutViews(input) !== keyWithoutViews(output)) twofold.add(candidate);
    for (const { definition, view } of namesIn(output)) {
      if (view === "output") users.set(definition, [...(users.get(definition) ?? []), candidate]);
    }
  }
  // What refers to a definition by a name that changes changes as well.
  for (const definition of twofold) for (const user of users.get(definition) ?? []) twofold.add(user);
  return twofold;
}

/**
 * The names of all types, by the rule of {@link viewNames}.
 *
 * @param only - The only view that is wanted; it then has the plain names.
 */
export function typeNames(
  library: LibraryModel,
  twofold: ReadonlySet<DefinitionModel>,
  only?: View,
): ReadonlyMap<DefinitionModel, ViewNames> {
  const taken = takenNames(library);
  const members = new Set(
    library.contracts.flatMap(({ members }) => members.map(({ node }) => library.definitions.get(node))),
  );
  const names = new Map<DefinitionModel, ViewNames>();
  for (const definition of library.definitions.values()) {
    const { name, module } = definition;
    if (names.has(definition)) continue;
    if (only !== undefined || !twofold.has(definition)) {
      names.set(definition, { input: name, output: name });
      continue;
    }
    const wanted = viewNames(name);
    // The model keeps the names of members free.
    const free = (wish: string) =>
      members.has(definition) || wish === name
        ? wish
        : takeName(wish, taken.get(module) ?? new Set(), (count) => wish + "View".repeat(count - 1));
    names.set(definition, { input: free(wanted.input), output: free(wanted.output) });
  }
  return names;
}

/** By module, the names that nothing else may take. */
export function takenNames(library: LibraryModel): Map<string, Set<string>> {
  const taken = new Map<string, Set<string>>();
  for (const { module, name } of library.definitions.values()) {
    taken.set(module, (taken.get(module) ?? new Set()).add(name));
  }
  for (const { module, prefix } of library.contracts) {
    const names = taken.get(module) ?? new Set();
    taken.set(module, names);
    for (const name of reservedNames(prefix)) names.add(name);
  }
  return taken;
}
