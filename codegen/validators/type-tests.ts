const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
/** A variable, or a property or an item of one. */
const VALUE = String.raw`[A-Za-z_$][\w$]*(?:\.[\w$]+|\[(?:${STRING}|\w+)\])*`;

/** Ajv's tests of types, and what says the same in fewer words. */
const TESTS = [
  [
    String.raw`\(\(typeof (?<integer>${VALUE}) == "number"\) && \(!\(\k<integer> % 1\) && !isNaN\(\k<integer>\)\)\) && \(isFinite\(\k<integer>\)\)`,
    "Number.isInteger",
  ],
  [String.raw`\(typeof (?<number>${VALUE}) == "number"\) && \(isFinite\(\k<number>\)\)`, "Number.isFinite"],
  [
    String.raw`(?<![\w$.])(?<object>${VALUE}) && typeof \k<object> == "object" && !Array\.isArray\(\k<object>\)`,
    "isObject",
  ],
] as const;

const NAMES = ["integer", "number", "object"] as const;
const TEST = new RegExp(`${STRING}|${TESTS.map(([test]) => test).join("|")}`, "g");
const IN_BRACKETS = new RegExp(
  String.raw`${STRING}|!\(((?:Number\.isInteger|Number\.isFinite|isObject)\(${VALUE}\))\)`,
  "g",
);

/** Replaces tests of types outside of string literals by calls. */
export function callTypeTests(code: string): string {
  return code
    .replace(TEST, (text, ...rest) => {
      const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
      for (const [index, name] of NAMES.entries()) {
        const value = groups[name];
        if (value !== undefined) return `${TESTS[index]?.[1]}(${value})`;
      }
      return text;
    })
    .replace(IN_BRACKETS, (text, call?: string) => (call === undefined ? text : `!${call}`));
}
