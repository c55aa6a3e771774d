// A context of four properties, checked: per call.
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import * as z from "zod";
import { AccountContext } from "../generated/account/index.js";
import { interleave } from "../support/interleave.js";
import { printResult, readEffort } from "../support/program.js";

const Zod = z.strictObject({
  user_id: z.string().min(1),
  plan: z.enum(["free", "team", "business"]),
  max_steps: z.int().min(1).max(100).default(25),
  verbose: z.boolean().default(false),
});
const schema = AccountContext.jsonSchema;
const bare = new Ajv2020().compile(schema);
const allErrors = new Ajv2020({ allErrors: true }).compile(schema);
const withDefaults = new Ajv2020({ useDefaults: true }).compile(schema);

/** Several of each, in turn, so that no engine learns one by heart. */
const values = {
  complete: numbered((index) => ({
    user_id: `user_${index}`,
    plan: "team",
    max_steps: index + 1,
    verbose: index % 2 === 0,
  })),
  partial: numbered((index) => ({ user_id: `user_${index}`, plan: "team", max_steps: index + 1 })),
  refused: numbered((index) => ({
    user_id: `user_${index}`,
    plan: "team",
    max_steps: `${index}`,
    verbose: true,
  })),
};
for (const [kind, list] of Object.entries(values)) {
  const isAccepted = kind !== "refused";
  for (const value of list) {
    const verdicts = [
      AccountContext.safeParse(value).success,
      Zod.safeParse(value).success,
      bare(value),
      allErrors(value),
      withDefaults(Object.assign({}, value)),
    ];
    if (verdicts.some((verdict) => verdict !== isAccepted)) throw new Error(`${kind}: ${verdicts}`);
  }
}

const kept: { result: unknown } = { result: undefined };
const effort = readEffort();
const results: Record<string, Record<string, number>> = {};
for (const [kind, list] of Object.entries(values)) {
  results[kind] = await interleave(
    {
      ours: each(list, (value) => AccountContext.safeParse(value)),
      zod: each(list, (value) => Zod.safeParse(value)),
      bare: each(list, verdict(bare)),
      allErrors: each(list, verdict(allErrors)),
      // Ajv writes defaults into what it is given; one who wants the object left alone copies it (a spread would be 50 times as slow to add to).
      withDefaults: each(list, (value) => {
        const copy = Object.assign({}, value);
        return withDefaults(copy) ? copy : withDefaults.errors;
      }),
    },
    effort,
  );
}
printResult(results);

function numbered(make: (index: number) => object): readonly object[] {
  return Array.from({ length: 8 }, (_, index) => make(index));
}

function verdict(validate: ValidateFunction): (value: object) => unknown {
  return (value) => (validate(value) ? value : validate.errors);
}

/** A call with the next value of the list; the result is kept where the engine can't tell that nobody reads it. */
function each(list: readonly object[], check: (value: object) => unknown): () => void {
  let next = 0;
  return () => {
    next = (next + 1) & 7;
    kept.result = check(list[next] as object);
  };
}
