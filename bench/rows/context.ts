import { type Bench, type Figure, type Findings, figure, type Row } from "../row.js";

type Check = "ours" | "zod" | "bare" | "allErrors" | "withDefaults";
type Value = "complete" | "partial" | "refused";

export const context: Row = {
  name: "context",
  title: "A context of 4 properties, checked",
  async run({ workshop, quick }: Bench): Promise<Findings> {
    const effort = { rounds: quick ? 5 : 15, slice: 30 };
    const times = await workshop.program<Record<Value, Record<Check, number>>>("context", [
      JSON.stringify(effort),
    ]);
    const against = (value: Value, check: Check, peerName: string, target: number | null): Figure => {
      const { ours, [check]: peer } = times[value];
      return figure(`context/${value}`, { ours: ours / 1e3, peer: peer / 1e3, peerName, unit: "µs" }, target);
    };
    return {
      figures: (["complete", "partial", "refused"] as const).flatMap((value) => [
        // Bare Ajv adds no default, so it does less where a property is lacking.
        against(value, "bare", "Ajv, compiled at start", value === "partial" ? null : 1.3),
        value === "refused"
          ? against(value, "allErrors", "Ajv, all errors", null)
          : against(value, "withDefaults", "Ajv, defaults into a copy", value === "partial" ? 1.2 : null),
        against(value, "zod", "Zod 4", null),
      ]),
      notes: [
        "`complete` has all four properties; `partial` lacks one, and gets its default; `refused` has one of the wrong type. Ours is `safeParse`: defaults applied to a copy, all issues told in words. Bare Ajv applies no defaults and stops at the first error. Adding to `partial` takes a copy, because callers' objects are never changed; the copy alone takes longer than the check.",
      ],
    };
  },
};
