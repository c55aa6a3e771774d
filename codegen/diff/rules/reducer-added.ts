import { BUILT_IN_REDUCERS, type ContractModel } from "../../model/model.js";
import type { Found } from "../found.js";
import { partPlaces } from "../part-places.js";
import type { Rule } from "../rule.js";

export const reducerAdded: Rule = {
  code: "reducer-added",
  category: "type",
  about: "The generated constructor demands a reducer that it didn't demand before.",
  breaks: "programs that make the graph: they don't compile",
  remedy: "pass the reducer to the constructor",
  byDefault: "warning",
  find(change) {
    const known = new Set(suppliedReducers(change.before).map(({ reducer }) => reducer));
    return suppliedReducers(change.after)
      .filter(({ reducer }) => !known.has(reducer))
      .map(
        ({ reducer, name }): Found => ({
          subject: `reducer ${reducer}`,
          message: `the field ${JSON.stringify(name)} needs the reducer ${JSON.stringify(reducer)}`,
          ...partPlaces(change, "state", { after: name }, "reducer"),
        }),
      );
  },
};

function suppliedReducers({ fields }: ContractModel): ContractModel["fields"] {
  return fields.filter(({ reducer }) => !BUILT_IN_REDUCERS.some((builtIn) => builtIn === reducer));
}
