import type { DialectResult, Failure } from "./measure.js";

/** The figures of one dialect, as `--json` prints them. */
export interface JsonResult {
  readonly groups: number;
  readonly refused: DialectResult["refused"];
  readonly cases: number;
  readonly judgedRight: number;
  readonly formats: DialectResult["formats"];
  readonly valid: number;
  readonly assignable: number;
  readonly invalid: number;
  readonly rejected: number;
}

/** By dialect, the figures without their details. */
export function jsonReport(results: readonly DialectResult[]): Record<string, JsonResult> {
  return Object.fromEntries(
    results.map(({ name, groups, refused, cases, judgedRight, formats, types }) => {
      const { valid, assignable, invalid, rejected } = types;
      return [name, { groups, refused, cases, judgedRight, formats, valid, assignable, invalid, rejected }];
    }),
  );
}

/** The figures as text, with every case that is not as it should be. */
export function textReport(results: readonly DialectResult[]): string {
  return results.map(dialectText).join("\n\n");
}

function dialectText(result: DialectResult): string {
  const { name, groups, refused, cases, judgedRight, formats } = result;
  const { types, sayable, peer, misjudged, unsound, broken } = result;
  const rows = [
    ["", "graphwright", "json-schema-to-typescript"],
    ["groups given a type", share(types.groups, groups), share(peer.groups, groups)],
    ["cases judged right by the validator", share(judgedRight, cases), "-"],
    ["optional cases of formats judged right", share(formats.judgedRight, formats.cases), "-"],
    [
      "valid instances assignable to the type",
      share(types.assignable, types.valid),
      share(peer.assignable, peer.valid),
    ],
    [
      "invalid instances rejected by the type",
      share(types.rejected, types.invalid),
      share(peer.rejected, peer.invalid),
    ],
    ["… of what TypeScript has words for", share(sayable.rejected, sayable.invalid), "-"],
  ];
  const lines = [
    name,
    ...rows.map(([what = "", own = "", other = ""]) => `  ${what.padEnd(40)}${own.padEnd(22)}${other}`),
  ];
  const list = (title: string, items: readonly string[]): void => {
    if (items.length > 0) lines.push(`  ${title}`, ...items.map((item) => `    ${item}`));
  };
  list(
    "refused:",
    refused.map(({ file, group, reason }) => `${file}: ${group}: ${reason}`),
  );
  list("judged wrong:", misjudged.map(failureText));
  list("valid, but not assignable:", unsound.map(failureText));
  list("does not compile:", broken);
  return lines.join("\n");
}

function failureText({ file, group, test, reason }: Failure): string {
  const cause = file === "format.json" ? " (formats are asserted)" : "";
  return `${file}: ${group}: ${test}: ${reason}${cause}`;
}

function share(part: number, whole: number): string {
  const percent = whole === 0 ? 100 : Math.floor((part / whole) * 1000) / 10;
  return `${part} of ${whole} (${percent} %)`;
}

/** Whether a promise of the project is broken, so that the command has to fail. */
export function isBroken({ unsound, broken, formats }: DialectResult): boolean {
  return unsound.length > 0 || broken.length > 0 || formats.judgedRight < formats.cases;
}
