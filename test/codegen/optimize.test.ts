import { describe, expect, it } from "vitest";
import { _, CodeGen, CodeName, ValueScope } from "../../codegen/validators/ajv.js";
import { countNames, type Internals, optimize } from "../../codegen/validators/optimize.js";

const generator = () =>
  new CodeGen(new ValueScope({ scope: {}, prefixes: new Set(), lines: true }), { lines: true });
const internals = (gen: CodeGen) => gen as unknown as Internals;

/** A function with every kind of statement. */
function everyStatement(gen: CodeGen): void {
  gen.func(new CodeName("check"), _`data, path = ""`, false, () => {
    const once = gen.const("once", _`data.first`);
    const twice = gen.const("twice", _`data.second`);
    const sum = gen.let("sum", 0);
    gen.var("left", _`data.left`);
    gen.assign(sum, _`${once} + ${twice}`);
    gen.assign(_`${sum}.part`, twice);
    gen.add(sum, _`${twice}.length`);
    gen.if(_`${sum} > 1 && data`).code(_`log(${sum}, ${twice})`);
    gen.elseIf(_`!data`).code(_`log(data)`);
    gen.else().code(_`other(${sum})`).endIf();
    gen.forRange("index", 0, _`data.length`, (index) => gen.code(_`use(${index})`));
    gen.forOf("item", _`data.items`, (item) => gen.code(_`use(${item}, ${sum})`));
    gen.for(_`const key in data`, () => gen.break());
    gen.try(
      () => gen.throw(_`new Error(${sum})`),
      (error) => gen.code(_`use(${error})`),
      () => gen.code(_`done(${sum})`),
    );
    gen.return(_`${sum} === 0`);
  });
}

describe("optimizing Ajv's code", () => {
  it("counts names as Ajv does", () => {
    const gen = generator();
    everyStatement(gen);
    const counted = countNames(internals(gen)._root);
    expect({ ...counted }).toEqual(internals(gen)._root.names);
    expect(Object.keys(counted).length).toBeGreaterThan(5);
  });

  it("makes of it what Ajv does", () => {
    const [ours, theirs] = [generator(), generator()];
    everyStatement(ours);
    everyStatement(theirs);
    const before = theirs.toString();
    optimize(ours);
    theirs.optimize(1);
    expect(ours.toString()).toBe(theirs.toString());
    expect(ours.toString()).not.toBe(before);
  });
});
