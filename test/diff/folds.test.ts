import { describe, expect, it } from "vitest";
import { FOLDS, foldsOf } from "../../codegen/diff/folds.js";
import { BUILT_IN_REDUCERS } from "../../codegen/model/model.js";
import { builtInReducers } from "../../src/state/reducers/index.js";

const values = [["a"], ["a", "b"], [], 1, 2, -1, { a: 1 }, { a: 2, b: 3 }];

describe("what an update is shown to do", () => {
  it.each([...FOLDS])("is what the runtime's reducer does: %s", (name, fold) => {
    let compared = 0;
    for (const current of values) {
      for (const update of values) {
        const folded = fold(current, update);
        if (folded === undefined) continue;
        const reduced = name === "replace" ? update : builtInReducers.get(name)?.reduce(current, update);
        expect(folded).toEqual(reduced);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(3);
  });

  it("differs for any two reducers that can have the same field", () => {
    const names = BUILT_IN_REDUCERS.filter((name) => name !== "messages");
    const alike = names.flatMap((one) =>
      names
        .filter((other) => one < other && foldsOf(one, other) === undefined)
        .map((other) => `${one} ${other}`),
    );
    expect(alike.sort()).toEqual(
      [
        "add append",
        "add merge",
        "add union",
        "append max",
        "append merge",
        "append min",
        "max merge",
        "max union",
        "merge min",
        "merge union",
        "min union",
      ].sort(),
    );
  });
});
