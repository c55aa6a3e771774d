import type { DefinitionModel } from "../../model/model.js";
import type { Found } from "../found.js";
import type { Rule } from "../rule.js";
import type { Side } from "../side.js";

export const typeRemoved: Rule = {
  code: "type-removed",
  category: "type",
  about: "The generated module no longer exports a type.",
  breaks: "programs that import the type: they don't compile",
  remedy: "keep the definition under its name, or change the imports",
  byDefault: "warning",
  find({ old, new: now, before, after }) {
    const left = new Set(exportedBy(now, after.module).map(({ name }) => name));
    return exportedBy(old, before.module)
      .filter(({ name }) => !left.has(name))
      .map(
        ({ name, node }): Found => ({
          subject: `type ${name}`,
          message: `the type ${name} is gone`,
          before: { node },
        }),
      );
  },
};

function exportedBy({ library }: Side, module: string): DefinitionModel[] {
  return [...new Set(library.definitions.values())].filter(
    (definition) => definition.exported && definition.module === module,
  );
}
